package dev.ecsinventory.cli;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.aws.AwsClients;
import dev.ecsinventory.cli.aws.AwsOptions;
import dev.ecsinventory.cli.errors.ExitCode;
import dev.ecsinventory.cli.snapshots.EvidenceOptions;
import dev.ecsinventory.cli.snapshots.EvidenceText;
import dev.ecsinventory.cli.snapshots.FromOption;
import dev.ecsinventory.cli.snapshots.OutputFormat;
import dev.ecsinventory.cli.snapshots.SnapshotIds;
import dev.ecsinventory.cli.snapshots.SnapshotLocation;
import dev.ecsinventory.cli.snapshots.VerifyJson;
import dev.ecsinventory.cli.snapshots.VerifyText;
import dev.ecsinventory.config.InvalidInputException;
import dev.ecsinventory.evidence.EvidenceReport;
import dev.ecsinventory.index.IndexCheck;
import dev.ecsinventory.model.SnapshotId;
import dev.ecsinventory.store.MissingDestinationException;
import dev.ecsinventory.verify.Conservation;
import dev.ecsinventory.verify.ConservationFinding;
import dev.ecsinventory.verify.ConservationReport;
import dev.ecsinventory.verify.CurrentItems;
import dev.ecsinventory.write.state.DynamoDbCurrentItems;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code verify}: the conservation check. */
@Command(
    name = "verify",
    description =
        "Check that committed snapshots lose nothing: every object is the committed one,"
            + " everything that was requested and listed has a row or a read failure, and all"
            + " counts agree. It writes nothing.",
    footer = {
      "",
      "Exit code 5 reports findings, 3 that something cannot be checked or that there is no such"
          + " snapshot."
    })
final class VerifyCommand implements Callable<Integer> {
  @Mixin private FromOption from;

  @ArgGroup private Selection selection = new Selection();

  @Option(
      names = "--table",
      paramLabel = "NAME",
      description = "Compare this DynamoDB table with the newest full snapshot.")
  private String table;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "TABLE",
      description = "table or json. Default: table.")
  private OutputFormat format;

  @Option(
      names = "--reevaluate",
      description =
          "Also evaluate the task sets again with the committed tag policy, and compare the"
              + " compliance statuses and violations.")
  private boolean reevaluate;

  @Mixin private EvidenceOptions evidence;
  @Mixin private AwsOptions aws;

  private final Surroundings surroundings;

  VerifyCommand(Surroundings surroundings) {
    this.surroundings = requireNonNull(surroundings, "surroundings is null");
  }

  /** The snapshots to check; without an option, all of them. */
  static final class Selection {
    @Option(names = "--snapshot", paramLabel = "ID", description = "Check one snapshot.")
    private String snapshot;

    @Option(
        names = "--since",
        paramLabel = "DAY",
        description = "Check the snapshots of this UTC day and of later ones, such as 2026-01-15.")
    private LocalDate since;
  }

  @Override
  public Integer call() {
    try (AwsClients clients = aws.apply(surroundings.clients())) {
      SnapshotLocation location = from.open(surroundings.environment(), clients);
      Optional<CurrentItems> items =
          Optional.ofNullable(table)
              .map(name -> new DynamoDbCurrentItems(clients.dynamoDb(), name));
      List<SnapshotId> snapshots = selected(location).toList();
      Conservation conservation =
          new Conservation(location.store(), location.keys(), surroundings.clock());
      IndexCheck check = new IndexCheck(location.store(), location.keys());
      List<ConservationFinding> ofIndexes = indexes(check, snapshots);
      ConservationReport report =
          (reevaluate ? conservation.reevaluating() : conservation)
              .check(snapshots.stream(), items)
              .with(ofIndexes, check.fileElsewhere());
      Optional<EvidenceReport> proof =
          evidence.check(
              location, snapshots, Optional.ofNullable(selection.since), surroundings.clock());
      boolean tampered = proof.filter(one -> !one.findings().isEmpty()).isPresent();
      if (report.extent().snapshots() == 0 && !tampered) {
        surroundings.err().println("ecs-inventory: " + nothingSelected(location));
        return ExitCode.PARTIAL.value();
      }
      ConservationReport all =
          proof.map(one -> report.with(one.findings(), one.notChecked())).orElse(report);
      surroundings.out().print(text(all, proof));
      surroundings.out().flush();
      return exitCode(all, proof).value();
    } catch (MissingDestinationException missing) {
      throw new InvalidInputException("options cannot be used", List.of(missing.getMessage()));
    }
  }

  private Stream<SnapshotId> selected(SnapshotLocation location) {
    if (selection.snapshot != null) {
      return Stream.of(SnapshotIds.parse("--snapshot", selection.snapshot))
          .filter(id -> location.store().get(location.keys().manifest(id)).isPresent());
    }
    return selection.since == null
        ? location.snapshots().newestFirst()
        : location.snapshots().newestFirst(selection.since);
  }

  private List<ConservationFinding> indexes(IndexCheck check, List<SnapshotId> snapshots) {
    Set<LocalDate> days = snapshots.stream().map(SnapshotId::day).collect(Collectors.toSet());
    if (selection.snapshot == null) {
      check.indexedDays().stream()
          .filter(day -> selection.since == null || !day.isBefore(selection.since))
          .forEach(days::add);
    }
    return check.check(days).stream()
        .filter(
            finding -> selection.snapshot == null || finding.snapshot().equals(selection.snapshot))
        .toList();
  }

  private String nothingSelected(SnapshotLocation location) {
    return selection.snapshot == null
        ? "no committed snapshot since %s is in %s".formatted(selection.since, location.from())
        : SnapshotIds.notFound(location, SnapshotIds.parse("--snapshot", selection.snapshot));
  }

  private String text(ConservationReport report, Optional<EvidenceReport> proof) {
    return switch (format) {
      case TABLE ->
          VerifyText.of(report, table != null, reevaluate, surroundings.terminal())
              + proof.map(one -> EvidenceText.of(one, surroundings.terminal())).orElse("");
      case JSON -> VerifyJson.of(report, proof);
    };
  }

  private static ExitCode exitCode(ConservationReport report, Optional<EvidenceReport> proof) {
    if (!report.findings().isEmpty()) {
      return ExitCode.FINDINGS;
    }
    boolean proven = proof.map(EvidenceReport::exists).orElse(true);
    return report.notChecked().isEmpty() && proven ? ExitCode.COMPLETE : ExitCode.PARTIAL;
  }
}
