package dev.ecsinventory.bench.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A directory that is gone with it. */
public record ScratchDirectory(Path path) implements AutoCloseable {
  public static ScratchDirectory create() throws IOException {
    return new ScratchDirectory(Files.createTempDirectory("bench-"));
  }

  @Override
  public void close() throws IOException {
    delete(path);
  }

  /** Deletes {@code directory} with all that is in it. */
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
