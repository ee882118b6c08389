package dev.ecsinventory.pipeline;

import dev.ecsinventory.aws.EcsReader;
import dev.ecsinventory.commit.Staging;
import dev.ecsinventory.commit.TargetReceipt;
import dev.ecsinventory.config.SnapshotRequest;
import dev.ecsinventory.model.Deadline;
import dev.ecsinventory.normalize.Normalizer;
import dev.ecsinventory.plan.Target;
import dev.ecsinventory.scan.Coverage;
import dev.ecsinventory.scan.HeldBytes;
import dev.ecsinventory.scan.Reading;
import dev.ecsinventory.scan.Readings;
import dev.ecsinventory.scan.Scan;
import dev.ecsinventory.scan.Scanner;
import dev.ecsinventory.schema.Row;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Takes one target through scan, normalize, evaluate and write. */
final class TargetRun {
  private final SnapshotRequest request;
  private final Deadline deadline;
  private final boolean lastRun;
  private final Staging staging;
  private final TargetJudge judge;
  private final TargetWriter writer;
  private final Progress progress;

  /**
   * For the targets of one snapshot.
   *
   * @param lastRun whether no retry is to be waited for: what is not reached is then a failure
   */
  TargetRun(
      SnapshotRequest request,
      Deadline deadline,
      boolean lastRun,
      Staging staging,
      TargetJudge judge,
      TargetWriter writer,
      Progress progress) {
    this.request = request;
    this.deadline = deadline;
    this.lastRun = lastRun;
    this.staging = staging;
    this.judge = judge;
    this.writer = writer;
    this.progress = progress;
  }

  /** The target's receipt, also when an earlier run wrote it; empty when it was not reached. */
  Optional<TargetReceipt> run(EcsReader reader, Target target) {
    Optional<TargetReceipt> earlier = staging.receipt(target);
    if (earlier.isPresent()) {
      progress.targetFinished(target.id());
      return earlier;
    }
    Queue<Row> rows = new ConcurrentLinkedQueue<>();
    Scan scan = deadline.hasPassed() ? notReached(reader, target) : scan(reader, target, rows);
    progress.failuresSeen(scan.failures().size());
    if (scan.isCutShort() && !lastRun) {
      return Optional.empty();
    }
    TargetReceipt receipt = writer.write(target, judge.judge(reader, rows), scan);
    if (scan.failures().isEmpty() || Asked.by(request.scope()).isAmong(rows)) {
      staging.keep(receipt);
    }
    progress.targetFinished(target.id());
    return Optional.of(receipt);
  }

  private Scan scan(EcsReader reader, Target target, Queue<Row> rows) {
    Normalizer normalizer = new Normalizer(request.id());
    MemoryBudget.Held held = WorkLimit.held();
    return new Scanner(reader, request.scope())
        .scan(
            target,
            deadline,
            new Readings() {
              @Override
              public void accept(Reading reading) {
                held.add(HeldBytes.of(reading));
                rows.addAll(normalizer.rows(target.place(), reading));
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

  private static Scan notReached(EcsReader reader, Target target) {
    return new Scan(
        new Coverage(Map.of(), Map.of()),
        target.clusters().stream()
            .map(cluster -> reader.notReached("ListServices", cluster.arn()))
            .toList(),
        List.of(),
        0,
        0);
  }
}
