import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/** Creates a Java runtime with the modules that the command line needs, in a new folder. */
final class RuntimeImage {
  /** Those of Java SE, and what DynamoDB local, Jetty, Parquet and the SDK reach for. */
  private static final String MODULES =
      "java.se,jdk.charsets,jdk.crypto.ec,jdk.httpserver,jdk.management,jdk.naming.dns,"
          + "jdk.unsupported,jdk.zipfs";

  private RuntimeImage() {}

  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]);
    if (Files.exists(folder)) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
    List<String> options =
        List.of(
            "--add-modules",
            MODULES,
            "--output",
            folder.toString(),
            "--strip-debug",
            "--no-header-files",
            "--no-man-pages",
            "--compress",
            "zip-6");
    int code =
        ToolProvider.findFirst("jlink")
            .orElseThrow()
            .run(System.out, System.err, options.toArray(String[]::new));
    if (code != 0) {
      throw new IllegalStateException("jlink failed with " + code);
    }
  }
}
