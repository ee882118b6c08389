package dev.ecsinventory.bench.athena;

import dev.ecsinventory.bench.cpu.SampleTarget;
import dev.ecsinventory.compact.CompactionCount;
import dev.ecsinventory.compact.Compactor;
import dev.ecsinventory.format.Samples;
import dev.ecsinventory.index.TableIndex;
import dev.ecsinventory.manifest.DataFile;
import dev.ecsinventory.manifest.Manifest;
import dev.ecsinventory.manifest.SampleManifests;
import dev.ecsinventory.model.Deadline;
import dev.ecsinventory.model.SnapshotId;
import dev.ecsinventory.model.SnapshotStatus;
import dev.ecsinventory.schema.Dataset;
import dev.ecsinventory.schema.FileFormat;
import dev.ecsinventory.schema.ObjectKeys;
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.schema.Snapshots;
import dev.ecsinventory.schema.TaskSets;
import dev.ecsinventory.store.ObjectStore;
import dev.ecsinventory.write.DataFileWriter;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Writes the files of hourly snapshots of a changing fleet, in both formats: task sets, and the row
 * of {@code snapshots}.
 */
final class SnapshotSeries {
  static final int HOURS = 24;

  /** The fleet's thousand services have four targets. */
  private static final int TARGETS = 4;

  private final ObjectKeys keys = new ObjectKeys("inventory/");
  private final ObjectStore store;
  private final DataFileWriter writer;
  private final double scaled;

  /**
   * @param scaled fraction of the task sets that are scaled in an hour
   */
  SnapshotSeries(Path bucket, double scaled) {
    this.scaled = scaled;
    this.store = new BucketDirectory(bucket, bucket.getFileName().toString());
    this.writer = new DataFileWriter(store, keys, EnumSet.allOf(FileFormat.class));
  }

  /**
   * Writes a day in the same way as the function, snapshot by snapshot, without compacting it. All
   * days are alike.
   *
   * @return a task set that is in every snapshot
   */
  Row write(LocalDate day) {
    Dataset taskSets = TaskSets.DATASET;
    List<Row> first =
        SampleTarget.evaluatedRows(snapshot(day, 0)).stream()
            .filter(row -> row.dataset() == taskSets)
            .sorted(taskSets.rowOrder())
            .toList();
    HourlyChanges churn = new HourlyChanges(scaled);
    List<Row> fleet = first;
    for (int hour = 0; hour < HOURS; hour++) {
      SnapshotId snapshot = snapshot(day, hour);
      fleet = churn.after(fleet, snapshot.time());
      List<Row> rows =
          fleet.stream()
              .map(row -> row.with(taskSets.snapshotId(), snapshot.value()))
              .map(row -> row.with(taskSets.snapshotTime(), snapshot.time()))
              .toList();
      List<DataFile> files = new ArrayList<>();
      for (int target = 0; target < TARGETS; target++) {
        files.addAll(writer.write(snapshot, id(target), taskSets, ofTarget(target, rows)));
      }
      commit(snapshot, rows.size(), files);
    }
    return inBoth(first, fleet);
  }

  /** The middle one of the rows of {@code first} that {@code last} contains too. */
  private static Row inBoth(List<Row> first, List<Row> last) {
    Set<String> left =
        last.stream().map(row -> row.get(TaskSets.TASK_SET_ARN)).collect(Collectors.toSet());
    List<Row> both =
        first.stream().filter(row -> left.contains(row.get(TaskSets.TASK_SET_ARN))).toList();
    return both.get(both.size() / 2);
  }

  private static String id(int target) {
    return "123456789012-us-east-1-%04d".formatted(target + 1);
  }

  /** One target's part of {@code rows}; the five task sets of a service are in one target. */
  private static List<Row> ofTarget(int target, List<Row> rows) {
    int size = rows.size() / TARGETS;
    return rows.subList(target * size, (target + 1) * size);
  }

  /**
   * Compacts all days in the same way as the function's runs; the newest snapshot is the last of
   * {@code today}.
   */
  void compact(LocalDate today) {
    CompactionCount run;
    do {
      run = new Compactor(store, keys).run(snapshot(today, HOURS - 1), Deadline.NONE);
      if (run.failed() > 0) {
        throw new IllegalStateException("a day cannot be compacted");
      }
    } while (run.days() > 0);
  }

  private static SnapshotId snapshot(LocalDate day, int hour) {
    return SnapshotId.at(day.atTime(hour, 0).toInstant(ZoneOffset.UTC), Optional.empty());
  }

  private void commit(SnapshotId snapshot, int taskSets, List<DataFile> files) {
    Row row =
        Samples.snapshot(snapshot, SnapshotStatus.COMPLETE)
            .with(Snapshots.TASK_SET_COUNT, taskSets)
            .with(Snapshots.LISTED_PLACES, List.of("123456789012/us-east-1"));
    files.addAll(
        writer.write(snapshot, ObjectKeys.WHOLE_SNAPSHOT, Snapshots.DATASET, List.of(row)));
    Manifest manifest = SampleManifests.of(row, files);
    store.put(keys.manifest(snapshot), manifest.bytes(), "application/json");
    new TableIndex(store, keys).add(snapshot, manifest);
  }
}
