package dev.ecsinventory.bench.athena;

import dev.ecsinventory.bench.cpu.SampleTarget;
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
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
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
  private static final String TARGET = "123456789012-us-east-1-0";

  private final ObjectKeys keys = new ObjectKeys("inventory/");
  private final Path bucket;
  private final DataFileWriter writer;

  SnapshotFiles(Path bucket) {
    this.bucket = bucket;
    this.writer = new DataFileWriter(new DirectoryObjectStore(bucket), keys, FORMATS);
  }

  /** Writes a day as the function does, snapshot by snapshot, and gives its task sets. */
  List<Row> write(LocalDate day) {
    Dataset taskSets = TaskSets.DATASET;
    List<Row> fleet =
        SampleTarget.judgedRows(snapshot(day, 0)).stream()
            .filter(row -> row.dataset() == taskSets)
            .toList();
    List<Row> all = new ArrayList<>();
    for (int hour = 0; hour < HOURS; hour++) {
      SnapshotId snapshot = snapshot(day, hour);
      List<Row> rows =
          fleet.stream()
              .map(row -> row.with(taskSets.snapshotId(), snapshot.value()))
              .map(row -> row.with(taskSets.snapshotTime(), snapshot.time()))
              .toList();
      writer.write(snapshot, TARGET, taskSets, rows);
      commit(snapshot, rows.size());
      all.addAll(rows);
    }
    return all;
  }

  /**
   * Makes a day whose files of task sets are those of another day under keys of their own, down to
   * the snapshot ids inside, and whose snapshots are committed.
   */
  void copy(LocalDate from, LocalDate day) throws IOException {
    for (int hour = 0; hour < HOURS; hour++) {
      SnapshotId snapshot = snapshot(day, hour);
      for (FileFormat format : FORMATS) {
        Path file = path(format, snapshot);
        Files.createDirectories(file.getParent());
        Files.createLink(file, path(format, snapshot(from, hour)));
      }
      commit(snapshot, 0);
    }
  }

  /** Writes the task sets of many snapshots as one file of {@code day}, as merging them would. */
  void merge(List<Row> rows, LocalDate day) {
    writer.write(snapshot(day, 0), TARGET, TaskSets.DATASET, rows);
  }

  private static SnapshotId snapshot(LocalDate day, int hour) {
    return SnapshotId.at(day.atTime(hour, 0).toInstant(ZoneOffset.UTC), Optional.empty());
  }

  private Path path(FileFormat format, SnapshotId snapshot) {
    return bucket.resolve(keys.dataFile(format, TaskSets.DATASET, snapshot, TARGET));
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
    writer.write(snapshot, ObjectKeys.WHOLE_SNAPSHOT, dataset, List.of(row));
  }
}
