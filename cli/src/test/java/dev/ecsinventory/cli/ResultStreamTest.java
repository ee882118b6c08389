package dev.ecsinventory.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A result that was not written is never a success. */
class ResultStreamTest {
  /** What a command with an exit code prints on an output that fails with a message. */
  private static String run(String failure, int exitCode) {
    OutputStream failing =
        new OutputStream() {
          @Override
          public void write(int value) throws IOException {
            throw new IOException(failure);
          }
        };
    return run(failing, exitCode);
  }

  private static String run(OutputStream output, int exitCode) {
    ResultStream results = new ResultStream(output);
    PrintStream out =
        new PrintStream(new BufferedOutputStream(results), false, StandardCharsets.UTF_8);
    out.println("the result");
    out.flush();
    ByteArrayOutputStream messages = new ByteArrayOutputStream();
    int code = results.exitCode(exitCode, new PrintStream(messages, true, StandardCharsets.UTF_8));
    return code + " " + messages.toString(StandardCharsets.UTF_8).strip();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 3, 4, 5})
  void aFullDiskIsAFailureWhateverTheResultWas(int exitCode) {
    assertEquals(
        "1 ecs-inventory: the result cannot be written to standard output: No space left on device",
        run("No space left on device", exitCode));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 4})
  void aReaderThatHasReadEnoughIsNone(int exitCode) {
    assertEquals(exitCode + " ", run("Broken pipe", exitCode));
  }

  @Test
  void writesEverythingOtherwise() {
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    assertEquals("4 ", run(output, 4));
    assertEquals("the result", output.toString(StandardCharsets.UTF_8).strip());
  }
}
