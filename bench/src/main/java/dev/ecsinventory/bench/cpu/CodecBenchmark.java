package dev.ecsinventory.bench.cpu;

import dev.ecsinventory.bench.harness.Benchmark;
import dev.ecsinventory.bench.harness.Figure;
import dev.ecsinventory.bench.harness.Findings;
import dev.ecsinventory.schema.Row;
import java.util.List;
import java.util.Optional;

/** The time and the size of a target's Parquet files with other codecs than the function's own. */
public final class CodecBenchmark implements Benchmark {
  private static final double MEGABYTE = 1e6;

  @Override
  public String name() {
    return "codec";
  }

  @Override
  public String measures() {
    return "Parquet's codecs compared with gzip: time, bytes, and the size they add to the package";
  }

  @Override
  public void run(Findings findings) throws Exception {
    Measured measured = Measured.briefly(CodecWork.class, "files");
    List<Row> rows = new CodecWork().rows();
    double gzip = size(ParquetCodec.GZIP, rows);
    findings.add(Figure.of(ParquetCodec.GZIP.title() + ": size", gzip / MEGABYTE, "MB"));
    for (ParquetCodec codec : ParquetCodec.values()) {
      if (codec != ParquetCodec.GZIP) {
        double time = measured.ratio(codec.name(), ParquetCodec.GZIP.name());
        report(findings, codec, "normalize + Parquet ÷ gzip's", time, "×");
        report(findings, codec, "size ÷ gzip's", size(codec, rows) / gzip, "×");
      }
      Optional<Long> library = codec.libraryBytes();
      if (library.isPresent()) {
        report(findings, codec, "added to the package", library.get() / MEGABYTE, "MB");
      }
    }
  }

  private static double size(ParquetCodec codec, List<Row> rows) {
    return codec.files(rows).stream().mapToInt(file -> file.length).sum();
  }

  private static void report(
      Findings findings, ParquetCodec codec, String what, double value, String unit) {
    findings.add(Figure.of(codec.title() + ": " + what, value, unit));
  }
}
