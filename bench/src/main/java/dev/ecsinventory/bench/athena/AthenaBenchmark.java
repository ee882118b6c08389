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
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/**
 * Bytes that questions read of hourly snapshots of 5,000 task sets: JSON, Parquet as the engine
 * reads it by itself, and Parquet when it is told to read only the columns of small files too.
 */
public final class AthenaBenchmark implements Benchmark {
  /** A tenth of 90: what is read of one is read of each of the others. */
  private static final int DAYS = 9;

  private static final int ALL_DAYS = 90;
  private static final Goal GOAL = Goal.atMost(5);
  private static final double MEGABYTE = 1e6;
  private static final String ONLY_COLUMNS =
      "SET SESSION awsdatacatalog.parquet_small_file_threshold = '0B'";

  @Override
  public String name() {
    return "athena";
  }

  @Override
  public String measures() {
    return "bytes that Athena's engine reads for a question, Parquet beside JSON";
  }

  @Override
  public void run(Findings findings) throws Exception {
    LocalDate today = LocalDate.now(ZoneOffset.UTC);
    LocalDate merged = today.minusDays(DAYS);
    try (ScratchDirectory scratch = ScratchDirectory.create()) {
      SnapshotFiles files =
          new SnapshotFiles(Files.createDirectories(scratch.path().resolve("inventory")));
      List<Row> rows = files.write(today);
      files.merge(rows, merged);
      for (int ago = 1; ago < DAYS; ago++) {
        files.copy(today, today.minusDays(ago));
      }
      findings.progress("the files are written");
      String taskSet = rows.get(rows.size() / 2).get(TaskSets.TASK_SET_ARN);
      ask(findings, scratch.path(), new Questions(today, DAYS, merged, taskSet));
    }
  }

  private static void ask(Findings findings, Path directory, Questions questions)
      throws IOException {
    Costs json;
    try (AthenaProcess athena =
        AthenaProcess.start(directory, FileFormat.JSON, questions.merged())) {
      json = Costs.of(athena, questions);
    }
    findings.progress("JSON is asked: " + json);
    try (AthenaProcess athena =
        AthenaProcess.start(directory, FileFormat.PARQUET, questions.merged())) {
      Costs whole = Costs.of(athena, questions);
      findings.progress("Parquet is asked: " + whole);
      athena.ask(ONLY_COLUMNS);
      Costs columns = Costs.of(athena, questions);
      findings.progress("Parquet's columns are asked: " + columns);
      compare(findings, json, whole, columns);
    }
  }

  private static void compare(Findings findings, Costs json, Costs whole, Costs columns) {
    String share = "share compliant, 24 snapshots of a day";
    bytes(findings, share + ": JSON", json.share(), 1);
    ratio(findings, share + ": Parquet ÷ JSON", whole.share(), json.share(), GOAL);
    ratio(findings, share + ": Parquet, only columns ÷ JSON", columns.share(), json.share(), GOAL);
    String breaking = "who breaks the policy, by the newest snapshot's view";
    bytes(findings, breaking + ": JSON", json.breaking(), 1);
    ratio(findings, breaking + ": Parquet ÷ JSON", whole.breaking(), json.breaking(), GOAL);
    ratio(
        findings,
        breaking + ": Parquet, only columns ÷ JSON",
        columns.breaking(),
        json.breaking(),
        GOAL);
    String history = "one task set's history over 90 days, 2,160 snapshots";
    bytes(findings, history + ": JSON", json.history(), ALL_DAYS / DAYS);
    ratio(findings, history + ": Parquet ÷ JSON", whole.history(), json.history(), null);
    ratio(
        findings,
        history + ": Parquet, only columns ÷ JSON",
        columns.history(),
        json.history(),
        null);
    merging(findings, json, whole, columns);
  }

  /** What it would bring if a day were one file. */
  private static void merging(Findings findings, Costs json, Costs whole, Costs columns) {
    String merged = "share compliant, the day as one file: ";
    ratio(findings, merged + "JSON ÷ JSON", json.shareMerged(), json.share(), null);
    ratio(findings, merged + "Parquet ÷ JSON", whole.shareMerged(), json.share(), null);
    ratio(
        findings,
        merged + "Parquet, only columns ÷ JSON",
        columns.shareMerged(),
        json.share(),
        null);
    findings.add(
        Figure.of(
            "share compliant, Parquet: share of the time that one file instead of 24 saves",
            100.0
                * (whole.share().elapsedMillis() - whole.shareMerged().elapsedMillis())
                / whole.share().elapsedMillis(),
            "%"));
    findings.add(
        Figure.of(
            "share compliant, Parquet, only columns: bytes a file",
            columns.share().scannedBytes() / SnapshotFiles.HOURS / 1e3,
            "kB"));
  }

  private static void bytes(Findings findings, String name, QueryCost cost, int times) {
    findings.add(Figure.of(name, times * cost.scannedBytes() / MEGABYTE, "MB"));
  }

  private static void ratio(
      Findings findings, String name, QueryCost part, QueryCost whole, Goal goal) {
    double percent = 100.0 * part.scannedBytes() / whole.scannedBytes();
    findings.add(
        goal == null ? Figure.of(name, percent, "%") : Figure.of(name, percent, "%", goal));
  }
}
