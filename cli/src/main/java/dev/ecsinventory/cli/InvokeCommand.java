package dev.ecsinventory.cli;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.cli.setup.SettingsOption;
import dev.ecsinventory.config.InvalidInputException;
import dev.ecsinventory.config.Settings;
import dev.ecsinventory.config.SnapshotRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code invoke}: runs the function in this process, on an event. */
@Command(
    name = "invoke",
    description =
        "Run the function in this process, with the environment's settings, against the endpoints"
            + " that the AWS SDK's variables select, and print the snapshot's summary as JSON.",
    footer = {
      "",
      "Settings are environment variables and, for those that are not set, the settings file;"
          + " INVENTORY_BUCKET and INVENTORY_TABLE must be set."
          + " The AWS SDK's variables, such as AWS_REGION, AWS_PROFILE and AWS_ENDPOINT_URL, have"
          + " their usual meaning.",
      "",
      "An event more than 5 minutes in the future is rejected, and so is one more than 24 hours"
          + " old: ECS reports only its current state. The deployed function accepts old events."
    })
final class InvokeCommand implements Callable<Integer> {
  private static final String STANDARD_INPUT = "-";

  @Spec private CommandSpec spec;

  @Parameters(
      arity = "0..1",
      paramLabel = "EVENT.json",
      description =
          "File with EventBridge's envelope; - reads standard input. Optional with --now: without"
              + " it, the snapshot covers everything.")
  private String event;

  @ArgGroup private EventTime time = new EventTime();

  @Mixin private SettingsOption settingsFile = new SettingsOption();

  private final Surroundings surroundings;

  InvokeCommand(Surroundings surroundings) {
    this.surroundings = requireNonNull(surroundings, "surroundings is null");
  }

  /** At most one way to depart from the event's own time and its limits. */
  private static final class EventTime {
    @Option(
        names = "--now",
        description = "Use the current time, in whole seconds, in place of the event's.")
    private boolean now;

    @Option(
        names = "--backfill",
        description =
            "Accept an event more than 24 hours old. The snapshot stores the current state of ECS"
                + " under the event's time.")
    private boolean backfill;
  }

  @Override
  public Integer call() {
    Instant now = surroundings.clock().instant();
    Map<String, String> environment =
        settingsFile.over(surroundings.environment(), surroundings.err());
    byte[] envelope = envelope(now);
    if (!time.backfill) {
      Settings settings = Settings.from(environment);
      InvokedEvent.rejectOld(
          SnapshotRequest.read(new ByteArrayInputStream(envelope), settings, surroundings.clock()),
          now);
    }
    String summary = FunctionRun.of(surroundings, environment, new ByteArrayInputStream(envelope));
    surroundings.out().println(summary);
    return Summary.exitCode(summary).value();
  }

  private byte[] envelope(Instant now) {
    if (event != null) {
      return time.now ? InvokedEvent.at(now, read()) : read();
    }
    if (!time.now) {
      throw new ParameterException(
          spec.commandLine(), "an event is missing: name an EVENT.json, or use --now");
    }
    return InvokedEvent.at(now);
  }

  private byte[] read() {
    try {
      return event.equals(STANDARD_INPUT)
          ? surroundings.in().readAllBytes()
          : Files.readAllBytes(Path.of(event));
    } catch (IOException unreadable) {
      throw new InvalidInputException(
          "event cannot be used",
          List.of("EVENT.json: \"%s\" cannot be read: %s".formatted(event, unreadable)));
    }
  }
}
