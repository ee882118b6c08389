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

/**
 * One run of the program in this process.
 *
 * @param out what it printed as results
 * @param err what it printed beside them
 */
record CommandLineRun(int exitCode, String out, String err) {
  static CommandLineRun of(String... arguments) {
    return in(Map.of(), arguments);
  }

  /** With {@code environment} as its environment variables, and nobody watching. */
  static CommandLineRun in(Map<String, String> environment, String... arguments) {
    return fed(new byte[0], environment, arguments);
  }

  /** With a clock that reads {@code now}. */
  static CommandLineRun at(Instant now, Map<String, String> environment, String... arguments) {
    return run(new byte[0], environment, Clock.fixed(now, ZoneOffset.UTC), arguments);
  }

  /** With {@code input} on standard input. */
  static CommandLineRun fed(byte[] input, Map<String, String> environment, String... arguments) {
    return run(input, environment, Clock.systemUTC(), arguments);
  }

  private static CommandLineRun run(
      byte[] input, Map<String, String> environment, Clock clock, String... arguments) {
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
    int exitCode = Main.run(surroundings, arguments);
    return new CommandLineRun(
        exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  /** The project's root: Maven runs tests in the module's directory. */
  static Path projectHome() {
    return Path.of("").toAbsolutePath().getParent();
  }
}
