package dev.ecsinventory.pipeline;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.checkpoint.RunId;
import dev.ecsinventory.compact.CompactionCount;
import dev.ecsinventory.compact.Compactor;
import dev.ecsinventory.config.InvalidInputException;
import dev.ecsinventory.config.SnapshotRequest;
import dev.ecsinventory.index.IndexMaintenance;
import dev.ecsinventory.manifest.Manifest;
import dev.ecsinventory.manifest.Withdrawals;
import dev.ecsinventory.model.Deadline;
import dev.ecsinventory.model.SnapshotId;
import dev.ecsinventory.pipeline.BeginStage.Begun;
import dev.ecsinventory.report.PolicyNotices;
import dev.ecsinventory.schema.FileFormat;
import dev.ecsinventory.write.state.SnapshotInProgressException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes snapshots: runs the stages begin, read, commit and finish in sequence. A stage takes its
 * input from storage and leaves checkpoints there, so that a run resumes where an earlier one
 * ended, and concurrent runs of one event publish one snapshot.
 */
public final class SnapshotPipeline {
  private static final Logger LOG = LoggerFactory.getLogger(SnapshotPipeline.class);

  private final Environment environment;

  public SnapshotPipeline(Environment environment) {
    this.environment = requireNonNull(environment, "environment is null");
  }

  /**
   * Takes the snapshot of {@code request}, outside Lambda.
   *
   * @see #run(SnapshotRequest, String, Deadline)
   */
  public SnapshotResult run(SnapshotRequest request, Deadline deadline) {
    return run(request, RunId.LOCAL, deadline);
  }

  /**
   * Takes the snapshot of {@code request}. A committed snapshot is not taken again.
   *
   * @param requestId identifies runs that are retries of each other
   * @throws InvalidInputException when the bucket or the table does not exist, the tag policy
   *     cannot be used, or another deployment defines the snapshot; nothing was written
   * @throws SnapshotInProgressException when another snapshot is in progress; a retry takes this
   *     one
   * @throws OutOfTimeException when time ran out and a retry should resume
   * @throws SnapshotFailedException when nothing could be read
   */
  public SnapshotResult run(SnapshotRequest request, String requestId, Deadline deadline) {
    Begun begun = new BeginStage(environment).begin(request, deadline);
    if (begun.committed().isEmpty()) {
      environment.table().acquireLease(request.id(), environment.clock().instant());
    }
    try {
      return finish(
          begun, begun.committed().orElseGet(() -> take(begun.snapshot(), requestId, deadline)));
    } finally {
      releaseLease(request.id());
    }
  }

  /** A lease that is not released expires. */
  void releaseLease(SnapshotId snapshot) {
    try {
      environment.table().releaseLease(snapshot);
    } catch (RuntimeException failure) {
      LOG.warn("the lease of snapshot {} is not released; it expires", snapshot, failure);
    }
  }

  /** Publishes a committed snapshot. */
  SnapshotResult finish(Begun begun, Manifest manifest) {
    new FinishStage(environment, begun.snapshot()).finish(manifest);
    environment.progress().ended(manifest.summary());
    return new SnapshotResult(
        manifest.summary(),
        begun.committed().isPresent(),
        new Withdrawals(environment.store(), environment.keys()).of(begun.snapshot().id()),
        supersededBy(begun),
        begun.settingsDiffer(),
        new PolicyNotices(environment.store(), environment.keys()).vacuous(manifest),
        manifest.notRead());
  }

  /** A withdrawn snapshot supersedes itself. */
  static Optional<String> supersededBy(Begun begun) {
    return begun
        .snapshot()
        .state()
        .supersededBy()
        .filter(newer -> !newer.equals(begun.snapshot().id()))
        .map(SnapshotId::value);
  }

  private Manifest take(SnapshotContext snapshot, String requestId, Deadline deadline) {
    RunId run = snapshot.checkpoints().beginRun(requestId);
    try {
      return new SnapshotRun(environment, snapshot, run, deadline).take();
    } catch (SnapshotFailedException nothingRead) {
      environment.progress().ended(nothingRead.summary());
      throw nothingRead;
    }
  }

  /**
   * Repairs and compacts the day indexes. It runs after {@link #run} has reported the snapshot, and
   * throws nothing.
   */
  public void maintain(SnapshotRequest request, Deadline deadline) {
    AfterCommit work = new AfterCommit(request.id());
    work.attempt("checked day indexes", () -> RunMetrics.compaction(repair(deadline)));
    if (environment.settings().formats().contains(FileFormat.PARQUET)) {
      Compactor compactor = new Compactor(environment.store(), environment.keys());
      work.attempt(
          "the compaction", () -> RunMetrics.compaction(compactor.run(request.id(), deadline)));
    }
  }

  private CompactionCount repair(Deadline deadline) {
    try {
      IndexMaintenance.Pass pass = index().run(deadline);
      log(pass);
      return pass.problems().isEmpty() ? CompactionCount.NONE : CompactionCount.FAILED;
    } catch (RuntimeException failure) {
      LOG.error("the day indexes cannot be checked; the next run tries again", failure);
      return CompactionCount.FAILED;
    }
  }

  /** Completes the day indexes of all days, as a deployment does before its tables read them. */
  public IndexMaintenance.Pass index(Deadline deadline) {
    IndexMaintenance.Pass pass = index().runAll(deadline);
    log(pass);
    return pass;
  }

  private static void log(IndexMaintenance.Pass pass) {
    pass.problems().forEach(problem -> LOG.error("the day indexes are incomplete: {}", problem));
  }

  private IndexMaintenance index() {
    return new IndexMaintenance(
        environment.store(),
        environment.keys(),
        environment.settings().retention(),
        environment.clock());
  }
}
