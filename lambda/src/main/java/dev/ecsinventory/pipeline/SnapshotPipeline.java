package dev.ecsinventory.pipeline;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.aws.AccountRegion;
import dev.ecsinventory.aws.Accounts;
import dev.ecsinventory.aws.AwsClients;
import dev.ecsinventory.commit.Committer;
import dev.ecsinventory.commit.Manifest;
import dev.ecsinventory.commit.Staging;
import dev.ecsinventory.compact.CompactionCount;
import dev.ecsinventory.compact.Compactor;
import dev.ecsinventory.config.InvalidInputException;
import dev.ecsinventory.config.Settings;
import dev.ecsinventory.config.SnapshotRequest;
import dev.ecsinventory.events.ComplianceEvents;
import dev.ecsinventory.model.Deadline;
import dev.ecsinventory.report.ReportNotes;
import dev.ecsinventory.report.Reporter;
import dev.ecsinventory.report.SnapshotReports;
import dev.ecsinventory.schema.FileFormat;
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.write.DataFileWriter;
import dev.ecsinventory.write.MissingDestinationException;
import dev.ecsinventory.write.ObjectStore;
import dev.ecsinventory.write.StateTable;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Takes snapshots: plan, scan, normalize, evaluate, write, commit, report. A snapshot that is
 * committed already is not taken again; one that was begun is gone on with.
 */
public final class SnapshotPipeline {
  private final Settings settings;
  private final AwsClients clients;
  private final Accounts accounts;
  private final ObjectStore store;
  private final StateTable table;
  private final Clock clock;
  private final Progress progress;

  public SnapshotPipeline(
      Settings settings,
      AwsClients clients,
      Accounts accounts,
      ObjectStore store,
      StateTable table,
      Clock clock,
      Progress progress) {
    this.settings = requireNonNull(settings, "settings is null");
    this.clients = requireNonNull(clients, "clients is null");
    this.accounts = requireNonNull(accounts, "accounts is null");
    this.store = requireNonNull(store, "store is null");
    this.table = requireNonNull(table, "table is null");
    this.clock = requireNonNull(clock, "clock is null");
    this.progress = requireNonNull(progress, "progress is null");
  }

  /**
   * Takes the snapshot that {@code request} asks for.
   *
   * @return its row of {@code snapshots}
   * @throws InvalidInputException when the bucket or the table does not exist, or the tag policy
   *     cannot be read or understood; nothing was written
   * @throws OutOfTimeException when a retry should go on
   * @throws SnapshotFailedException when nothing could be read
   */
  public Row run(SnapshotRequest request, Deadline deadline) {
    Begun begun = begin(request, deadline);
    Optional<ComplianceEvents> events = events(request, begun.state());
    Manifest manifest = begun.committed().orElseGet(() -> take(request, deadline, begun, events));
    Row summary = manifest.summary();
    // Also when the manifest was there: the run that wrote it may have ended just then.
    begun.state().writeSummary(summary);
    new SnapshotReports(store, settings.keys(), table).write(request.id(), manifest);
    events.ifPresent(sender -> Reporter.events(sender.send(manifest, begun.state())));
    progress.committed(manifest.snapshot().path("status").asText());
    return summary;
  }

  /**
   * Merges days that are over, should there be Parquet. It is for after {@link #run} and reports:
   * nothing waits for it, and it throws no exception.
   */
  public CompactionCount compact(SnapshotRequest request, Deadline deadline) {
    return settings.formats().contains(FileFormat.PARQUET)
        ? new Compactor(store, settings.keys(), clock).run(request.id(), deadline)
        : CompactionCount.NONE;
  }

  /** Looks for the bucket and the table, so that both are named when both are missing. */
  private Begun begin(SnapshotRequest request, Deadline deadline) {
    List<String> problems = new ArrayList<>();
    Optional<Manifest> committed = Optional.empty();
    StateTable.Session state = StateTable.Session.NONE;
    try {
      committed = Committer.committed(store, settings.keys(), request);
    } catch (MissingDestinationException missing) {
      problems.add(missing.getMessage());
    }
    try {
      state = table.begin(request.id(), deadline);
    } catch (MissingDestinationException missing) {
      problems.add(missing.getMessage());
    }
    if (!problems.isEmpty()) {
      throw new InvalidInputException("settings cannot be used", problems);
    }
    return new Begun(committed, state);
  }

  /** Without a policy or a table there is nothing that could change. */
  private Optional<ComplianceEvents> events(SnapshotRequest request, StateTable.Session state) {
    return settings.events() && settings.tagPolicy().isPresent() && state != StateTable.Session.NONE
        ? Optional.of(
            new ComplianceEvents(store, settings.keys(), request.id(), clients::eventBridge))
        : Optional.empty();
  }

  private Manifest take(
      SnapshotRequest request, Deadline deadline, Begun begun, Optional<ComplianceEvents> events) {
    AccountRegion own = new AccountRegion(accounts.own(), settings.homeRegion());
    DataFileWriter files = new DataFileWriter(store, settings.keys(), settings.formats());
    Staging staging = new Staging(store, settings.keys(), request.id());
    ReportNotes notes = new ReportNotes(store, settings.keys(), request.id());
    Places.Reachable places =
        new Places(clients, accounts, settings, request.scope()).of(own.accountId());
    SnapshotPolicies policies = SnapshotPolicies.of(places.accounts(), settings, clients, staging);
    SnapshotRun run =
        new SnapshotRun(
            request,
            deadline,
            places,
            staging,
            new TargetWriter(request.id(), files, begun.state(), policies, notes, events),
            clock,
            progress);
    return run.take(
        new Committer(store, settings.keys(), files, request, own, policies.byAccount(), clock),
        policies,
        own);
  }

  /** What there is before a snapshot is taken. */
  private record Begun(Optional<Manifest> committed, StateTable.Session state) {}
}
