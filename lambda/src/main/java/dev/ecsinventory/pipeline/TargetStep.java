package dev.ecsinventory.pipeline;

import dev.ecsinventory.aws.EcsReader;
import dev.ecsinventory.checkpoint.Checkpoints;
import dev.ecsinventory.checkpoint.RunId;
import dev.ecsinventory.checkpoint.TargetCheckpoint;
import dev.ecsinventory.evaluate.TargetEvaluator;
import dev.ecsinventory.evaluate.TargetEvaluator.Evaluated;
import dev.ecsinventory.model.Deadline;
import dev.ecsinventory.model.ReadFailure;
import dev.ecsinventory.model.ReadSpan;
import dev.ecsinventory.normalize.Normalizer;
import dev.ecsinventory.plan.Plan;
import dev.ecsinventory.plan.Target;
import dev.ecsinventory.scan.HeldBytes;
import dev.ecsinventory.scan.Reading;
import dev.ecsinventory.scan.Readings;
import dev.ecsinventory.scan.Scan;
import dev.ecsinventory.scan.Scanner;
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.schema.TargetRows;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Reads one target: scan, normalize, evaluate, write its files, store its checkpoint, and write the
 * rows of the stored checkpoint to the table.
 */
final class TargetStep {
  /**
   * A target during which two runs ended would probably end a third one too, and prevent the commit
   * of all other targets.
   */
  private static final int MAX_BROKEN_OFF = 2;

  private final SnapshotContext snapshot;
  private final Checkpoints checkpoints;
  private final RunId run;
  private final Deadline deadline;
  private final TargetEvaluator evaluate;
  private final TargetFiles files;
  private final TableStep table;
  private final Clock clock;
  private final Progress progress;

  TargetStep(
      SnapshotContext snapshot,
      RunId run,
      Deadline deadline,
      TargetEvaluator evaluate,
      TargetFiles files,
      TableStep table,
      Clock clock,
      Progress progress) {
    this.snapshot = snapshot;
    this.checkpoints = snapshot.checkpoints();
    this.run = run;
    this.deadline = deadline;
    this.evaluate = evaluate;
    this.files = files;
    this.table = table;
    this.clock = clock;
    this.progress = progress;
  }

  /** Reads the target unless it has a checkpoint; returns false when it was not reached. */
  boolean run(EcsReader reader, Plan plan, Target target) {
    Optional<TargetCheckpoint> earlier = checkpoints.target(target.id());
    if (earlier.isPresent()) {
      table.write(plan, target, earlier.get(), Optional.empty());
      progress.targetFinished(target.id());
      return true;
    }
    if (run.leavesOutBrokenOff() && checkpoints.brokenOff(run, target) >= MAX_BROKEN_OFF) {
      leaveOut(target);
      return true;
    }
    Queue<Row> rows = new ConcurrentLinkedQueue<>();
    Instant start = clock.instant();
    Scan scan = scan(reader, target, rows);
    progress.failuresSeen(scan.failures().size());
    if (scan.isCutShort() && !run.isLast()) {
      return false;
    }
    Evaluated evaluated = evaluate.evaluate(reader, rows);
    if (evaluated.definitions().isCutShort() && !run.isLast()) {
      return false;
    }
    Evaluated own = target.range().startsCluster() ? evaluated : evaluated.withoutClusters();
    TargetCheckpoint checkpoint =
        files.write(target, own, scan, new ReadSpan(start, clock.instant()));
    if (isUnread(scan, evaluated.rows())) {
      checkpoints.putProvisional(checkpoint);
    } else {
      store(plan, target, own.rows(), checkpoint);
    }
    progress.targetFinished(target.id());
    return true;
  }

  /** Records {@code failure} for a target whose account cannot be read any more. */
  void deny(Plan plan, Target target, ReadFailure failure) {
    Optional<TargetCheckpoint> earlier = checkpoints.target(target.id());
    if (earlier.isPresent()) {
      table.write(plan, target, earlier.get(), Optional.empty());
      return;
    }
    unread(
        target,
        Scan.unread(target.clusters().stream().map(cluster -> failure.of(cluster.arn())).toList()));
  }

  /** Records that a target was not reached. */
  void leaveOut(Target target) {
    Scan scan = notReached(target);
    progress.failuresSeen(scan.failures().size());
    unread(target, scan);
    progress.targetFinished(target.id());
  }

  private void unread(Target target, Scan scan) {
    checkpoints.putProvisional(
        files.write(
            target, Evaluated.NOTHING, scan, new ReadSpan(clock.instant(), clock.instant())));
  }

  /** A target without any successful read is provisional, so that a retry reads it again. */
  private boolean isUnread(Scan scan, TargetRows rows) {
    return !scan.failures().isEmpty()
        && !RequestedResources.by(snapshot.request().scope()).isAmong(rows);
  }

  private void store(Plan plan, Target target, TargetRows rows, TargetCheckpoint own) {
    TargetCheckpoint counts = checkpoints.put(own);
    table.write(plan, target, counts, counts == own ? Optional.of(rows) : Optional.empty());
  }

  private Scan scan(EcsReader reader, Target target, Queue<Row> rows) {
    if (deadline.hasPassed()) {
      return notReached(target);
    }
    checkpoints.putBegan(run, target);
    Normalizer normalizer = new Normalizer(snapshot.id());
    MemoryBudget.Held held = WorkLimit.held();
    return new Scanner(reader, snapshot.request().scope())
        .scan(
            target,
            deadline,
            new Readings() {
              @Override
              public void accept(Reading reading) {
                held.add(HeldBytes.of(reading));
                rows.addAll(normalizer.rows(target.accountRegion(), reading));
                tell(reading);
              }

              @Override
              public void awaitRoom() {
                held.awaitRoom();
              }
            });
  }

  private void tell(Reading reading) {
    switch (reading) {
      case Reading.ServiceReading service -> {
        progress.servicesRead(1);
        progress.taskSetsRead(service.taskSets().size());
      }
      case Reading.ClusterReading cluster -> {}
      case Reading.TaskDefinitionReading definition -> {}
    }
  }

  /** The scan of a target that was not reached. */
  static Scan notReached(Target target) {
    return Scan.unread(
        target.clusters().stream()
            .map(
                cluster ->
                    EcsReader.notReached(target.accountRegion(), "ListServices", cluster.arn()))
            .toList());
  }
}
