package dev.ecsinventory.cli.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ecsinventory.cli.CommandLineRun;
import dev.ecsinventory.cli.demo.DemoEngines;
import dev.ecsinventory.cli.demo.DemoFleet;
import dev.ecsinventory.simulator.fleet.Fleet;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A check against a baseline: only new findings fail. */
class BaselineTest {
  private static final JsonMapper MAPPER = new JsonMapper();

  @TempDir static Path folder;
  private static String policy;
  private static Path before;
  private static Path deployedAgain;
  private static Path worse;

  @BeforeAll
  static void scan() throws IOException {
    policy = CommandLineRun.projectHome().resolve("policies/demo.json").toString();
    try (InputStream resource = DemoFleet.class.getResourceAsStream("fleet.json");
        DemoEngines engines = DemoEngines.start(DemoFleet.read())) {
      String fleet = new String(resource.readAllBytes(), StandardCharsets.UTF_8);
      before = scan("before");
      engines.ecs().fleet(Fleet.parse(fleet.replace("\"ecs-svc/", "\"ecs-svc/99")));
      deployedAgain = scan("again");
      String taskSet =
          DemoFleet.read()
              .taskSets()
              .filter(one -> one.arn().contains("/checkout/"))
              .findFirst()
              .orElseThrow()
              .arn();
      engines.ecs().fleet(DemoFleet.read().with(taskSet, node -> node.putArray("tags")));
      worse = scan("worse");
    }
  }

  private static Path scan(String name) {
    Path out = folder.resolve(name);
    CommandLineRun run =
        CommandLineRun.of(
            "scan", "--out", out.toString(), "--region", "us-east-1", "--region", "eu-central-1");
    assertEquals(0, run.exitCode(), run.err());
    return out;
  }

  private static CommandLineRun check(Path snapshot, String... options) {
    List<String> arguments =
        new ArrayList<>(List.of("check", "--snapshot", snapshot.toString(), "--policy", policy));
    arguments.addAll(List.of(options));
    return CommandLineRun.of(arguments.toArray(String[]::new));
  }

  @Test
  void findingsOfTheBaselineDoNotFailEvenAfterADeployment() throws IOException {
    assertEquals(4, check(deployedAgain).exitCode());

    CommandLineRun run = check(deployedAgain, "--baseline", before.toString());
    assertEquals(0, run.exitCode(), run.out() + run.err());
    assertTrue(run.out().contains("The following are in the baseline"), run.out());

    for (JsonNode result :
        MAPPER
            .readTree(
                check(deployedAgain, "--baseline", before.toString(), "--format", "sarif").out())
            .at("/runs/0/results")) {
      boolean waived = result.has("suppressions");
      assertEquals(waived ? "new" : "unchanged", result.get("baselineState").textValue());
    }
  }

  @Test
  void aNewFindingFails() throws IOException {
    CommandLineRun run = check(worse, "--baseline", before.toString(), "--format", "json");
    JsonNode json = MAPPER.readTree(run.out());

    assertEquals(4, run.exitCode(), run.err());
    List<String> failing = new ArrayList<>();
    for (int index = 0; index < json.get("violations").size(); index++) {
      if (json.get("effects").get(index).textValue().equals("FAILS")) {
        failing.add(json.get("violations").get(index).get("service_name").textValue());
      }
    }
    assertFalse(failing.isEmpty());
    assertTrue(failing.stream().allMatch("checkout"::equals), failing::toString);
    assertTrue(check(worse, "--baseline", worse.toString()).exitCode() == 0);
  }

  @Test
  void rejectsABaselineThatIsNewer() {
    String manifest = "inventory/manifests/dt=2026-01-14/20260114T060000Z.json";
    assertEquals(
        0, CommandLineRun.of("demo", "--out", folder.resolve("demo").toString()).exitCode());

    CommandLineRun run =
        check(folder.resolve("demo").resolve(manifest), "--baseline", before.toString());

    assertEquals(2, run.exitCode(), run.out());
    assertTrue(run.err().contains("--baseline: snapshot "), run.err());
    assertTrue(run.err().contains(" is newer than snapshot 20260114T060000Z"), run.err());
  }
}
