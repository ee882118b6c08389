package dev.ecsinventory.cli;

import dev.ecsinventory.aws.AwsClients;
import dev.ecsinventory.cli.progress.ConsoleProgress;
import dev.ecsinventory.config.Settings;
import dev.ecsinventory.format.JsonLinesEncoder;
import dev.ecsinventory.handler.InventoryHandler;
import dev.ecsinventory.pipeline.SnapshotFailedException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

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
    try (ConsoleProgress progress = surroundings.progress()) {
      return of(surroundings, settings, event, UnaryOperator.identity(), progress);
    }
  }

  /**
   * Runs the function on one event, with progress of the caller.
   *
   * @param selection clients with other credentials than the SDK's own
   */
  static String of(
      Surroundings surroundings,
      Map<String, String> settings,
      InputStream event,
      UnaryOperator<AwsClients> selection,
      ConsoleProgress progress) {
    ByteArrayOutputStream response = new ByteArrayOutputStream();
    try (StandardOutput _ = StandardOutput.silenced()) {
      // No context, because a command line has no deadline.
      new InventoryHandler(inThisProcess(settings), progress, surroundings.clock(), selection)
          .handleRequest(event, response, null);
    } catch (SnapshotFailedException failure) {
      surroundings.out().println(JsonLinesEncoder.line(failure.summary()));
      throw failure;
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return response.toString(StandardCharsets.UTF_8).strip();
  }

  /** Settings without a state machine: the command takes the snapshot itself. */
  private static Map<String, String> inThisProcess(Map<String, String> settings) {
    Map<String, String> own = new HashMap<>(settings);
    own.remove(Settings.STATE_MACHINE);
    return own;
  }
}
