package dev.ecsinventory.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file for what is put into the store as a whole and does not fit into memory; gone on close. */
public record TemporaryFile(Path path) implements AutoCloseable {
  /**
   * An empty file.
   *
   * @param name what its name begins with
   */
  public static TemporaryFile create(String name) {
    try {
      return new TemporaryFile(Files.createTempFile(name, ".part"));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @Override
  public void close() {
    try {
      Files.deleteIfExists(path);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
