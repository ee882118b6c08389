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
 * @param out what it printed as results
 * @param err what it printed beside them
 */
public record CommandLineRun(int exitCode, String out, String err) {
  public static CommandLineRun of(String... arguments) {
    return in(Map.of(), arguments);
  }

  /** With {@code environment} as its environment variables, and nobody watching. */
  public static CommandLineRun in(Map<String, String> environment, String... arguments) {
    return fed(new byte[0], environment, arguments);
  }

  /** With a clock that reads {@code now}. */
  public static CommandLineRun at(
      Instant now, Map<String, String> environment, String... arguments) {
    return run(new byte[0], environment, Clock.fixed(now, ZoneOffset.UTC), arguments);
  }

  /** With {@code input} on standard input. */
  public static CommandLineRun fed(
      byte[] input, Map<String, String> environment, String... arguments) {
    return run(input, environment, Clock.systemUTC(), arguments);
  }

  /**
   * With log lines as part of {@code err}. They go to the standard error of the process, so that
   * the test class must be isolated from others.
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

  /** The project's root: Maven runs tests in the module's directory. */
  public static Path projectHome() {
    return Path.of("").toAbsolutePath().getParent();
  }
}
