package dev.ecsinventory.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ecsinventory.cli.demo.DemoEngines;
import dev.ecsinventory.simulator.fault.Fault;
import dev.ecsinventory.simulator.fault.FaultRule;
import dev.ecsinventory.simulator.fault.FaultScript;
import dev.ecsinventory.simulator.fleet.Fleet;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The last line of progress shows the counts of the summary for every kind of failure. */
class LastProgressLineTest {
  private static final Fleet FLEET =
      Fleet.parse(
          """
          {"accounts": [
            {"id": "123456789012", "regions": [
              {"name": "us-east-1", "clusters": [{"clusterName": "prod", "services": [
                {"serviceName": "web", "deploymentController": {"type": "EXTERNAL"},
                 "taskSets": [{"tags": []}]}]}]},
              {"name": "eu-west-1", "clusters": [{"clusterName": "prod", "services": [
                {"serviceName": "web", "deploymentController": {"type": "EXTERNAL"},
                 "taskSets": [{"tags": []}]}]}]}]},
            {"id": "210987654321", "externalId": "inventory", "regions": [
              {"name": "us-east-1", "clusters": [{"clusterName": "prod", "services": [
                {"serviceName": "web", "deploymentController": {"type": "EXTERNAL"},
                 "taskSets": [{"tags": []}]}]}]}]}]}
          """);
  private static final Pattern LINE =
      Pattern.compile(
          "([A-Z]+): (?:\\d+ of \\d+ accounts, )?([\\d,]+) services?, ([\\d,]+) task sets?,"
              + " ([\\d,]+) failures?, [\\d.]+ s");

  @TempDir Path directory;

  /** A kind of failure: the denied call, the external ID, or the clusters of the event. */
  private record Case(
      String name, Optional<FaultRule> fault, String externalId, List<String> clusters, int exit) {
    @Override
    public String toString() {
      return name;
    }
  }

  static List<Case> cases() {
    FaultRule denied = FaultRule.of(new Fault.AccessDenied());
    String good = "inventory";
    List<Case> cases = new ArrayList<>();
    cases.add(new Case("nothing", Optional.empty(), good, List.of(), 0));
    cases.add(new Case("a role", Optional.empty(), "wrong", List.of(), 3));
    cases.add(new Case("a name", Optional.empty(), good, List.of("prod", "nope", "none"), 3));
    cases.add(new Case("a role and a name", Optional.empty(), "wrong", List.of("prod", "x"), 3));
    cases.add(new Case("every name", Optional.empty(), good, List.of("nope"), 1));
    for (String operation :
        List.of(
            "ListClusters",
            "DescribeClusters",
            "ListServices",
            "DescribeServices",
            "DescribeTaskSets")) {
      cases.add(
          new Case(
              "one " + operation,
              Optional.of(denied.on(operation).touching("eu-west-1")),
              good,
              List.of(),
              -1));
      cases.add(
          new Case("every " + operation, Optional.of(denied.on(operation)), good, List.of(), -1));
    }
    return cases;
  }

  @ParameterizedTest
  @MethodSource("cases")
  void showsTheFiguresOfTheSummary(Case failing) throws Exception {
    CommandLineRun run = scan(failing);

    JsonNode summary = new JsonMapper().readTree(run.out());
    List<String> lines = run.err().lines().filter(line -> LINE.matcher(line).matches()).toList();
    assertEquals(1, lines.size(), run.err());
    Matcher last = LINE.matcher(lines.getFirst());
    assertTrue(last.matches());
    assertEquals(summary.get("status").textValue(), last.group(1));
    assertEquals(summary.get("service_count").intValue(), number(last.group(2)));
    assertEquals(summary.get("task_set_count").intValue(), number(last.group(3)));
    assertEquals(summary.get("read_failure_count").intValue(), number(last.group(4)));
    if (failing.exit() >= 0) {
      assertEquals(failing.exit(), run.exitCode(), run.err());
      assertEquals(failing.exit() > 0, number(last.group(4)) > 0, run.err());
    }
  }

  @Test
  void showsTheFiguresOfACommittedSnapshot() throws Exception {
    try (DemoEngines engines = DemoEngines.start(FLEET)) {
      Map<String, String> settings = engines.settings();
      Instant now = Instant.parse("2026-01-15T06:00:00Z");
      CommandLineRun first = CommandLineRun.at(now, settings, "invoke", "--now");
      CommandLineRun again = CommandLineRun.at(now, settings, "invoke", "--now");

      for (CommandLineRun run : List.of(first, again)) {
        assertTrue(
            run.err()
                .lines()
                .toList()
                .getLast()
                .startsWith("COMPLETE: 2 services, 2 task sets, 0 failures, "),
            run.err());
      }
    }
  }

  private CommandLineRun scan(Case failing) {
    try (DemoEngines engines = DemoEngines.start(FLEET)) {
      failing.fault().ifPresent(fault -> engines.ecs().faults(FaultScript.of(fault)));
      List<String> arguments = new ArrayList<>(List.of("scan", "--out", directory.toString()));
      List.of("us-east-1", "eu-west-1")
          .forEach(region -> arguments.addAll(List.of("--region", region)));
      failing.clusters().forEach(cluster -> arguments.addAll(List.of("--cluster", cluster)));
      return CommandLineRun.in(
          Map.of(
              "INVENTORY_ROLES", "arn:aws:iam::210987654321:role/inventory",
              "INVENTORY_EXTERNAL_ID", failing.externalId(),
              "ECS_READS_PER_SECOND", "1000"),
          arguments.toArray(String[]::new));
    }
  }

  private static int number(String text) {
    return Integer.parseInt(text.replace(",", ""));
  }
}
