package dev.ecsinventory.cli.setup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ecsinventory.cli.CommandLineRun;
import dev.ecsinventory.cli.demo.DemoEngines;
import dev.ecsinventory.cli.demo.DemoFleet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An option precedes an environment variable, and that the settings file. */
class SettingsOptionTest {
  private static DemoEngines engines;

  @TempDir private Path directory;
  private int scans;

  @BeforeAll
  static void start() {
    engines = DemoEngines.start(DemoFleet.read());
  }

  @AfterAll
  static void stop() {
    engines.close();
  }

  @Test
  void readsTheRegionsOfTheFile() throws IOException {
    CommandLineRun run = scan("regions: [eu-central-1]", Map.of("AWS_REGION", "us-east-1"));

    assertEquals(0, run.exitCode(), run.err());
    assertTrue(run.err().startsWith("ecs-inventory: settings of " + settings()), run.err());
    assertEquals(List.of("eu-central-1"), regions(run));
  }

  @Test
  void prefersTheEnvironmentToTheFileAndAnOptionToBoth() throws IOException {
    Map<String, String> environment = Map.of("INVENTORY_REGIONS", "us-east-1");

    assertEquals(List.of("us-east-1"), regions(scan("regions: [eu-central-1]", environment)));
    assertEquals(
        List.of("eu-central-1"),
        regions(scan("regions: [us-east-1]", environment, "--region", "eu-central-1")));
  }

  @Test
  void evaluatesThePolicyOfTheFile() throws IOException {
    Files.copy(
        CommandLineRun.projectHome().resolve("policies/demo.json"),
        directory.resolve("policy.json"));
    CommandLineRun run = scan("tagPolicy: policy.json", Map.of("AWS_REGION", "us-east-1"));

    assertFalse(run.out().contains("\"policy_id\":null"), run.out());
    assertTrue(run.out().contains("\"policy_id\":\""), run.out());
  }

  @Test
  void reportsAllProblemsOfTheFileAndReadsNothing() throws IOException {
    CommandLineRun run =
        scan("regons: [us-east-1]\njsonDays: many\n", Map.of("AWS_REGION", "us-east-1"));

    assertEquals(2, run.exitCode());
    assertEquals(3, run.err().lines().count(), run.err());
    assertTrue(run.err().contains("#/regons (line 1): is not a setting"), run.err());
    assertTrue(run.err().contains("#/jsonDays (line 2): "), run.err());
    assertFalse(Files.exists(directory.resolve("out1")));
  }

  @Test
  void namesAFileThatDoesNotExist() {
    CommandLineRun run = CommandLineRun.of("invoke", "--now", "--settings", settings().toString());

    assertEquals(2, run.exitCode());
    assertTrue(run.err().contains("does not exist; create it: ./ecs-inventory init"), run.err());
  }

  /** The bucket and the table are the environment's. */
  @Test
  void isReadByInvokeAsWell() throws IOException {
    Files.writeString(settings(), "regions: [eu-central-1]\n");
    CommandLineRun run = CommandLineRun.of("invoke", "--now", "--settings", settings().toString());

    assertEquals(2, run.exitCode());
    assertTrue(run.err().contains("INVENTORY_BUCKET is not set"), run.err());
    assertFalse(run.err().contains("INVENTORY_REGIONS"), run.err());
  }

  private Path settings() {
    return directory.resolve("inventory.yaml");
  }

  private CommandLineRun scan(String settings, Map<String, String> environment, String... options)
      throws IOException {
    Files.writeString(settings(), settings);
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "scan",
                "--out",
                directory.resolve("out" + ++scans).toString(),
                "--settings",
                settings().toString()));
    arguments.addAll(List.of(options));
    return CommandLineRun.in(environment, arguments.toArray(String[]::new));
  }

  /** The Regions of the summary. */
  private static List<String> regions(CommandLineRun run) {
    assertTrue(run.out().contains("\"listed_places\":["), run.out() + run.err());
    String places = run.out().replaceFirst("(?s).*\"listed_places\":\\[([^]]*)].*", "$1");
    return List.of(places.split(",")).stream()
        .map(place -> place.replaceFirst(".*/", "").replace("\"", ""))
        .toList();
  }
}
