package dev.ecsinventory.bench.cpu;

import dev.ecsinventory.model.SnapshotId;
import dev.ecsinventory.normalize.Normalizer;
import dev.ecsinventory.schema.Row;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** From the SDK's responses to Parquet's bytes, with each codec. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CodecWork {
  /** The codec. */
  @Param public ParquetCodec codec;

  private final SampleTarget target = SampleTarget.tagged(SamplePolicy::mostlyCompliant);
  private final Normalizer normalizer =
      new Normalizer(SnapshotId.at(Instant.parse("2026-01-15T06:00:00Z"), Optional.empty()));

  List<Row> rows() {
    return target.rows(normalizer);
  }

  @Benchmark
  public List<byte[]> files() {
    return codec.files(rows());
  }
}
