package dev.ecsinventory.format;

import dev.ecsinventory.schema.Dataset;
import dev.ecsinventory.schema.Row;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;

/**
 * A {@link ParquetFile} in memory; a target's rows make one row group.
 *
 * @see <a href="https://parquet.apache.org/docs/file-format/">Parquet's file format</a>
 */
public final class ParquetEncoder implements RowEncoder {
  @Override
  public byte[] encode(Dataset dataset, List<Row> rows) {
    return write(new ParquetRowSupport(dataset), rows);
  }

  /** The file of {@code records}, which {@code support} converts to columns. */
  static <T> byte[] write(WriteSupport<T> support, List<T> records) {
    return write(support, records, UnaryOperator.identity());
  }

  /**
   * The same with other options.
   *
   * @param differently changes options of the function's own files, such as the codec
   */
  static <T> byte[] write(
      WriteSupport<T> support, List<T> records, UnaryOperator<ParquetFile<T>> differently) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ParquetWriter<T> writer =
        differently.apply(new ParquetFile<>(new InMemoryFile(bytes), support)).build()) {
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

  /** Parquet only appends, and reads the position. */
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
