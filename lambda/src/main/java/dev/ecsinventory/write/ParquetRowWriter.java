package dev.ecsinventory.write;

import dev.ecsinventory.schema.Dataset;
import dev.ecsinventory.schema.Row;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
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
          new Builder(file, new ParquetRowSupport(dataset))
              .withConf(new PlainParquetConfiguration())
              .withCodecFactory(new GzipCodecFactory())
              .withCompressionCodec(CompressionCodecName.GZIP)
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

  private static final class Builder extends ParquetWriter.Builder<Row, Builder> {
    private final WriteSupport<Row> support;

    Builder(Path file, WriteSupport<Row> support) {
      super(new LocalOutputFile(file));
      this.support = support;
    }

    @Override
    protected Builder self() {
      return this;
    }

    @Override
    protected WriteSupport<Row> getWriteSupport(ParquetConfiguration configuration) {
      return support;
    }

    @Override
    @SuppressWarnings("deprecation") // Deprecated, and abstract all the same.
    protected WriteSupport<Row> getWriteSupport(Configuration configuration) {
      throw new UnsupportedOperationException("there is no Hadoop here");
    }
  }
}
