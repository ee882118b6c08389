package dev.ecsinventory.cli;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.aws.AwsClients;
import dev.ecsinventory.cli.aws.AwsOptions;
import dev.ecsinventory.cli.errors.ExitCode;
import dev.ecsinventory.cli.snapshots.FromOption;
import dev.ecsinventory.cli.snapshots.SnapshotIds;
import dev.ecsinventory.cli.snapshots.SnapshotLocation;
import dev.ecsinventory.config.InvalidInputException;
import dev.ecsinventory.config.Settings;
import dev.ecsinventory.index.TableIndex;
import dev.ecsinventory.manifest.Withdrawal;
import dev.ecsinventory.model.SnapshotId;
import dev.ecsinventory.model.VisibleText;
import dev.ecsinventory.report.WithdrawnReport;
import dev.ecsinventory.write.state.DynamoDbStateTable;
import dev.ecsinventory.write.state.StateTable;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code withdraw}: hides a committed snapshot from all readers. */
@Command(
    name = "withdraw",
    description =
        "Withdraw an invalid committed snapshot, such as one with a future time:"
            + " readers ignore it, and its manifest and data remain. With a table, the next full"
            + " snapshot overwrites the items that the withdrawn one wrote there.",
    footer = {"", "A repeated withdrawal changes nothing; the first reason remains."})
final class WithdrawCommand implements Callable<Integer> {
  /** No withdrawal writes a version, so no retention applies. */
  private static final Duration NO_RETENTION = Duration.ZERO;

  @Parameters(paramLabel = "SNAPSHOT", description = "The snapshot's ID; list shows them.")
  private String snapshot;

  @Option(
      names = "--reason",
      paramLabel = "R",
      required = true,
      description = "Reason of the withdrawal, which readers see.")
  private String reason;

  @Mixin private FromOption from;

  @Option(
      names = "--table",
      paramLabel = "NAME",
      description =
          "The DynamoDB table that the snapshot was written to. Default: INVENTORY_TABLE.")
  private String table;

  @Mixin private AwsOptions aws;

  private final Surroundings surroundings;
  private final Function<AwsClients, Function<String, StateTable>> tables;

  WithdrawCommand(Surroundings surroundings) {
    this(
        surroundings,
        clients -> name -> new DynamoDbStateTable(clients.dynamoDb(), name, NO_RETENTION));
  }

  /** A command that opens tables with {@code tables}, by name. */
  WithdrawCommand(
      Surroundings surroundings, Function<AwsClients, Function<String, StateTable>> tables) {
    this.surroundings = requireNonNull(surroundings, "surroundings is null");
    this.tables = requireNonNull(tables, "tables is null");
  }

  @Override
  public Integer call() {
    SnapshotId id = SnapshotIds.parse("SNAPSHOT", snapshot);
    if (reason.isBlank()) {
      throw new InvalidInputException("options cannot be used", List.of("--reason: it is blank"));
    }
    try (AwsClients clients = aws.apply(surroundings.clients())) {
      SnapshotLocation location = from.open(surroundings.environment(), clients);
      if (location.store().get(location.keys().manifest(id)).isEmpty()) {
        throw new InvalidInputException(
            "nothing was withdrawn", List.of(SnapshotIds.notFound(location, id)));
      }
      Withdrawal own = withdrawal(id, location, clients);
      Withdrawal counts =
          new TableIndex(location.store(), location.keys())
              .withdraw(id, today(), () -> location.withdrawals().withdraw(id, own));
      new WithdrawnReport(location.store(), location.keys()).mark(id, counts);
      Optional<String> name = tableName();
      name.map(tables.apply(clients))
          .ifPresent(
              state -> state.withdraw(id, Instant.parse(counts.withdrawnAt()), counts.reason()));
      surroundings.out().println(message(id, counts, counts.equals(own), name));
    }
    return ExitCode.COMPLETE.value();
  }

  private LocalDate today() {
    return LocalDate.ofInstant(surroundings.clock().instant(), ZoneOffset.UTC);
  }

  private Withdrawal withdrawal(SnapshotId id, SnapshotLocation location, AwsClients clients) {
    return new Withdrawal(
        id.value(),
        reason,
        surroundings.clock().instant().truncatedTo(ChronoUnit.MILLIS).toString(),
        location.inBucket() ? clients.sts().getCallerIdentity().arn() : null);
  }

  private Optional<String> tableName() {
    return Optional.ofNullable(table)
        .or(() -> Optional.ofNullable(surroundings.environment().get(Settings.TABLE)));
  }

  private static String message(
      SnapshotId id, Withdrawal withdrawal, boolean now, Optional<String> table) {
    return "Snapshot %s %s withdrawn at %s: %s%n%s"
        .formatted(
            id,
            now ? "is" : "was already",
            withdrawal.withdrawnAt(),
            VisibleText.of(withdrawal.reason()),
            table
                .map(
                    name ->
                        "The next full snapshot overwrites the items that it wrote to table "
                            + name)
                .orElse("No table was given: its items remain until a newer snapshot"));
  }
}
