package dev.ecsinventory.bench.process;

import dev.ecsinventory.simulator.runtime.FunctionProcess;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A program on what is deployed, in a JVM as Lambda starts one: the classes of the archive, with
 * ours beside them, and Lambda's own options. What is measured is then the function's, not what
 * else the command line has on its class path.
 */
final class PackagedJvm {
  /** Maven runs benchmarks in their module's directory. */
  private static final Path ARCHIVE = Path.of("..", "lambda", "target", "lambda.zip");

  private static final Path UNPACKED = Path.of("target", "packaged");

  private PackagedJvm() {}

  /**
   * The program {@code main}.
   *
   * @param heap in megabytes
   */
  static ChildJvm of(Class<?> main, int heap) throws IOException {
    List<String> options = new ArrayList<>(FunctionProcess.OPTIONS);
    options.addAll(List.of("-Xmx" + heap + "m", "-XX:+ExitOnOutOfMemoryError"));
    return new ChildJvm(main, options, classPath());
  }

  private static synchronized String classPath() throws IOException {
    return String.join(
        ":",
        FunctionProcess.jarOf(PackagedJvm.class).toString(),
        FunctionProcess.jarOf(FunctionProcess.class).toString(),
        library(ARCHIVE, UNPACKED).resolve("*").toString());
  }

  /** Where the jars of {@code archive} are, which is unpacked anew once it was built anew. */
  static Path library(Path archive, Path unpacked) throws IOException {
    Path library = unpacked.resolve("lib");
    if (!Files.exists(library) || isOlder(library, archive)) {
      if (Files.exists(unpacked)) {
        ScratchDirectory.delete(unpacked);
      }
      try (InputStream content = Files.newInputStream(archive)) {
        FunctionProcess.unpack(content, unpacked);
      }
    }
    return library;
  }

  private static boolean isOlder(Path one, Path other) throws IOException {
    return Files.getLastModifiedTime(one).compareTo(Files.getLastModifiedTime(other)) < 0;
  }
}
