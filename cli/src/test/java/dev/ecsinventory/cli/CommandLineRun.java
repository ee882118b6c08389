package dev.ecsinventory.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.function.Consumer;

/**
 * One run of the program in this process.
 *
 * @param out standard output
 * @param err standard error
 */
public record CommandLineRun(int exitCode, String out, String err) {
  public static CommandLineRun of(String... arguments) {
    return in(Map.of(), arguments);
  }

  /** A run with {@code environment} as its environment variables, without a terminal. */
  public static CommandLineRun in(Map<String, String> environment, String... arguments) {
    return fed(new byte[0], environment, arguments);
  }

  /** A run with a clock that reads {@code now}. */
  public static CommandLineRun at(
      Instant now, Map<String, String> environment, String... arguments) {
    return run(new byte[0], environment, Clock.fixed(now, ZoneOffset.UTC), arguments);
  }

  /** A run with {@code input} on standard input. */
  public static CommandLineRun fed(
      byte[] input, Map<String, String> environment, String... arguments) {
    return run(input, environment, Clock.systemUTC(), arguments);
  }

  /**
   * A run with log lines as part of {@code err}. They are written to the standard error of the
   * process, so the test class must be isolated.
   */
  public static CommandLineRun withLog(
      Clock clock, Map<String, String> environment, String... arguments) {
    PrintStream before = System.err;
    try {
      return run(new byte[0], environment, clock, System::setErr, arguments);
    } finally {
      System.setErr(before);
    }
  }

  private static CommandLineRun run(
      byte[] input, Map<String, String> environment, Clock clock, String... arguments) {
    return run(input, environment, clock, ignored -> {}, arguments);
  }

  private static CommandLineRun run(
      byte[] input,
      Map<String, String> environment,
      Clock clock,
      Consumer<PrintStream> standardError,
      String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Surroundings surroundings =
        new Surroundings(
            new ByteArrayInputStream(input),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            false,
            environment,
            projectHome(),
            clock);
    standardError.accept(surroundings.err());
    int exitCode = Main.run(surroundings, arguments);
    return new CommandLineRun(
        exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  /** The root of the project: Maven runs tests in the directory of the module. */
  public static Path projectHome() {
    return Path.of("").toAbsolutePath().getParent();
  }
}
