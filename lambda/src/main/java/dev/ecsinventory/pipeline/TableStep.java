package dev.ecsinventory.pipeline;

import dev.ecsinventory.checkpoint.Checkpoints;
import dev.ecsinventory.checkpoint.TargetCheckpoint;
import dev.ecsinventory.evaluate.SnapshotPolicies;
import dev.ecsinventory.events.ComplianceEvents;
import dev.ecsinventory.format.RowReader;
import dev.ecsinventory.manifest.DataFile;
import dev.ecsinventory.manifest.TargetListing;
import dev.ecsinventory.model.ReadSpan;
import dev.ecsinventory.plan.Plan;
import dev.ecsinventory.plan.Target;
import dev.ecsinventory.schema.Clusters;
import dev.ecsinventory.schema.Dataset;
import dev.ecsinventory.schema.FileFormat;
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.schema.Services;
import dev.ecsinventory.schema.TagViolations;
import dev.ecsinventory.schema.TargetRows;
import dev.ecsinventory.schema.TaskSets;
import dev.ecsinventory.store.ObjectStore;
import dev.ecsinventory.write.state.StateTable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Writes the contents of the stored checkpoints to the table, and records this in a checkpoint. A
 * run whose own checkpoint of a target was rejected writes the rows of the stored one, which it
 * reads from that one's files.
 */
final class TableStep {
  private final ObjectStore store;
  private final StateTable.Session state;
  private final Checkpoints checkpoints;
  private final SnapshotPolicies policies;
  private final Optional<ComplianceEvents> events;

  TableStep(
      ObjectStore store,
      SnapshotContext snapshot,
      SnapshotPolicies policies,
      Optional<ComplianceEvents> events) {
    this.store = store;
    this.state = snapshot.state();
    this.checkpoints = snapshot.checkpoints();
    this.policies = policies;
    this.events = events;
  }

  /** The step of a snapshot with these policies. */
  static TableStep of(
      Environment environment, SnapshotContext snapshot, SnapshotPolicies policies) {
    return new TableStep(
        environment.store(), snapshot, policies, FinishStage.events(environment, snapshot));
  }

  /** Marks the clusters that a complete listing no longer contains. */
  void writeListing(Plan plan) {
    String name = plan.accountRegion().name();
    if (state == StateTable.Session.NONE || checkpoints.isInTable(name)) {
      return;
    }
    if (plan.listedClusters() != null) {
      state.writeListing(
          plan.accountRegion(), plan.listedClusters(), Instant.parse(plan.startedAt()));
    }
    checkpoints.putInTable(name);
  }

  /**
   * Writes a target.
   *
   * @param checkpoint the stored checkpoint
   * @param rows its rows when this run has them in memory
   */
  void write(Plan plan, Target target, TargetCheckpoint checkpoint, Optional<TargetRows> rows) {
    if (state == StateTable.Session.NONE || checkpoints.isInTable(target.id())) {
      return;
    }
    TargetRows all = rows.orElseGet(() -> rows(checkpoint));
    StateTable.Compared compared =
        state.compare(all, listing(checkpoint).coverage(), span(plan, target, checkpoint));
    policies
        .policyId(target.accountRegion().accountId())
        .ifPresent(
            policy ->
                events.ifPresent(
                    recorder ->
                        recorder.put(target.id(), compared.complianceChanges(), all, policy)));
    compared.write();
    checkpoints.putInTable(target.id());
  }

  /** The services of a part of a cluster were listed with the plan. */
  private static ReadSpan span(Plan plan, Target target, TargetCheckpoint checkpoint) {
    ReadSpan read = checkpoint.readSpan();
    return target.part() == null ? read : new ReadSpan(Instant.parse(plan.startedAt()), read.end());
  }

  private TargetListing listing(TargetCheckpoint checkpoint) {
    return TargetListing.parse(content(checkpoint.listing().key()));
  }

  /** The rows of a checkpoint's files, in one format per dataset. */
  private TargetRows rows(TargetCheckpoint checkpoint) {
    Set<Dataset> wanted =
        Set.of(TaskSets.DATASET, Services.DATASET, Clusters.DATASET, TagViolations.DATASET);
    List<Row> rows = new ArrayList<>();
    for (Dataset dataset : wanted) {
      DataFile file =
          checkpoint.files().stream()
              .filter(one -> one.dataset().equals(dataset.name()))
              .findFirst()
              .orElseThrow(
                  () ->
                      new IllegalStateException(
                          "target %s has no file of %s"
                              .formatted(checkpoint.target(), dataset.name())));
      rows.addAll(RowReader.rows(FileFormat.of(file.format()), dataset, content(file.key())));
    }
    return TargetRows.of(rows);
  }

  private byte[] content(String key) {
    return store
        .get(key)
        .orElseThrow(() -> new IllegalStateException(key + " does not exist any more"));
  }
}
