package dev.ecsinventory.bench.cpu;

import dev.ecsinventory.format.JsonFloor;
import dev.ecsinventory.format.ParquetFloor;
import dev.ecsinventory.format.RowEncoder;
import dev.ecsinventory.model.SnapshotId;
import dev.ecsinventory.normalize.Normalizer;
import dev.ecsinventory.policy.FleetEvaluator;
import dev.ecsinventory.schema.Dataset;
import dev.ecsinventory.schema.FileFormat;
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.schema.Services;
import dev.ecsinventory.schema.TaskSets;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The function's work on a target between its read and its write, step by step. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CpuWork {
  private static final List<Dataset> DATASETS = List.of(Services.DATASET, TaskSets.DATASET);

  private final Normalizer normalizer =
      new Normalizer(SnapshotId.at(Instant.parse("2026-01-15T06:00:00Z"), Optional.empty()));
  private final FleetEvaluator evaluator = new FleetEvaluator(Optional.of(SamplePolicy.parsed()));

  private SampleTarget target;
  private List<Row> rows;
  private List<Row> violatingRows;
  private List<JsonFloor> jsonFloors;
  private List<ParquetFloor> parquetFloors;

  @Setup(Level.Trial)
  public void readATarget() throws IOException {
    target = SampleTarget.tagged(SamplePolicy::mostlyCompliant);
    rows = normalize();
    violatingRows = normalized(SampleTarget.tagged(SamplePolicy::violating));
    List<Row> evaluated = evaluator.evaluate(rows);
    jsonFloors = new ArrayList<>();
    parquetFloors = new ArrayList<>();
    for (Dataset dataset : DATASETS) {
      jsonFloors.add(
          JsonFloor.of(RowEncoder.of(FileFormat.JSON).encode(dataset, of(dataset, evaluated))));
      parquetFloors.add(ParquetFloor.of(dataset, of(dataset, rows)));
    }
  }

  private static List<Row> of(Dataset dataset, List<Row> rows) {
    return rows.stream().filter(row -> row.dataset() == dataset).toList();
  }

  private List<Row> normalized(SampleTarget read) {
    return read.rows(normalizer);
  }

  private static List<byte[]> encode(FileFormat format, List<Row> rows) {
    RowEncoder encoder = RowEncoder.of(format);
    return DATASETS.stream().map(dataset -> encoder.encode(dataset, of(dataset, rows))).toList();
  }

  @Benchmark
  public List<Row> normalize() {
    return normalized(target);
  }

  @Benchmark
  public List<Row> evaluate() {
    return evaluator.evaluate(rows);
  }

  @Benchmark
  public List<Row> evaluateWhereEveryTaskSetBreaksThePolicy() {
    return evaluator.evaluate(violatingRows);
  }

  @Benchmark
  public List<byte[]> normalizeAndJson() {
    return encode(FileFormat.JSON, normalized(target));
  }

  @Benchmark
  public List<byte[]> normalizeAndEvaluateAndJson() {
    return encode(FileFormat.JSON, evaluator.evaluate(normalized(target)));
  }

  @Benchmark
  public List<byte[]> normalizeAndParquet() {
    return encode(FileFormat.PARQUET, normalized(target));
  }

  @Benchmark
  public List<byte[]> jsonFloor() throws IOException {
    List<byte[]> files = new ArrayList<>();
    for (JsonFloor floor : jsonFloors) {
      files.add(floor.write());
    }
    return files;
  }

  @Benchmark
  public List<byte[]> parquetFloor() {
    return parquetFloors.stream().map(ParquetFloor::write).toList();
  }
}
