package dev.ecsinventory.cli;

import java.io.OutputStream;
import java.io.PrintStream;

/**
 * Keeps the function off standard output while it runs: it writes its metrics there, which only
 * CloudWatch has a use for, and here standard output is for results.
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
