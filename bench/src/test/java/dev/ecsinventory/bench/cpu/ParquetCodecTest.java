package dev.ecsinventory.bench.cpu;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ecsinventory.format.DuckDb;
import dev.ecsinventory.schema.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParquetCodecTest {
  private static List<Row> rows;

  @BeforeAll
  static void createRows() {
    rows = new CodecWork().rows();
  }

  @Test
  void writesTheNamedCodecAndAnotherEngineReadsIt(@TempDir Path directory) throws IOException {
    try (DuckDb engine = new DuckDb()) {
      Path gzip = taskSets(ParquetCodec.GZIP, directory);
      List<List<Object>> expected = read(engine, gzip);
      assertEquals(5_000, expected.size());
      for (ParquetCodec codec : ParquetCodec.values()) {
        Path file = taskSets(codec, directory);
        assertEquals(expected, read(engine, file), codec.name());
        assertEquals(
            List.of(List.<Object>of(nameInParquet(codec))),
            engine.query(
                "SELECT DISTINCT compression FROM parquet_metadata('%s')".formatted(file)));
      }
    }
  }

  private static String nameInParquet(ParquetCodec codec) {
    return switch (codec) {
      case GZIP -> "GZIP";
      case NONE -> "UNCOMPRESSED";
      case SNAPPY -> "SNAPPY";
      case ZSTD, ZSTD_IN_JAVA -> "ZSTD";
    };
  }

  private static Path taskSets(ParquetCodec codec, Path directory) throws IOException {
    return Files.write(directory.resolve(codec + ".parquet"), codec.files(rows).getLast());
  }

  private static List<List<Object>> read(DuckDb engine, Path file) {
    return engine.query("SELECT * FROM read_parquet('%s')".formatted(file));
  }
}
