package dev.ecsinventory.cli;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.aws.AwsClients;
import dev.ecsinventory.cli.aws.AwsOptions;
import dev.ecsinventory.cli.errors.ExitCode;
import dev.ecsinventory.cli.snapshots.SnapshotLocation;
import dev.ecsinventory.cli.text.Counted;
import dev.ecsinventory.config.InvalidInputException;
import dev.ecsinventory.config.Retention;
import dev.ecsinventory.index.IndexMaintenance;
import dev.ecsinventory.index.IndexMaintenance.Pass;
import dev.ecsinventory.model.Deadline;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code index}: completes the day indexes, which Athena's tables read. */
@Command(
    name = "index",
    description =
        "Complete the day indexes of every committed snapshot, including those of an older version."
            + " Athena's tables read the data files that a day index lists.",
    footer = {
      "",
      "Complete indexes are not changed, so the command can be repeated at any time, and also"
          + " after an interruption. A deployment runs it before its tables read the indexes."
    })
final class IndexCommand implements Callable<Integer> {
  @Option(
      names = "--from",
      paramLabel = "DIR-or-URI",
      required = true,
      description =
          "The inventory: a folder with the output of scan or demo, or a copy of the bucket, or"
              + " s3://BUCKET/PREFIX.")
  private String from;

  @Option(
      names = "--json-days",
      paramLabel = "N",
      description =
          "Days after which the bucket deletes JSON Lines (jsonDays in the settings file). Default:"
              + " that of the last run; if none recorded it, a day whose files are all deleted is"
              + " omitted.")
  private Integer jsonDays;

  @Option(
      names = "--parquet-days",
      paramLabel = "N",
      description = "The same for Parquet (parquetDays in the settings file).")
  private Integer parquetDays;

  @Mixin private AwsOptions aws;

  private final Surroundings surroundings;

  IndexCommand(Surroundings surroundings) {
    this.surroundings = requireNonNull(surroundings, "surroundings is null");
  }

  @Override
  public Integer call() {
    requirePositive("--json-days", jsonDays);
    requirePositive("--parquet-days", parquetDays);
    Retention retention =
        new Retention(Optional.ofNullable(jsonDays), Optional.ofNullable(parquetDays));
    try (AwsClients clients = aws.apply(surroundings.clients())) {
      SnapshotLocation location = SnapshotLocation.open(from, clients);
      Pass pass =
          new IndexMaintenance(location.store(), location.keys(), retention, surroundings.clock())
              .runAll(Deadline.NONE);
      pass.problems().forEach(problem -> surroundings.err().println("ecs-inventory: " + problem));
      surroundings
          .out()
          .printf(
              "%s with committed snapshots; indexes completed: %s%n",
              Counted.of(pass.days(), "day"), pass.repaired());
      surroundings.out().flush();
      return (pass.problems().isEmpty() ? ExitCode.COMPLETE : ExitCode.PARTIAL).value();
    }
  }

  /** Fewer days than one would empty the indexes of days whose files exist. */
  private static void requirePositive(String option, Integer days) {
    if (days != null && days < 1) {
      throw new InvalidInputException(
          "options cannot be used",
          List.of("%s: %d is out of range; accepted are numbers from 1".formatted(option, days)));
    }
  }
}
