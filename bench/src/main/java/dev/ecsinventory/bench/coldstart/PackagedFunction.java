package dev.ecsinventory.bench.coldstart;

import dev.ecsinventory.simulator.runtime.FunctionProcess;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The unpacked deployment archive, with the libraries that Lambda provides. The class of the lower
 * bound is next to it, so that both run on the same package.
 */
final class PackagedFunction {
  /** Maven runs benchmarks in their module's directory. */
  static final Path ARCHIVE = Path.of("..", "lambda", "target", "lambda.zip");

  private PackagedFunction() {}

  /**
   * The archive in {@code directory}, with the function {@code floor}, which is measured on the
   * same package.
   */
  static FunctionProcess unpacked(Path directory, Class<?> floor) throws IOException {
    try (InputStream archive = Files.newInputStream(ARCHIVE)) {
      return FunctionProcess.unpack(archive, directory).add(floor);
    }
  }
}
