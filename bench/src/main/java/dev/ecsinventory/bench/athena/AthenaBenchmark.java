package dev.ecsinventory.bench.athena;

import dev.ecsinventory.bench.harness.Benchmark;
import dev.ecsinventory.bench.harness.Figure;
import dev.ecsinventory.bench.harness.Findings;
import dev.ecsinventory.bench.harness.Goal;
import dev.ecsinventory.bench.process.ScratchDirectory;
import dev.ecsinventory.schema.FileFormat;
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.schema.TaskSets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * The bytes that queries read, for hourly snapshots of a changing fleet of 5,000 task sets: JSON,
 * Parquet with the engine's defaults, and Parquet with reads of single columns of small files too.
 */
public final class AthenaBenchmark implements Benchmark {
  /** A tenth of 90 days; a query reads the same bytes of each day. */
  private static final int DAYS = 9;

  private static final int ALL_DAYS = 90;
  private static final Duration HALF_A_DAY = Duration.ofHours(12);
  private static final String SHARE = "share compliant over 90 days, 2,160 snapshots: ";
  private static final Goal GOAL = Goal.atMost(5);
  private static final Goal TODAY_GOAL = Goal.atMost(20);
  private static final Goal BUSY_GOAL = Goal.atMost(10);
  private static final double MEGABYTE = 1e6;
  private static final String ONLY_COLUMNS =
      "SET SESSION awsdatacatalog.parquet_small_file_threshold = '0B'";

  @Override
  public String name() {
    return "athena";
  }

  @Override
  public String measures() {
    return "bytes that Athena's engine reads for a query, Parquet compared with JSON";
  }

  @Override
  public void run(Findings findings) throws Exception {
    // The UTC day of twelve hours ago, so that the first hours of this day are always in the past.
    LocalDate today = LocalDate.ofInstant(Instant.now().minus(HALF_A_DAY), ZoneOffset.UTC);
    try (ScratchDirectory scratch = ScratchDirectory.create()) {
      SnapshotSeries files =
          new SnapshotSeries(
              Files.createDirectories(scratch.path().resolve("inventory")), HourlyChanges.USUAL);
      Row row = files.write(today);
      for (int ago = 1; ago <= DAYS; ago++) {
        files.write(today.minusDays(ago));
      }
      findings.progress("the files are written");
      measure(
          findings,
          scratch.path(),
          files,
          new Queries(today, DAYS, row.get(TaskSets.TASK_SET_ARN)));
    }
    measureBusyFleet(findings, today);
  }

  /**
   * Measures a fleet of which a tenth changes every hour, so its compacted rows have fewer equal
   * values.
   */
  private static void measureBusyFleet(Findings findings, LocalDate today) throws IOException {
    LocalDate day = today.minusDays(1);
    try (ScratchDirectory scratch = ScratchDirectory.create()) {
      SnapshotSeries files =
          new SnapshotSeries(
              Files.createDirectories(scratch.path().resolve("inventory")), HourlyChanges.BUSY);
      Queries queries = new Queries(today, 1, files.write(day).get(TaskSets.TASK_SET_ARN));
      QueryCost json = share(scratch.path(), FileFormat.JSON, queries);
      files.compact(today);
      QueryCost parquet = share(scratch.path(), FileFormat.PARQUET, queries);
      ratio(
          findings,
          "share compliant over a closed day, a tenth changes every hour: Parquet ÷ JSON",
          parquet,
          json,
          BUSY_GOAL);
    }
  }

  private static QueryCost share(Path directory, FileFormat format, Queries queries)
      throws IOException {
    LocalDate first = queries.today().minusDays(queries.days());
    try (AthenaProcess athena = AthenaProcess.start(directory, format, first)) {
      return athena.run(queries.share());
    }
  }

  private static void measure(
      Findings findings, Path directory, SnapshotSeries files, Queries queries) throws IOException {
    LocalDate first = queries.today().minusDays(queries.days());
    Costs json;
    try (AthenaProcess athena = AthenaProcess.start(directory, FileFormat.JSON, first)) {
      json = Costs.of(athena, queries);
    }
    findings.progress("JSON is queried: " + json);
    QueryCost uncompacted = share(directory, FileFormat.PARQUET, queries);
    long begin = System.nanoTime();
    files.compact(queries.today());
    double seconds = (System.nanoTime() - begin) / 1e9;
    findings.progress("the days are compacted");
    try (AthenaProcess athena = AthenaProcess.start(directory, FileFormat.PARQUET, first)) {
      Costs parquet = Costs.of(athena, queries);
      findings.progress("Parquet is queried: " + parquet);
      athena.run(ONLY_COLUMNS);
      Costs columns = Costs.of(athena, queries);
      findings.progress("Parquet's columns are queried: " + columns);
      json.assertSameResults(parquet);
      json.assertSameResults(columns);
      compare(findings, json, parquet, columns);
      ratio(
          findings,
          SHARE + "Parquet, before days are compacted ÷ JSON",
          uncompacted,
          json.share(),
          null);
    }
    findings.add(Figure.of("compacting a day", seconds / queries.days(), "s"));
  }

  private static void compare(Findings findings, Costs json, Costs parquet, Costs columns) {
    bytes(findings, SHARE + "JSON", json.share(), ALL_DAYS / DAYS);
    ratio(findings, SHARE + "Parquet ÷ JSON", parquet.share(), json.share(), GOAL);
    ratio(findings, SHARE + "Parquet, only columns ÷ JSON", columns.share(), json.share(), GOAL);
    String today = "share compliant, the current day, 24 snapshots: ";
    bytes(findings, today + "JSON", json.shareToday(), 1);
    ratio(findings, today + "Parquet ÷ JSON", parquet.shareToday(), json.shareToday(), TODAY_GOAL);
    String nonCompliant = "non-compliant task sets, by the newest snapshot's view: ";
    bytes(findings, nonCompliant + "JSON", json.nonCompliant(), 1);
    ratio(
        findings,
        nonCompliant + "Parquet ÷ JSON",
        parquet.nonCompliant(),
        json.nonCompliant(),
        GOAL);
    String history = "one task set's history over 90 days, 2,160 snapshots: ";
    bytes(findings, history + "JSON", json.history(), ALL_DAYS / DAYS);
    ratio(findings, history + "Parquet ÷ JSON", parquet.history(), json.history(), null);
    ratio(
        findings,
        history + "Parquet, only columns ÷ JSON",
        columns.history(),
        json.history(),
        null);
  }

  private static void bytes(Findings findings, String name, QueryCost cost, int times) {
    findings.add(Figure.of(name, times * cost.scannedBytes() / MEGABYTE, "MB"));
  }

  private static void ratio(
      Findings findings, String name, QueryCost measured, QueryCost reference, Goal goal) {
    double percent = 100.0 * measured.scannedBytes() / reference.scannedBytes();
    findings.add(
        goal == null ? Figure.of(name, percent, "%") : Figure.of(name, percent, "%", goal));
  }
}
