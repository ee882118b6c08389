package dev.ecsinventory.format;

import dev.ecsinventory.schema.Dataset;
import dev.ecsinventory.schema.Row;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.io.LocalOutputFile;

/**
 * Writes rows in sequence to a Parquet file on disk, with one row group in memory. {@link
 * ParquetEncoder} is for files that fit into memory.
 */
public final class ParquetRowWriter implements AutoCloseable {
  /**
   * A few hundred thousand rows with many repeated values; the function always has memory for two
   * row groups.
   */
  private static final long ROW_GROUP_BYTES = 32L << 20;

  private final ParquetWriter<Row> writer;

  /** Opens a file of {@code dataset}, replacing an existing one. */
  public ParquetRowWriter(Dataset dataset, Path file) {
    try {
      writer =
          new ParquetFile<>(new LocalOutputFile(file), new ParquetRowSupport(dataset))
              .withRowGroupSize(ROW_GROUP_BYTES)
              .withWriteMode(ParquetFileWriter.Mode.OVERWRITE)
              .build();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  public void write(Row row) {
    try {
      writer.write(row);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** The approximate size of the file so far. */
  public long bytes() {
    return writer.getDataSize();
  }

  @Override
  public void close() {
    try {
      writer.close();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
