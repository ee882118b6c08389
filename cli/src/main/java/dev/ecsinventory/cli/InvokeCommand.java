package dev.ecsinventory.cli;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.config.InvalidInputException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code invoke}: runs the function in this process, on an event. */
@Command(
    name = "invoke",
    description =
        "Run the function in this process, with the environment's settings, against whatever the"
            + " AWS SDK's variables point to, and print the snapshot's summary as JSON.",
    footer = {
      "",
      "Settings are environment variables; INVENTORY_BUCKET and INVENTORY_TABLE must be set."
          + " AWS_REGION, AWS_PROFILE, AWS_ENDPOINT_URL and the like mean what they always mean."
    })
final class InvokeCommand implements Callable<Integer> {
  private static final String STANDARD_INPUT = "-";

  @Parameters(
      paramLabel = "EVENT.json",
      description = "EventBridge's envelope in a file; - reads it from standard input.")
  private String event;

  private final Surroundings surroundings;

  InvokeCommand(Surroundings surroundings) {
    this.surroundings = requireNonNull(surroundings, "surroundings is null");
  }

  @Override
  public Integer call() {
    String summary = FunctionRun.of(surroundings, surroundings.environment(), read());
    surroundings.out().println(summary);
    return Summary.exitCode(summary).value();
  }

  private InputStream read() {
    if (event.equals(STANDARD_INPUT)) {
      return surroundings.in();
    }
    try {
      return new ByteArrayInputStream(Files.readAllBytes(Path.of(event)));
    } catch (IOException unreadable) {
      throw new InvalidInputException(
          "event cannot be used",
          List.of("EVENT.json: \"%s\" cannot be read: %s".formatted(event, unreadable)));
    }
  }
}
