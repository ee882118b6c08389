package dev.ecsinventory.cli;

import java.io.OutputStream;
import java.io.PrintStream;

/**
 * Suppresses the function's standard output while it runs: it writes metrics for CloudWatch there,
 * and the command line's standard output is for results only.
 */
final class StandardOutput implements AutoCloseable {
  private final PrintStream before;

  private StandardOutput(PrintStream before) {
    this.before = before;
  }

  /** Silences the process's standard output until the result is closed. */
  static StandardOutput silenced() {
    StandardOutput silenced = new StandardOutput(System.out);
    System.setOut(new PrintStream(OutputStream.nullOutputStream()));
    return silenced;
  }

  @Override
  public void close() {
    System.setOut(before);
  }
}
