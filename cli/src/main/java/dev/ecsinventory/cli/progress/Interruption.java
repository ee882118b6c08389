package dev.ecsinventory.cli.progress;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.cli.text.ShellText;
import java.io.PrintStream;
import java.util.List;
import java.util.function.Supplier;

/**
 * Reports, when the process is ended by Ctrl-C or a signal, how far its work is and how to resume
 * it. Close it when the work is complete.
 */
public final class Interruption implements AutoCloseable {
  private final Thread hook;

  private Interruption(Thread hook) {
    this.hook = hook;
  }

  /**
   * The report of a snapshot that can be resumed.
   *
   * @param limit how long it can be resumed, such as {@code " within 24 hours"}
   * @param arguments the command line that resumes it
   */
  public static String report(ConsoleProgress progress, String limit, List<String> arguments) {
    return "ecs-inventory: interrupted; %s. To resume%s:%n  ./ecs-inventory %s"
        .formatted(progress.state(), limit, ShellText.of(arguments));
  }

  /**
   * Reports an interruption from now on.
   *
   * @param report the lines, at the time of the interruption
   */
  public static Interruption reportedOn(PrintStream stream, Supplier<String> report) {
    requireNonNull(stream, "stream is null");
    requireNonNull(report, "report is null");
    Thread hook =
        new Thread(
            () -> {
              stream.println();
              stream.println(report.get());
              stream.flush();
            },
            "interruption");
    Runtime.getRuntime().addShutdownHook(hook);
    return new Interruption(hook);
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException shuttingDown) {
      // The report is in progress, or printed.
    }
  }
}
