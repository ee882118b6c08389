package dev.ecsinventory.bench.athena;

import dev.ecsinventory.bench.cpu.SampleTarget;
import dev.ecsinventory.compact.CompactionCount;
import dev.ecsinventory.compact.Compactor;
import dev.ecsinventory.model.Deadline;
import dev.ecsinventory.model.SnapshotId;
import dev.ecsinventory.model.SnapshotStatus;
import dev.ecsinventory.schema.Dataset;
import dev.ecsinventory.schema.FileFormat;
import dev.ecsinventory.schema.ObjectKeys;
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.schema.Snapshots;
import dev.ecsinventory.schema.TaskSets;
import dev.ecsinventory.write.DataFileWriter;
import dev.ecsinventory.write.DirectoryObjectStore;
import dev.ecsinventory.write.ObjectStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Hourly snapshots as they lie in the bucket, in both formats: task sets, and the row that commits
 * them.
 */
final class SnapshotFiles {
  static final int HOURS = 24;

  private static final Set<FileFormat> FORMATS = EnumSet.allOf(FileFormat.class);
  private static final Duration BETWEEN_RUNS = Duration.ofMinutes(45);

  /** The fleet's thousand services are four targets. */
  private static final int TARGETS = 4;

  private final ObjectKeys keys = new ObjectKeys("inventory/");
  private final Path bucket;
  private final ObjectStore store;

  SnapshotFiles(Path bucket) {
    this.bucket = bucket;
    this.store = new DirectoryObjectStore(bucket);
  }

  /**
   * Writes a day as the function does, snapshot by snapshot. Its JSON Lines are those of another
   * day under keys of their own, if there is one, down to the snapshot ids inside.
   *
   * @return a task set that is in every snapshot
   */
  Row write(LocalDate day, Optional<LocalDate> sameJson) throws IOException {
    Dataset taskSets = TaskSets.DATASET;
    List<Row> fleet =
        SampleTarget.judgedRows(snapshot(day, 0)).stream()
            .filter(row -> row.dataset() == taskSets)
            .sorted(taskSets.rowOrder())
            .toList();
    DataFileWriter writer =
        sameJson.isPresent() ? writer(EnumSet.of(FileFormat.PARQUET)) : writer(FORMATS);
    for (int hour = 0; hour < HOURS; hour++) {
      SnapshotId snapshot = snapshot(day, hour);
      List<Row> rows =
          fleet.stream()
              .map(row -> row.with(taskSets.snapshotId(), snapshot.value()))
              .map(row -> row.with(taskSets.snapshotTime(), snapshot.time()))
              .toList();
      for (int target = 0; target < TARGETS; target++) {
        writer.write(snapshot, id(target), taskSets, ofTarget(target, rows));
        if (sameJson.isPresent()) {
          link(json(snapshot(sameJson.get(), hour), target), json(snapshot, target));
        }
      }
      commit(snapshot, rows.size());
    }
    return fleet.get(fleet.size() / 2);
  }

  private static String id(int target) {
    return "123456789012-us-east-1-%04d".formatted(target + 1);
  }

  /** One target's part of {@code rows}, which a service's five stay together in. */
  private static List<Row> ofTarget(int target, List<Row> rows) {
    int size = rows.size() / TARGETS;
    return rows.subList(target * size, (target + 1) * size);
  }

  private static void link(Path from, Path to) throws IOException {
    Files.createDirectories(to.getParent());
    Files.createLink(to, from);
  }

  /** Merges the days before {@code today} as the function's runs do, half an hour apart. */
  void merge(LocalDate today) {
    Instant now = today.atTime(1, 0).toInstant(ZoneOffset.UTC);
    CompactionCount run;
    do {
      run =
          new Compactor(store, keys, Clock.fixed(now, ZoneOffset.UTC))
              .run(snapshot(today, 1), Deadline.NONE);
      if (run.failed() > 0) {
        throw new IllegalStateException("a day cannot be merged");
      }
      now = now.plus(BETWEEN_RUNS);
    } while (run.days() > 0);
  }

  private static SnapshotId snapshot(LocalDate day, int hour) {
    return SnapshotId.at(day.atTime(hour, 0).toInstant(ZoneOffset.UTC), Optional.empty());
  }

  private Path json(SnapshotId snapshot, int target) {
    return bucket.resolve(keys.dataFile(FileFormat.JSON, TaskSets.DATASET, snapshot, id(target)));
  }

  private DataFileWriter writer(Set<FileFormat> formats) {
    return new DataFileWriter(store, keys, formats);
  }

  private void commit(SnapshotId snapshot, int taskSets) {
    Instant time = snapshot.time();
    Dataset dataset = Snapshots.DATASET;
    Row row =
        Row.builder(dataset)
            .set(dataset.schemaVersion(), Dataset.SCHEMA_VERSION)
            .set(dataset.snapshotId(), snapshot.value())
            .set(dataset.snapshotTime(), time)
            .set(dataset.accountId(), "123456789012")
            .set(dataset.region(), "us-east-1")
            .set(Snapshots.STATUS, SnapshotStatus.COMPLETE.name())
            .set(Snapshots.CLUSTER_COUNT, 0)
            .set(Snapshots.SERVICE_COUNT, 0)
            .set(Snapshots.TASK_SET_COUNT, taskSets)
            .set(Snapshots.TAG_VIOLATION_COUNT, 0)
            .set(Snapshots.READ_FAILURE_COUNT, 0)
            .set(Snapshots.API_CALLS, 0)
            .set(Snapshots.THROTTLED_CALLS, 0)
            .set(Snapshots.STARTED_AT, time)
            .set(Snapshots.FINISHED_AT, time)
            .set(Snapshots.LISTED_PLACES, List.of("123456789012/us-east-1"))
            .build();
    writer(FORMATS).write(snapshot, ObjectKeys.WHOLE_SNAPSHOT, dataset, List.of(row));
  }
}
