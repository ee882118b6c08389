package dev.ecsinventory.bench.cpu;

import dev.ecsinventory.bench.harness.Benchmark;
import dev.ecsinventory.bench.harness.Figure;
import dev.ecsinventory.bench.harness.Findings;
import dev.ecsinventory.bench.harness.Goal;

/** The time from the SDK's responses to a file's bytes, divided by the time for the bytes alone. */
public final class CpuBenchmark implements Benchmark {
  private static final double MOST = 1.3;
  private static final int ROWS =
      SampleTarget.CLUSTERS
          * SampleTarget.SERVICES_PER_CLUSTER
          * (1 + SampleTarget.TASK_SETS_PER_SERVICE);

  @Override
  public String name() {
    return "cpu";
  }

  @Override
  public String measures() {
    return "from the SDK's responses to a file's bytes, divided by the time to write known bytes";
  }

  @Override
  public void run(Findings findings) throws Exception {
    Measured measured =
        Measured.of(
            "normalize",
            "normalizeAndEvaluateAndJson",
            "jsonFloor",
            "normalizeAndParquet",
            "parquetFloor");
    add(findings, measured, "normalize + evaluate + JSON Lines", "normalizeAndEvaluateAndJson");
    add(findings, measured, "the same bytes through Jackson and gzip", "jsonFloor");
    compare(findings, measured, "JSON Lines", "normalizeAndEvaluateAndJson", "jsonFloor");
    add(findings, measured, "normalize + Parquet", "normalizeAndParquet");
    add(findings, measured, "the same columns through a bare Parquet writer", "parquetFloor");
    compare(findings, measured, "Parquet", "normalizeAndParquet", "parquetFloor");
    add(findings, measured, "normalize alone", "normalize");
    AllocationProfile.report(findings);
  }

  private static void compare(
      Findings findings, Measured measured, String format, String method, String floor) {
    findings.add(
        Figure.of(
            format + ": time / floor", measured.ratio(method, floor), "×", Goal.atMost(MOST)));
    findings.add(
        Figure.of(format + ": bytes allocated / floor", measured.bytesRatio(method, floor), "×"));
  }

  private static void add(Findings findings, Measured measured, String what, String method) {
    findings.add(Figure.of(what, measured.rowsPerSecond(method, ROWS), "rows/s"));
    findings.add(Figure.of(what + ", allocated", measured.bytesPerRow(method, ROWS), "bytes/row"));
  }
}
