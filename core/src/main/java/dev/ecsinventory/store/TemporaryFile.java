package dev.ecsinventory.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A temporary file for an object that does not fit into memory; deleted on close. */
public record TemporaryFile(Path path) implements AutoCloseable {
  /**
   * An empty file.
   *
   * @param name prefix of its name
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
