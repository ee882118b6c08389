package dev.ecsinventory.cli;

import static java.util.Objects.requireNonNull;

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
      "Settings are environment variables: INVENTORY_BUCKET and INVENTORY_TABLE must be set.",
      "AWS_REGION, AWS_ENDPOINT_URL, AWS_ENDPOINT_URL_ECS and the like mean what they always mean."
    })
final class InvokeCommand implements Callable<Integer> {
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
    throw new UnsupportedOperationException("not built yet");
  }
}
