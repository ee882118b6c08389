package dev.ecsinventory.format;

import dev.ecsinventory.schema.Dataset;
import dev.ecsinventory.schema.Row;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.apache.parquet.ReadOptionsWithoutHadoop;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.DelegatingSeekableInputStream;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.io.SeekableInputStream;
import org.apache.parquet.schema.MessageType;

/**
 * Reads rows from files that {@link ParquetEncoder} or {@link ParquetRowWriter} wrote, of this
 * schema version or older. Columns are found by name, and a column that is not in the file is
 * absent. The columns of a row group are in memory in compressed form, with one decompressed page
 * of each.
 */
public final class ParquetDecoder implements RowReader {
  private final Dataset dataset;
  private final ParquetFileReader file;
  private RecordReader<Row> group;
  private long left;

  private ParquetDecoder(Dataset dataset, ParquetFileReader file) {
    this.dataset = dataset;
    this.file = file;
  }

  static ParquetDecoder open(Dataset dataset, byte[] file) {
    try {
      return new ParquetDecoder(
          dataset,
          ParquetFileReader.open(
              new Bytes(file), new ReadOptionsWithoutHadoop(new GzipCodecFactory())));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  @Override
  public Optional<Row> next() {
    while (left == 0) {
      if (!nextGroup()) {
        return Optional.empty();
      }
    }
    left--;
    return Optional.of(group.read());
  }

  private boolean nextGroup() {
    try {
      PageReadStore pages = file.readNextRowGroup();
      if (pages == null) {
        return false;
      }
      MessageType schema = file.getFileMetaData().getSchema();
      group =
          new ColumnIOFactory()
              .getColumnIO(schema)
              .getRecordReader(pages, new ParquetRowMaterializer(dataset, schema));
      left = pages.getRowCount();
      return true;
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  @Override
  public boolean leftSomethingOut() {
    MessageType known = ParquetTypes.of(dataset);
    return file.getFileMetaData().getSchema().getPaths().stream()
        .anyMatch(path -> !known.containsPath(path));
  }

  @Override
  public void close() {
    try {
      file.close();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** A file in memory. */
  private record Bytes(byte[] content) implements InputFile {
    @Override
    public long getLength() {
      return content.length;
    }

    @Override
    public SeekableInputStream newStream() {
      return new InMemoryStream(new Position(content));
    }
  }

  /** Bytes with a position for the next read. */
  private static final class Position extends ByteArrayInputStream {
    Position(byte[] content) {
      super(content);
    }

    long position() {
      return pos;
    }

    void seek(int position) {
      pos = position;
    }
  }

  private static final class InMemoryStream extends DelegatingSeekableInputStream {
    private final Position bytes;

    InMemoryStream(Position bytes) {
      super(bytes);
      this.bytes = bytes;
    }

    @Override
    public long getPos() {
      return bytes.position();
    }

    @Override
    public void seek(long position) {
      bytes.seek(Math.toIntExact(position));
    }
  }
}
