package dev.ecsinventory.pipeline;

import dev.ecsinventory.events.ComplianceEvents;
import dev.ecsinventory.index.TableIndex;
import dev.ecsinventory.manifest.Manifest;
import dev.ecsinventory.report.SnapshotReports;
import dev.ecsinventory.write.state.StateTable;
import java.util.Optional;

/**
 * The last stage: publishes a committed snapshot to queries, people and programs: the day indexes,
 * the table's summary, the report and the events. Every run of the event executes it, because the
 * run that committed may have ended before; each part is done once.
 */
final class FinishStage {
  private final Environment environment;
  private final SnapshotContext snapshot;

  FinishStage(Environment environment, SnapshotContext snapshot) {
    this.environment = environment;
    this.snapshot = snapshot;
  }

  void finish(Manifest manifest) {
    AfterCommit work = new AfterCommit(snapshot.id());
    work.attempt(
        "its day indexes",
        () -> new TableIndex(environment.store(), environment.keys()).add(snapshot.id(), manifest));
    work.attempt("the table's summary", () -> snapshot.state().writeSummary(manifest.summary()));
    work.attempt(
        "the report",
        () ->
            new SnapshotReports(environment.store(), environment.keys(), environment.table())
                .write(snapshot.id(), manifest));
    events(environment, snapshot)
        .ifPresent(
            sender ->
                work.attempt(
                    "the events",
                    () -> RunMetrics.events(sender.send(manifest, snapshot.state()))));
  }

  /** Without a policy or a table no compliance status can change. */
  static Optional<ComplianceEvents> events(Environment environment, SnapshotContext snapshot) {
    boolean evaluated = snapshot.specification().tagPolicy() != null;
    return environment.settings().events()
            && evaluated
            && snapshot.state() != StateTable.Session.NONE
        ? Optional.of(
            new ComplianceEvents(
                environment.store(),
                environment.keys(),
                snapshot.id(),
                environment.clients()::eventBridge))
        : Optional.empty();
  }
}
