package dev.ecsinventory.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/** Writes a result into a file that a person names. */
public final class ResultFile {
  private ResultFile() {}

  /** Whether two paths name one file, which need not exist: {@code a} and {@code ./a} do. */
  public static boolean isSame(Path one, Path other) {
    try {
      return Files.exists(one) && Files.exists(other)
          ? Files.isSameFile(one, other)
          : resolved(one).equals(resolved(other));
    } catch (IOException unknown) {
      // Writing then fails, too, and reports the reason.
      return one.equals(other);
    }
  }

  private static Path resolved(Path path) throws IOException {
    Path absolute = path.toAbsolutePath().normalize();
    Path folder = absolute.getParent();
    return folder == null || !Files.exists(folder)
        ? absolute
        : folder.toRealPath().resolve(absolute.getFileName());
  }

  /**
   * Creates or replaces a file. A reader sees the former content or the complete new one. What is
   * not a regular file, such as a pipe or a device, is written to; a symbolic link remains one.
   */
  public static void write(Path path, byte[] content) throws IOException {
    if (!Files.exists(path)) {
      // The target of a dangling link is unknown here; writing creates it.
      replace(path, content, Files.isSymbolicLink(path));
      return;
    }
    Path real = path.toRealPath();
    replace(real, content, !Files.isRegularFile(real) || !Files.isWritable(real.getParent()));
  }

  private static void replace(Path path, byte[] content, boolean inPlace) throws IOException {
    if (inPlace) {
      Files.write(path, content);
      return;
    }
    // Not Files.createTempFile: only its owner could read the result.
    Path part = path.resolveSibling(".%s.%s.part".formatted(path.getFileName(), UUID.randomUUID()));
    try {
      Files.write(part, content, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      Files.move(part, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(part);
    }
  }
}
