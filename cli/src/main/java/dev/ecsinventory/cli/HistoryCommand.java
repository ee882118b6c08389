package dev.ecsinventory.cli;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.aws.AwsClients;
import dev.ecsinventory.cli.aws.AwsOptions;
import dev.ecsinventory.cli.aws.RegionOption;
import dev.ecsinventory.cli.errors.ExitCode;
import dev.ecsinventory.cli.past.TimeText.TimeConverter;
import dev.ecsinventory.cli.past.change.History;
import dev.ecsinventory.cli.past.change.Period;
import dev.ecsinventory.cli.past.change.Period.End;
import dev.ecsinventory.cli.past.change.PeriodText;
import dev.ecsinventory.cli.past.change.TaskSetSelector;
import dev.ecsinventory.cli.past.change.VersionHistory;
import dev.ecsinventory.cli.snapshots.FromOption;
import dev.ecsinventory.cli.snapshots.OutputFormat;
import dev.ecsinventory.cli.snapshots.SnapshotLocation;
import dev.ecsinventory.cli.text.Counted;
import dev.ecsinventory.config.InvalidInputException;
import dev.ecsinventory.manifest.AccountNames;
import dev.ecsinventory.model.SnapshotId;
import dev.ecsinventory.write.state.TableHistory;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code history}: how one task set changed. */
@Command(
    name = "history",
    description =
        "Print how a task set changed: a line for each time in which it did not, from the snapshot"
            + " that first saw it to the one that saw another state or proves the task set"
            + " deleted.",
    footer = {
      "",
      "Exit code 3 reports that no snapshot has the task set, or that the newest snapshots did not"
          + " read it."
    })
final class HistoryCommand implements Callable<Integer> {
  /** Hourly snapshots of a month are 720 files of an account and Region. */
  private static final Duration DEFAULT_RANGE = Duration.ofDays(30);

  @Parameters(
      paramLabel = "ARN-or-ID",
      description = "The task set: its ARN in any form, or its ID.")
  private String taskSet;

  @Mixin private FromOption from;

  @Option(
      names = "--table",
      paramLabel = "NAME",
      description =
          "Read the versions of this DynamoDB table in place of the snapshots: fast for any range"
              + " of time. The task set is named by its ARN.")
  private String table;

  @Option(
      names = "--since",
      paramLabel = "TIME",
      converter = TimeConverter.class,
      description =
          "Look at snapshots from this time on, such as 2026-01-15T06:00:00Z. Default: 30 days"
              + " before --until, or before the newest snapshot if it is older.")
  private Instant since;

  @Option(
      names = "--until",
      paramLabel = "TIME",
      converter = TimeConverter.class,
      description = "Look at snapshots up to this time. Default: now.")
  private Instant until;

  @Mixin private AwsOptions aws;
  @Mixin private RegionOption region;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "TABLE",
      description = "table, or json for JSON Lines. Default: table.")
  private OutputFormat format;

  private final Surroundings surroundings;
  private String shown = "";
  private boolean endsUnknown;
  private AccountNames names = AccountNames.NONE;

  HistoryCommand(Surroundings surroundings) {
    this.surroundings = requireNonNull(surroundings, "surroundings is null");
  }

  @Override
  public Integer call() {
    TaskSetSelector selector = TaskSetSelector.parse(taskSet);
    Instant end = Optional.ofNullable(until).orElseGet(surroundings.clock()::instant);
    if (since != null && since.isAfter(end)) {
      throw new InvalidInputException(
          "options cannot be used",
          List.of("--since: %s is later than --until, %s".formatted(since, end)));
    }
    try (AwsClients clients = aws.apply(surroundings.clients(region.name()))) {
      if (table == null) {
        showSnapshots(from.open(surroundings.environment(), clients), selector, end);
      } else {
        from.rejectWith("--table");
        Instant start = Optional.ofNullable(since).orElse(Instant.EPOCH);
        TableHistory versions = new TableHistory(clients.dynamoDb(), table);
        showEnd(new VersionHistory(versions, selector, this::show).run(start, end), start, end);
      }
    }
    return (shown.isEmpty() || endsUnknown ? ExitCode.PARTIAL : ExitCode.COMPLETE).value();
  }

  private void showSnapshots(SnapshotLocation location, TaskSetSelector selector, Instant end) {
    names = names(location, end);
    Instant start = Optional.ofNullable(since).orElseGet(() -> defaultStart(location, end));
    showEnd(new History(location, selector, this::show).run(start, end), start, end);
  }

  private void showEnd(int snapshots, Instant start, Instant end) {
    surroundings.out().flush();
    if (shown.isEmpty()) {
      surroundings
          .err()
          .printf(
              "ecs-inventory: none of %s from %s to %s has task set %s%n",
              Counted.of(snapshots, "full snapshot"), start, end, taskSet);
    }
  }

  /** The names in the newest snapshot. */
  private static AccountNames names(SnapshotLocation location, Instant end) {
    return location
        .snapshots()
        .upTo(end)
        .findFirst()
        .flatMap(location.snapshots()::manifest)
        .map(AccountNames::of)
        .orElse(AccountNames.NONE);
  }

  /** A folder may have old snapshots only. */
  private static Instant defaultStart(SnapshotLocation location, Instant end) {
    return location
        .snapshots()
        .upTo(end)
        .findFirst()
        .map(SnapshotId::time)
        .orElse(end)
        .minus(DEFAULT_RANGE);
  }

  private void show(Period period) {
    endsUnknown |= period.end() == End.UNKNOWN;
    if (format == OutputFormat.JSON) {
      surroundings.out().println(PeriodText.json(period, names));
    } else {
      if (!period.taskSetArn().equals(shown)) {
        surroundings.out().println(PeriodText.title(period, names, surroundings.terminal()));
        surroundings.out().print(PeriodText.heading(surroundings.terminal()));
      }
      surroundings.out().print(PeriodText.lines(period, surroundings.terminal()));
    }
    shown = period.taskSetArn();
  }
}
