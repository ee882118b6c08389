package dev.ecsinventory.write;

import dev.ecsinventory.schema.Dataset;
import dev.ecsinventory.schema.Row;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;

/**
 * Parquet, without Hadoop. Pages are gzip, which needs no native library and which every reader
 * knows; a target's rows make one row group.
 *
 * @see <a href="https://parquet.apache.org/docs/file-format/">Parquet's file format</a>
 */
public final class ParquetEncoder implements RowEncoder {
  @Override
  public byte[] encode(Dataset dataset, List<Row> rows) {
    return write(new ParquetRowSupport(dataset), rows);
  }

  /** The file of {@code records}, which {@code support} makes into columns. */
  static <T> byte[] write(WriteSupport<T> support, List<T> records) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ParquetWriter<T> writer =
        new Builder<>(new InMemoryFile(bytes), support)
            .withConf(new PlainParquetConfiguration())
            .withCodecFactory(new GzipCodecFactory())
            .withCompressionCodec(CompressionCodecName.GZIP)
            .build()) {
      for (T one : records) {
        writer.write(one);
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  @Override
  public String contentType() {
    return "application/vnd.apache.parquet";
  }

  private static final class Builder<T> extends ParquetWriter.Builder<T, Builder<T>> {
    private final WriteSupport<T> support;

    Builder(OutputFile file, WriteSupport<T> support) {
      super(file);
      this.support = support;
    }

    @Override
    protected Builder<T> self() {
      return this;
    }

    @Override
    protected WriteSupport<T> getWriteSupport(ParquetConfiguration configuration) {
      return support;
    }

    @Override
    @SuppressWarnings("deprecation") // Deprecated, and abstract all the same.
    protected WriteSupport<T> getWriteSupport(Configuration configuration) {
      throw new UnsupportedOperationException("there is no Hadoop here");
    }
  }

  /** Parquet writes forwards only, and asks where it is. */
  private record InMemoryFile(ByteArrayOutputStream bytes) implements OutputFile {
    @Override
    public PositionOutputStream create(long blockSizeHint) {
      return new PositionOutputStream() {
        @Override
        public long getPos() {
          return bytes.size();
        }

        @Override
        public void write(int value) {
          bytes.write(value);
        }

        @Override
        public void write(byte[] values, int offset, int length) {
          bytes.write(values, offset, length);
        }
      };
    }

    @Override
    public PositionOutputStream createOrOverwrite(long blockSizeHint) {
      return create(blockSizeHint);
    }

    @Override
    public boolean supportsBlockSize() {
      return false;
    }

    @Override
    public long defaultBlockSize() {
      return 0;
    }
  }
}
