package dev.ecsinventory.bench.cpu;

import static java.util.Objects.requireNonNull;

import com.github.luben.zstd.Zstd;
import dev.ecsinventory.format.OtherCodec;
import dev.ecsinventory.format.ParquetEncoder;
import dev.ecsinventory.format.RowEncoder;
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.schema.Services;
import dev.ecsinventory.schema.TaskSets;
import dev.ecsinventory.simulator.runtime.FunctionProcess;
import io.airlift.compress.zstd.ZstdCompressor;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.xerial.snappy.Snappy;

/** Codecs for Parquet's pages. */
public enum ParquetCodec {
  /** The function's own. */
  GZIP("gzip by the JDK", Optional.empty(), new ParquetEncoder()),
  NONE(
      "no codec",
      Optional.empty(),
      new OtherCodec(CompressionCodecName.UNCOMPRESSED, page -> page)),
  SNAPPY(
      "Snappy by snappy-java",
      Optional.of(Snappy.class),
      new OtherCodec(CompressionCodecName.SNAPPY, Snappy::compress)),
  ZSTD(
      "zstd by zstd-jni",
      Optional.of(Zstd.class),
      new OtherCodec(CompressionCodecName.ZSTD, ParquetCodec::zstd)),
  ZSTD_IN_JAVA(
      "zstd by aircompressor",
      Optional.of(ZstdCompressor.class),
      new OtherCodec(CompressionCodecName.ZSTD, ParquetCodec::zstdInJava));

  /** The default of Parquet's own codec and of zstd's command line. */
  private static final int USUAL_LEVEL = 3;

  private final String title;
  private final Optional<Class<?>> library;
  private final RowEncoder encoder;

  ParquetCodec(String title, Optional<Class<?>> library, RowEncoder encoder) {
    this.title = requireNonNull(title, "title is null");
    this.library = requireNonNull(library, "library is null");
    this.encoder = requireNonNull(encoder, "encoder is null");
  }

  String title() {
    return title;
  }

  /**
   * The size of the library that the package would need, as an unchanged jar; empty if it needs
   * none.
   */
  Optional<Long> libraryBytes() throws IOException {
    return library.isEmpty()
        ? Optional.empty()
        : Optional.of(Files.size(FunctionProcess.jarOf(library.get())));
  }

  /** The files of services and of task sets. */
  List<byte[]> files(List<Row> rows) {
    return Stream.of(Services.DATASET, TaskSets.DATASET)
        .map(
            dataset ->
                encoder.encode(
                    dataset, rows.stream().filter(row -> row.dataset() == dataset).toList()))
        .toList();
  }

  private static byte[] zstd(byte[] page) {
    return Zstd.compress(page, USUAL_LEVEL);
  }

  private static byte[] zstdInJava(byte[] page) {
    ZstdCompressor compressor = new ZstdCompressor();
    byte[] packed = new byte[compressor.maxCompressedLength(page.length)];
    int length = compressor.compress(page, 0, page.length, packed, 0, packed.length);
    return Arrays.copyOf(packed, length);
  }
}
