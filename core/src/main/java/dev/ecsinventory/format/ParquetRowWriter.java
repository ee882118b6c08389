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
 * Writes rows one after another to a Parquet file on disk, of which a row group is held in memory.
 * {@link ParquetEncoder} is for what fits into memory whole.
 */
public final class ParquetRowWriter implements AutoCloseable {
  /** A few hundred thousand rows that repeat much; memory for two of them is always there. */
  private static final long ROW_GROUP_BYTES = 32L << 20;

  private final ParquetWriter<Row> writer;

  /** Begins a file of {@code dataset}, in place of one that may be there. */
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

  /** About the size of the file with what was written until now. */
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
