package dev.ecsinventory.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Reads a file that a person names. It must fit into memory with what is parsed from it, so a file
 * that cannot be meant, such as a disk image or {@code /dev/zero}, is rejected before it fills the
 * heap.
 */
public final class WholeFile {
  /** More than a Terraform plan of thousands of resources needs. */
  public static final int MOST_MEGABYTES = 64;

  private static final int MOST_BYTES = MOST_MEGABYTES << 20;

  private WholeFile() {}

  /**
   * The content.
   *
   * @throws IOException if it cannot be read, or is too large; {@link FileProblem} words it
   */
  public static byte[] bytes(Path path) throws IOException {
    try (InputStream file = Files.newInputStream(path)) {
      byte[] content = file.readNBytes(MOST_BYTES);
      if (file.read() >= 0) {
        throw new FileSystemException(
            path.toString(),
            null,
            "it is larger than %d MB, the largest file that is accepted".formatted(MOST_MEGABYTES));
      }
      return content;
    }
  }

  /**
   * The content as text.
   *
   * @throws java.nio.charset.CharacterCodingException if it is not UTF-8
   * @throws IOException as {@link #bytes}
   */
  public static String utf8(Path path) throws IOException {
    return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes(path))).toString();
  }
}
