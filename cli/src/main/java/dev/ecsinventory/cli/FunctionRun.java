package dev.ecsinventory.cli;

import dev.ecsinventory.cli.progress.ConsoleProgress;
import dev.ecsinventory.format.JsonLinesEncoder;
import dev.ecsinventory.handler.InventoryHandler;
import dev.ecsinventory.pipeline.SnapshotFailedException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Runs the function in this process, in the same way as Lambda, with its progress on standard
 * error.
 */
final class FunctionRun {
  private FunctionRun() {}

  /**
   * Runs the function on one event.
   *
   * @param settings the function's environment variables
   * @return the summary: the row of {@code snapshots} as one line of JSON
   */
  static String of(Surroundings surroundings, Map<String, String> settings, InputStream event) {
    ByteArrayOutputStream response = new ByteArrayOutputStream();
    try (ConsoleProgress progress = surroundings.progress();
        StandardOutput _ = StandardOutput.silenced()) {
      // No context, because a command line has no deadline.
      new InventoryHandler(settings, progress, surroundings.clock())
          .handleRequest(event, response, null);
    } catch (SnapshotFailedException failure) {
      surroundings.out().println(JsonLinesEncoder.line(failure.summary()));
      throw failure;
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return response.toString(StandardCharsets.UTF_8).strip();
  }
}
