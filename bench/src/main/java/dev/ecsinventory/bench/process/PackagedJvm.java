package dev.ecsinventory.bench.process;

import dev.ecsinventory.simulator.runtime.FunctionProcess;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A program on the deployed classes, in a JVM with Lambda's options: the classes of the archive,
 * with the program's own next to them. The measurements then concern the function, not other
 * libraries on the command line's class path.
 */
final class PackagedJvm {
  /** Maven runs benchmarks in their module's directory. */
  private static final Path ARCHIVE = Path.of("..", "lambda", "target", "lambda.zip");

  private static final Path UNPACKED = Path.of("target", "packaged");

  private PackagedJvm() {}

  /**
   * The program {@code main}.
   *
   * @param heap heap in megabytes
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

  /** The folder with the jars of {@code archive}, which is unpacked again after each build. */
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
