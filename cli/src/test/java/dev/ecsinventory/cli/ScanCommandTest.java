package dev.ecsinventory.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ecsinventory.cli.demo.DemoEngines;
import dev.ecsinventory.cli.demo.DemoFleet;
import dev.ecsinventory.cli.demo.SnapshotFiles;
import dev.ecsinventory.schema.ObjectKeys;
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.schema.TaskSets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScanCommandTest {
  private static DemoEngines engines;

  @TempDir private Path directory;

  @BeforeAll
  static void start() {
    engines = DemoEngines.start(DemoFleet.read());
  }

  @AfterAll
  static void stop() {
    engines.close();
  }

  @Test
  void writesASnapshotWithoutBucketOrTable() {
    CommandLineRun run =
        scan(Map.of(), "--region", "us-east-1", "--region", "eu-central-1", "--cluster", "*-prod");

    assertEquals(0, run.exitCode(), run.err());
    assertTrue(run.out().contains("\"status\":\"COMPLETE\""), run.out());
    List<Row> rows = new SnapshotFiles(out(), new ObjectKeys("")).rows(TaskSets.DATASET);
    assertEquals(9, rows.size());
    assertTrue(Files.isDirectory(out().resolve("manifests")));
  }

  @Test
  void readsTheSdksRegionWhereNoneIsGiven() {
    CommandLineRun run = scan(Map.of("AWS_REGION", "eu-central-1"));

    assertEquals(0, run.exitCode(), run.err());
    assertTrue(run.out().contains("\"task_set_count\":4"), run.out());
  }

  @Test
  void namesOptionsThatCannotBeUsed() {
    CommandLineRun regions = scan(Map.of(), "--region", "us-esat-1");
    CommandLineRun clusters = scan(Map.of("AWS_REGION", "us-east-1"), "--cluster", "a b");

    assertEquals(2, regions.exitCode());
    assertTrue(regions.err().contains("--region: \"us-esat-1\""), regions.err());
    assertEquals(2, clusters.exitCode());
    assertTrue(clusters.err().contains("--cluster: \"a b\""), clusters.err());
    assertFalse(Files.exists(out()));
  }

  @Test
  void namesADirectoryThatCannotBeMade() throws Exception {
    Files.writeString(out(), "a file");

    CommandLineRun run = scan(Map.of("AWS_REGION", "us-east-1"));

    assertEquals(2, run.exitCode());
    assertTrue(run.err().contains("--out: \"" + out()), run.err());
  }

  @Test
  void evaluatesAPolicyWithTheTableAndTheExitCodesOfCheck() {
    String policy = CommandLineRun.projectHome().resolve("policies/demo.json").toString();
    CommandLineRun run =
        scan(Map.of(), "--region", "us-east-1", "--region", "eu-central-1", "--policy", policy);
    CommandLineRun check =
        CommandLineRun.of("check", "--snapshot", out().toString(), "--policy", policy);

    assertEquals(4, run.exitCode(), run.err());
    assertEquals(4, check.exitCode(), check.err());
    assertTrue(run.out().startsWith(check.out()), run.out());
    for (String name : List.of("Report: ", "CSV: ")) {
      String path =
          run.out().lines().filter(line -> line.startsWith(name)).findFirst().orElseThrow();
      assertTrue(Files.isRegularFile(Path.of(path.substring(name.length()))), path);
    }
    assertTrue(run.out().contains("./ecs-inventory check --snapshot " + out()), run.out());
  }

  @Test
  void exitsWithThreeIfThePolicyRequiresNothing() throws Exception {
    Path policy =
        Files.writeString(
            directory.resolve("policy.json"), "{\"tags\":{\"team\":{\"tag_key\":\"Team\"}}}");
    CommandLineRun run =
        scan(
            Map.of(),
            "--region",
            "us-east-1",
            "--cluster",
            "sandbox",
            "--policy",
            policy.toString());

    assertEquals(3, run.exitCode(), run.out() + run.err());
  }

  @Test
  void aScanAtTheTimeOfAnEarlierOneIsTheSameSnapshot() {
    String time = Instant.now().minusSeconds(60).truncatedTo(ChronoUnit.SECONDS).toString();
    CommandLineRun first = scan(Map.of(), "--region", "us-east-1", "--time", time);
    CommandLineRun again = scan(Map.of(), "--region", "us-east-1", "--time", time);
    CommandLineRun old = scan(Map.of(), "--region", "us-east-1", "--time", "2026-01-15T06:00:00Z");

    assertEquals(0, first.exitCode(), first.err());
    assertEquals(first.out(), again.out());
    assertEquals(2, old.exitCode(), old.err());
    assertTrue(old.err().contains("--time: 2026-01-15T06:00:00Z is more than"), old.err());
  }

  private Path out() {
    return directory.resolve("out");
  }

  private CommandLineRun scan(Map<String, String> environment, String... options) {
    String[] arguments = new String[options.length + 3];
    arguments[0] = "scan";
    arguments[1] = "--out";
    arguments[2] = out().toString();
    System.arraycopy(options, 0, arguments, 3, options.length);
    return CommandLineRun.in(environment, arguments);
  }
}
