package dev.ecsinventory.cli;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.cli.errors.ExitCode;
import dev.ecsinventory.model.VisibleText;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;

/**
 * Standard output that records why it cannot be written: a {@link PrintStream} discards the
 * failure, and a result on a full disk would seem to be complete.
 *
 * <p>A reader that has read enough, such as {@code head}, is no failure.
 */
final class ResultStream extends FilterOutputStream {
  private static final String CLOSED_BY_READER = "Broken pipe";

  private IOException failure;

  ResultStream(OutputStream output) {
    super(requireNonNull(output, "output is null"));
  }

  @Override
  public void write(int value) throws IOException {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    try {
      out.write(bytes, offset, length);
    } catch (IOException notWritten) {
      if (!CLOSED_BY_READER.equals(notWritten.getMessage())) {
        failure = notWritten;
      }
      throw notWritten;
    }
  }

  /** The exit code of a command, and the message if its result was not written. */
  int exitCode(int ofCommand, PrintStream messages) {
    if (failure == null) {
      return ofCommand;
    }
    messages.println(
        "ecs-inventory: the result cannot be written to standard output: "
            + VisibleText.of(String.valueOf(failure.getMessage())));
    return ExitCode.FAILED.value();
  }
}
