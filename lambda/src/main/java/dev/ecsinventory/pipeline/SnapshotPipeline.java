package dev.ecsinventory.pipeline;

import dev.ecsinventory.aws.Accounts;
import dev.ecsinventory.aws.AwsClients;
import dev.ecsinventory.commit.IndexMaintenance;
import dev.ecsinventory.commit.Manifest;
import dev.ecsinventory.commit.RunId;
import dev.ecsinventory.compact.CompactionCount;
import dev.ecsinventory.compact.Compactor;
import dev.ecsinventory.config.InvalidInputException;
import dev.ecsinventory.config.Settings;
import dev.ecsinventory.config.SnapshotRequest;
import dev.ecsinventory.model.Deadline;
import dev.ecsinventory.pipeline.BeginStage.Begun;
import dev.ecsinventory.schema.FileFormat;
import dev.ecsinventory.write.ObjectStore;
import dev.ecsinventory.write.StateTable;
import java.time.Clock;
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

  public SnapshotPipeline(
      Settings settings,
      AwsClients clients,
      Accounts accounts,
      ObjectStore store,
      StateTable table,
      Clock clock,
      Progress progress) {
    this.environment = new Environment(settings, clients, accounts, store, table, clock, progress);
  }

  /**
   * Takes the snapshot that {@code request} asks for, outside Lambda.
   *
   * @see #run(SnapshotRequest, String, Deadline)
   */
  public SnapshotResult run(SnapshotRequest request, Deadline deadline) {
    return run(request, RunId.LOCAL, deadline);
  }

  /**
   * Takes the snapshot that {@code request} asks for. A committed snapshot is not taken again.
   *
   * @param requestId identifies the runs that follow each other as retries
   * @throws InvalidInputException when the bucket or the table does not exist, the tag policy
   *     cannot be used, or another deployment defines the snapshot; nothing was written
   * @throws OutOfTimeException when a retry should resume
   * @throws SnapshotFailedException when nothing could be read
   */
  public SnapshotResult run(SnapshotRequest request, String requestId, Deadline deadline) {
    Begun begun = new BeginStage(environment).begin(request);
    Manifest manifest =
        begun.committed().orElseGet(() -> take(begun.snapshot(), requestId, deadline));
    new FinishStage(environment, begun.snapshot()).finish(manifest);
    environment.progress().committed(manifest.snapshot().path("status").asText());
    return new SnapshotResult(
        manifest.summary(), begun.committed().isPresent(), begun.settingsDiffer());
  }

  private Manifest take(SnapshotContext snapshot, String requestId, Deadline deadline) {
    RunId run = snapshot.checkpoints().beginRun(requestId);
    return new SnapshotRun(environment, snapshot, run, deadline).take();
  }

  /**
   * Repairs and compacts the day indexes. It runs after {@link #run} has reported: nothing waits
   * for it, and it throws no exception.
   */
  public CompactionCount maintain(SnapshotRequest request, Deadline deadline) {
    CompactionCount repair = repair(deadline);
    return environment.settings().formats().contains(FileFormat.PARQUET)
        ? repair.plus(
            new Compactor(environment.store(), environment.keys()).run(request.id(), deadline))
        : repair;
  }

  private CompactionCount repair(Deadline deadline) {
    try {
      index().run(deadline);
      return CompactionCount.NONE;
    } catch (RuntimeException failure) {
      LOG.error("the day indexes cannot be checked; the next run tries again", failure);
      return CompactionCount.FAILED;
    }
  }

  /** Completes the day indexes of all days, as a deployment does before its tables read them. */
  public IndexMaintenance.Pass index(Deadline deadline) {
    return index().runAll(deadline);
  }

  private IndexMaintenance index() {
    return new IndexMaintenance(
        environment.store(),
        environment.keys(),
        environment.settings().retention(),
        environment.clock());
  }
}
