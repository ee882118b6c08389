package dev.ecsinventory.cli;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.aws.AwsClients;
import dev.ecsinventory.cli.aws.AwsOptions;
import dev.ecsinventory.cli.aws.RegionOption;
import dev.ecsinventory.cli.errors.ExitCode;
import dev.ecsinventory.cli.past.AsOf;
import dev.ecsinventory.cli.past.TimeText.DurationConverter;
import dev.ecsinventory.cli.past.TimeText.TimeConverter;
import dev.ecsinventory.cli.past.change.ChangeCounts;
import dev.ecsinventory.cli.past.change.ChangeWriter;
import dev.ecsinventory.cli.past.change.ChangeWriter.Compared;
import dev.ecsinventory.cli.past.change.Comparison;
import dev.ecsinventory.cli.snapshots.FromOption;
import dev.ecsinventory.config.InvalidInputException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code diff}: what changed between two times. */
@Command(
    name = "diff",
    description =
        "Compare the task sets of two times: created, deleted, changed, retagged, with another"
            + " compliance status, and what cannot be compared because it was not read.",
    footer = {
      "",
      "Exit code 0 reports no difference, 5 differences, 3 that nothing differs but something"
          + " cannot be compared."
    })
final class DiffCommand implements Callable<Integer> {
  @Mixin private FromOption from;

  @Option(
      names = "--before",
      paramLabel = "TIME",
      required = true,
      converter = TimeConverter.class,
      description =
          "The earlier time, such as 2026-01-15T06:00:00Z, or a snapshot ID. The newest full"
              + " snapshot at or before it counts.")
  private Instant before;

  @Option(
      names = "--after",
      paramLabel = "TIME",
      converter = TimeConverter.class,
      description = "The later time. Default: now.")
  private Instant after;

  @Option(
      names = "--max-age",
      paramLabel = "AGE",
      converter = DurationConverter.class,
      description =
          "How much older than its time a snapshot may be, such as 90m, 6h or 2d. Default: any"
              + " age.")
  private Duration maxAge;

  @Mixin private AwsOptions aws;
  @Mixin private RegionOption region;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "TABLE",
      description = "table, json or markdown. Default: table.")
  private ChangeWriter.Format format;

  private final Surroundings surroundings;

  DiffCommand(Surroundings surroundings) {
    this.surroundings = requireNonNull(surroundings, "surroundings is null");
  }

  @Override
  public Integer call() {
    Instant end = after == null ? surroundings.clock().instant() : after;
    if (before.isAfter(end)) {
      throw new InvalidInputException(
          "options cannot be used",
          List.of("--before: %s is later than --after, %s".formatted(before, end)));
    }
    try (AwsClients clients = aws.apply(surroundings.clients(region.name()))) {
      AsOf asOf =
          new AsOf(from.open(surroundings.environment(), clients), Optional.ofNullable(maxAge));
      Compared earlier = new Compared(asOf.find("--before", before), before);
      Compared later = new Compared(asOf.find("--after", end), end);
      return exitCode(compare(earlier, later)).value();
    }
  }

  private ChangeCounts compare(Compared earlier, Compared later) {
    ChangeCounts counts = new ChangeCounts();
    try (ChangeWriter writer =
        format.writer(surroundings.out(), surroundings.terminal(), earlier, later)) {
      new Comparison(
              earlier.snapshot(),
              later.snapshot(),
              change -> {
                counts.add(change);
                writer.accept(change);
              })
          .run();
    }
    surroundings.out().flush();
    return counts;
  }

  private static ExitCode exitCode(ChangeCounts counts) {
    if (counts.hasDifferences()) {
      return ExitCode.FINDINGS;
    }
    return counts.isIncomplete() ? ExitCode.PARTIAL : ExitCode.COMPLETE;
  }
}
