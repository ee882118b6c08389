package dev.ecsinventory.format;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.schema.Dataset;
import dev.ecsinventory.schema.Row;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/**
 * Writes Parquet files like the function, with another codec for the pages.
 *
 * @param name name of the codec in the file
 * @param compression compresses one page
 */
public record OtherCodec(CompressionCodecName name, Compression compression)
    implements RowEncoder, CompressionCodecFactory {
  public OtherCodec {
    requireNonNull(name, "name is null");
    requireNonNull(compression, "compression is null");
  }

  /** Compresses a page. */
  @FunctionalInterface
  public interface Compression {
    byte[] compress(byte[] page) throws IOException;
  }

  @Override
  public byte[] encode(Dataset dataset, List<Row> rows) {
    return ParquetEncoder.write(
        new ParquetRowSupport(dataset),
        rows,
        file -> file.withCodecFactory(this).withCompressionCodec(name));
  }

  @Override
  public String contentType() {
    return new ParquetEncoder().contentType();
  }

  @Override
  public BytesInputCompressor getCompressor(CompressionCodecName asked) {
    return new BytesInputCompressor() {
      @Override
      public BytesInput compress(BytesInput bytes) throws IOException {
        ByteArrayOutputStream page = new ByteArrayOutputStream();
        bytes.writeAllTo(page);
        return BytesInput.from(compression.compress(page.toByteArray()));
      }

      @Override
      public CompressionCodecName getCodecName() {
        return name;
      }

      @Override
      public void release() {
        // Nothing is pooled.
      }
    };
  }

  @Override
  public BytesInputDecompressor getDecompressor(CompressionCodecName asked) {
    throw new UnsupportedOperationException("these files are for other readers");
  }

  @Override
  public void release() {
    // Nothing is pooled.
  }
}
