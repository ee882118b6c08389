package dev.ecsinventory.cli;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.cli.aws.AwsOptions;
import dev.ecsinventory.cli.progress.ConsoleProgress;
import dev.ecsinventory.cli.progress.Interruption;
import dev.ecsinventory.cli.setup.SettingsOption;
import dev.ecsinventory.config.FileProblem;
import dev.ecsinventory.config.InvalidInputException;
import dev.ecsinventory.config.Settings;
import dev.ecsinventory.config.SnapshotRequest;
import dev.ecsinventory.config.WholeFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
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
          + " Credentials come from --profile, --role-arn, or the AWS SDK's usual sources. The"
          + " SDK's variables, such as AWS_REGION and AWS_ENDPOINT_URL, have their usual meaning.",
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
          "File with EventBridge's envelope; - reads standard input. Optional with --now and"
              + " --time: without it, the snapshot covers everything.")
  private String event;

  @ArgGroup private EventTime time = new EventTime();

  @Mixin private SettingsOption settingsFile = new SettingsOption();

  @Mixin private AwsOptions aws = new AwsOptions();

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
        names = "--time",
        paramLabel = "TIME",
        description =
            "Use this time, of the last 24 hours, in place of the event's. A run with --now that"
                + " was interrupted is resumed by its time and otherwise equal options.")
    private Instant given;

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
    Map<String, String> environment = environment();
    byte[] envelope = envelope(now);
    if (!time.backfill) {
      Settings settings = Settings.from(environment);
      InvokedEvent.rejectOld(
          SnapshotRequest.read(new ByteArrayInputStream(envelope), settings, surroundings.clock()),
          now);
    }
    String summary;
    try (ConsoleProgress progress = surroundings.progress();
        Interruption _ =
            Interruption.reportedOn(surroundings.err(), () -> interrupted(now, progress))) {
      InputStream input = new ByteArrayInputStream(envelope);
      summary = FunctionRun.of(surroundings, environment, input, aws::apply, progress);
    }
    surroundings.out().println(summary);
    return Summary.exitCode(summary).value();
  }

  /** The environment and the settings file, with the Region of the profile. */
  private Map<String, String> environment() {
    Map<String, String> process = new HashMap<>(surroundings.environment());
    surroundings.region().ifPresent(region -> process.putIfAbsent("AWS_REGION", region));
    return settingsFile.over(process, surroundings.err());
  }

  /** How far the run is, and the command that resumes it: the same one, with its time. */
  private String interrupted(Instant now, ConsoleProgress progress) {
    List<String> arguments =
        spec.root().commandLine().getParseResult().originalArgs().stream()
            .flatMap(
                argument ->
                    argument.equals("--now")
                        ? Stream.of("--time", now.truncatedTo(ChronoUnit.SECONDS).toString())
                        : Stream.of(argument))
            .toList();
    return Interruption.report(progress, time.backfill ? "" : " within 24 hours", arguments);
  }

  private byte[] envelope(Instant now) {
    Optional<Instant> replaced = time.now ? Optional.of(now) : Optional.ofNullable(time.given);
    if (event != null) {
      byte[] content = read();
      return replaced.map(instant -> InvokedEvent.at(instant, content)).orElse(content);
    }
    return replaced
        .map(InvokedEvent::at)
        .orElseThrow(
            () ->
                new ParameterException(
                    spec.commandLine(), "an event is missing: name an EVENT.json, or use --now"));
  }

  private byte[] read() {
    try {
      return event.equals(STANDARD_INPUT)
          ? surroundings.in().readAllBytes()
          : WholeFile.bytes(Path.of(event));
    } catch (IOException unreadable) {
      throw new InvalidInputException(
          "event cannot be used",
          List.of(
              "EVENT.json: \"%s\" cannot be read: %s"
                  .formatted(event, FileProblem.of(unreadable))));
    }
  }
}
