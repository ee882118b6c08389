package dev.ecsinventory.format;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.zip.GZIPInputStream;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory.BytesInputDecompressor;

/** Gzip by the JDK, in place of Hadoop's codec. */
final class GzipDecompressor implements BytesInputDecompressor {
  @Override
  public BytesInput decompress(BytesInput bytes, int decompressedSize) throws IOException {
    return BytesInput.from(decompressed(bytes.toInputStream(), decompressedSize));
  }

  @Override
  public void decompress(
      ByteBuffer input, int compressedSize, ByteBuffer output, int decompressedSize)
      throws IOException {
    byte[] compressed = new byte[compressedSize];
    input.get(compressed);
    output.put(decompressed(new ByteArrayInputStream(compressed), decompressedSize));
  }

  private static byte[] decompressed(InputStream compressed, int size) throws IOException {
    try (GZIPInputStream gzip = new GZIPInputStream(compressed)) {
      return gzip.readNBytes(size);
    }
  }

  @Override
  public void release() {
    // Nothing is pooled.
  }
}
