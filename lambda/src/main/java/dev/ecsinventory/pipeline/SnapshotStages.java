package dev.ecsinventory.pipeline;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.checkpoint.Checkpoints;
import dev.ecsinventory.checkpoint.RunId;
import dev.ecsinventory.config.SnapshotRequest;
import dev.ecsinventory.evaluate.SnapshotPolicies;
import dev.ecsinventory.manifest.Manifest;
import dev.ecsinventory.manifest.Specification.SpecifiedAccount;
import dev.ecsinventory.model.Deadline;
import dev.ecsinventory.pipeline.BeginStage.Begun;
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.write.state.SnapshotInProgressException;
import java.util.List;
import java.util.Optional;

/**
 * The stages of a snapshot, one per call, for a state machine. They leave the same checkpoints as
 * {@link SnapshotPipeline}, so that both publish the same bytes, and each can be repeated.
 */
public final class SnapshotStages {
  private final Environment environment;

  public SnapshotStages(Environment environment) {
    this.environment = requireNonNull(environment, "environment is null");
  }

  /**
   * Begins a snapshot, or resumes it.
   *
   * @throws SnapshotInProgressException when another snapshot is in progress
   */
  public Start begin(SnapshotRequest request, Deadline deadline) {
    Begun begun = stage(request, deadline);
    return new Start(
        begun.committed().isPresent(),
        environment.keys().staging(request.id(), Checkpoints.GROUPS));
  }

  /**
   * Reads a group of accounts until the deadline.
   *
   * @param turn identifies the turn: its attempts are counted
   * @return whether the group is done, so that no other turn is required
   */
  public boolean read(SnapshotRequest request, String group, String turn, Deadline deadline) {
    Begun begun = stage(request, deadline);
    if (begun.committed().isPresent()) {
      return true;
    }
    SnapshotContext snapshot = begun.snapshot();
    RunId run = snapshot.checkpoints().beginTurn(turn);
    List<String> notReached =
        new SnapshotRun(environment, snapshot, run, deadline).read(snapshot.group(group));
    return notReached.isEmpty();
  }

  /** Records the parts of a group that were not read, without reading them. */
  public void giveUp(SnapshotRequest request, String group, Deadline deadline) {
    Begun begun = stage(request, deadline);
    if (begun.committed().isEmpty()) {
      SnapshotContext snapshot = begun.snapshot();
      new UnreachedParts(environment, snapshot).record(snapshot.group(group));
    }
  }

  /**
   * Commits the snapshot, unless it is committed. The next stage publishes it.
   *
   * @throws SnapshotFailedException when nothing could be read
   * @throws SnapshotNotReadException when a group was not read
   */
  public Committed commit(SnapshotRequest request, Deadline deadline) {
    Begun begun = stage(request, deadline);
    Manifest manifest = begun.committed().orElseGet(() -> commit(begun.snapshot()));
    return new Committed(
        manifest.summary(),
        begun.committed().isPresent() ? Optional.empty() : SnapshotPipeline.supersededBy(begun));
  }

  /**
   * Publishes a committed snapshot, and releases the lease.
   *
   * @throws IllegalStateException when it is not committed
   */
  public SnapshotResult finish(SnapshotRequest request, Deadline deadline) {
    Begun begun = stage(request, deadline);
    Manifest manifest =
        begun
            .committed()
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "snapshot %s is not committed; commit it first".formatted(request.id())));
    SnapshotPipeline pipeline = new SnapshotPipeline(environment);
    SnapshotResult result = pipeline.finish(begun, manifest);
    pipeline.releaseLease(request.id());
    return result;
  }

  private Manifest commit(SnapshotContext snapshot) {
    List<String> accounts =
        snapshot.specification().accounts().stream().map(SpecifiedAccount::id).toList();
    SnapshotPolicies policies = SnapshotPolicies.stored(accounts, snapshot.checkpoints());
    TableStep table = TableStep.of(environment, snapshot, policies);
    try {
      return new CommitStage(environment, snapshot, policies, table).commit();
    } catch (SnapshotFailedException nothingRead) {
      environment.progress().ended(nothingRead.summary());
      throw nothingRead;
    }
  }

  /** Renews the lease, which the last stage releases. */
  private Begun stage(SnapshotRequest request, Deadline deadline) {
    Begun begun = new BeginStage(environment).begin(request, deadline);
    if (begun.committed().isEmpty()) {
      environment.table().acquireLease(request.id(), environment.clock().instant());
    }
    return begun;
  }

  /**
   * The result of the first stage.
   *
   * @param committed whether an earlier run committed the snapshot
   * @param groupsKey the key of the object with the groups
   */
  public record Start(boolean committed, String groupsKey) {}

  /**
   * A committed snapshot.
   *
   * @param summary its row of {@code snapshots}
   * @param supersededBy the newer snapshot because of which this call wrote nothing to the table
   */
  public record Committed(Row summary, Optional<String> supersededBy) {}
}
