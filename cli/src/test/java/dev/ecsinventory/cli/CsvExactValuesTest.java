package dev.ecsinventory.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ecsinventory.cli.demo.DemoEngines;
import dev.ecsinventory.format.DuckDb;
import dev.ecsinventory.simulator.fleet.Fleet;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Values that look like numbers, dates or empty cells, in a CSV file that other programs import.
 */
class CsvExactValuesTest {
  private static final String ACCOUNT = "012345678901";
  private static final List<String> VALUES =
      List.of("0815", "1E5", "007", "1.50", "2026-01-01", "TRUE", "NaN", "NULL", "4711 ", "1,5");

  @TempDir Path directory;

  @Test
  void anImportAsTextReturnsTheTags() throws Exception {
    Path csv = directory.resolve("violations.csv");
    Path policy =
        Files.writeString(
            directory.resolve("policy.json"),
            "{\"tags\":{\"team\":{\"tag_key\":\"Team\",\"tag_value\":[\"pay\"]}}}");
    try (DemoEngines _ = DemoEngines.start(fleet())) {
      Path out = directory.resolve("out");
      CommandLineRun scan =
          CommandLineRun.of(
              "scan", "--out", out.toString(), "--region", "us-east-1", "--region", "eu-west-1");
      assertEquals(0, scan.exitCode(), scan.err());
      CommandLineRun check =
          CommandLineRun.of(
              "check",
              "--snapshot",
              out.toString(),
              "--policy",
              policy.toString(),
              "--format",
              "csv",
              "--out",
              csv.toString());
      assertEquals(4, check.exitCode(), check.err());
    }
    try (DuckDb duckDb = new DuckDb()) {
      List<List<Object>> rows =
          duckDb.query(
              "SELECT account_id, actual_value FROM read_csv('%s', all_varchar = true)"
                  .formatted(csv));
      assertEquals(
          VALUES.stream().map(value -> List.of(ACCOUNT, value)).collect(Collectors.toSet()),
          rows.stream().collect(Collectors.toSet()));
    }
  }

  /** A service with a task set for each value, and a Region without clusters. */
  private static Fleet fleet() {
    String taskSets =
        VALUES.stream()
            .map("{\"tags\": [{\"key\": \"Team\", \"value\": \"%s\"}]}"::formatted)
            .collect(Collectors.joining(","));
    return Fleet.parse(
        """
        {"accounts": [{"id": "%s", "regions": [
          {"name": "us-east-1", "clusters": [{"clusterName": "c", "services": [
            {"serviceName": "s", "deploymentController": {"type": "EXTERNAL"},
             "taskSets": [%s]}]}]},
          {"name": "eu-west-1", "clusters": []}]}]}
        """
            .formatted(ACCOUNT, taskSets));
  }
}
