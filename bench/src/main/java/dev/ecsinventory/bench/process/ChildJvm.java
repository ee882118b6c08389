package dev.ecsinventory.bench.process;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A main class in a separate JVM, with its own options and by default this JVM's class path. The
 * last line of its standard output is its result, as JSON; its complete output is in a log.
 *
 * @param main the class
 * @param options options of the JVM, such as {@code -Xmx64m}
 * @param classPath by default this program's own
 */
public record ChildJvm(Class<?> main, List<String> options, String classPath) {
  /** The exit code of {@code timeout}. */
  static final int TOO_SLOW = 124;

  private static final JsonMapper MAPPER = new JsonMapper();

  /** The options that all programs need. */
  private static final List<String> ALWAYS =
      List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow");

  public ChildJvm {
    requireNonNull(main, "main is null");
    options = List.copyOf(options);
    requireNonNull(classPath, "classPath is null");
  }

  public static ChildJvm of(Class<?> main, String... options) {
    return new ChildJvm(main, List.of(options), System.getProperty("java.class.path"));
  }

  /**
   * Runs the program to its end.
   *
   * @throws IOException when it fails or takes longer than {@code limit}, with the end of its
   *     output
   */
  public JsonNode run(Duration limit, String... arguments)
      throws IOException, InterruptedException {
    Ended ended = tryRun(limit, arguments);
    if (ended.exitCode() != 0) {
      throw new IOException(
          "%s ended with %d and printed:%n%s"
              .formatted(main.getSimpleName(), ended.exitCode(), ended.end()));
    }
    return ended.response();
  }

  /**
   * Runs the program to its end, successful or not; it is killed after the limit, with exit code
   * 124.
   */
  public Ended tryRun(Duration limit, String... arguments)
      throws IOException, InterruptedException {
    Path log = Files.createTempFile(main.getSimpleName() + "-", ".log");
    try {
      Process process =
          builder(arguments).redirectErrorStream(true).redirectOutput(log.toFile()).start();
      boolean ended;
      try {
        ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
      } finally {
        process.destroyForcibly();
      }
      return new Ended(ended ? process.exitValue() : TOO_SLOW, Files.readAllLines(log));
    } finally {
      Files.delete(log);
    }
  }

  /** The command, for callers that interact with the process. */
  ProcessBuilder builder(String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ALWAYS);
    command.addAll(options);
    command.addAll(List.of("-cp", classPath, main.getName()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command);
  }

  /** A program that has ended. */
  public record Ended(int exitCode, List<String> lines) {
    private static final int SHOWN = 20;

    public Ended {
      lines = List.copyOf(lines);
    }

    /** Its last line, as JSON. */
    public JsonNode response() throws IOException {
      if (lines.isEmpty()) {
        throw new IOException("it printed nothing");
      }
      return MAPPER.readTree(lines.getLast());
    }

    /** The last lines that it printed. */
    public String end() {
      return String.join(
          System.lineSeparator(), lines.subList(Math.max(0, lines.size() - SHOWN), lines.size()));
    }
  }
}
