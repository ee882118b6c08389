package dev.ecsinventory.bench.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A temporary directory, which is deleted on close. */
public record ScratchDirectory(Path path) implements AutoCloseable {
  public static ScratchDirectory create() throws IOException {
    return new ScratchDirectory(Files.createTempDirectory("bench-"));
  }

  @Override
  public void close() throws IOException {
    delete(path);
  }

  /** Deletes {@code directory} with its contents. */
  static void delete(Path directory) throws IOException {
    List<Path> inside;
    try (Stream<Path> walk = Files.walk(directory)) {
      inside = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path one : inside) {
      Files.delete(one);
    }
  }
}
