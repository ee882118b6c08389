package dev.ecsinventory.cli;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.aws.AwsClients;
import dev.ecsinventory.cli.aws.AwsOptions;
import dev.ecsinventory.cli.errors.ExitCode;
import dev.ecsinventory.cli.snapshots.FromOption;
import dev.ecsinventory.cli.snapshots.ListedSnapshot;
import dev.ecsinventory.cli.snapshots.OutputFormat;
import dev.ecsinventory.cli.snapshots.SnapshotListJson;
import dev.ecsinventory.cli.snapshots.SnapshotListText;
import dev.ecsinventory.cli.snapshots.SnapshotLocation;
import dev.ecsinventory.config.InvalidInputException;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code list}: the committed snapshots. */
@Command(
    name = "list",
    description =
        "List committed snapshots, newest first, with their status and counts. Withdrawn ones"
            + " are marked.")
final class ListCommand implements Callable<Integer> {
  @Mixin private FromOption from;

  @Option(
      names = "--since",
      paramLabel = "DAY",
      description = "Only snapshots of this UTC day and of later ones, such as 2026-01-15.")
  private LocalDate since = LocalDate.MIN;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "20",
      description = "Maximum number of snapshots. Default: 20.")
  private int limit;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "TABLE",
      description = "table or json. Default: table.")
  private OutputFormat format;

  @Mixin private AwsOptions aws;

  private final Surroundings surroundings;

  ListCommand(Surroundings surroundings) {
    this.surroundings = requireNonNull(surroundings, "surroundings is null");
  }

  @Override
  public Integer call() {
    if (limit < 1) {
      throw new InvalidInputException(
          "options cannot be used", List.of("--limit: %d is not at least 1".formatted(limit)));
    }
    try (AwsClients clients = aws.apply(surroundings.clients())) {
      SnapshotLocation location = from.open(surroundings.environment(), clients);
      List<ListedSnapshot> snapshots =
          location
              .snapshots()
              .newestFirst(since)
              .limit(limit)
              .map(id -> ListedSnapshot.read(location, id))
              .toList();
      surroundings.out().print(text(snapshots));
      surroundings.out().flush();
    }
    return ExitCode.COMPLETE.value();
  }

  private String text(List<ListedSnapshot> snapshots) {
    return switch (format) {
      case TABLE ->
          SnapshotListText.of(snapshots, surroundings.clock().instant(), surroundings.terminal());
      case JSON -> SnapshotListJson.of(snapshots, surroundings.clock().instant());
    };
  }
}
