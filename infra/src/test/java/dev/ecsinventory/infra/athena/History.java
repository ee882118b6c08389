package dev.ecsinventory.infra.athena;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ecsinventory.commit.LayoutSwitches;
import dev.ecsinventory.compact.CompactionCount;
import dev.ecsinventory.compact.Compactor;
import dev.ecsinventory.model.Deadline;
import dev.ecsinventory.model.Sha256;
import dev.ecsinventory.model.SnapshotId;
import dev.ecsinventory.model.SnapshotStatus;
import dev.ecsinventory.schema.Clusters;
import dev.ecsinventory.schema.Column;
import dev.ecsinventory.schema.Dataset;
import dev.ecsinventory.schema.Datasets;
import dev.ecsinventory.schema.FileFormat;
import dev.ecsinventory.schema.ObjectKeys;
import dev.ecsinventory.schema.ReadFailures;
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.schema.Snapshots;
import dev.ecsinventory.schema.TaskSets;
import dev.ecsinventory.write.RowEncoder;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Snapshots as they would lie in the bucket, one after another. A snapshot that is never committed
 * has data files and no {@code snapshots} row: that is what an aborted one leaves behind.
 */
final class History {
  private final LocalBucket bucket;
  private final MergingClock clock = new MergingClock();

  History(LocalBucket bucket) {
    this.bucket = bucket;
  }

  /** Merges the days before {@code day}, as the function's runs do one after another. */
  void merge(LocalDate day) {
    SnapshotId event = SnapshotId.at(six(day), Optional.empty());
    Compactor compactor = new Compactor(bucket.store(), new ObjectKeys("inventory/"), clock);
    CompactionCount run;
    do {
      clock.pass(Duration.ofMinutes(31));
      run = compactor.run(event, Deadline.NONE);
      assertEquals(0, run.failed());
    } while (run.days() > 0);
  }

  /** A snapshot of the whole scope, at six o'clock of a day. */
  Snapshot at(LocalDate day) {
    return at(six(day));
  }

  /** A snapshot of the whole scope. */
  Snapshot at(Instant time) {
    return new Snapshot(SnapshotId.at(time, Optional.empty()));
  }

  /** Another one of that day, whose event narrowed the scope. */
  Snapshot narrowedAt(LocalDate day) {
    return narrowedAt(day.atTime(9, 0).toInstant(ZoneOffset.UTC));
  }

  /** A snapshot whose event narrowed the scope. */
  Snapshot narrowedAt(Instant time) {
    return new Snapshot(SnapshotId.at(time, Optional.of("0a1b2c3d")));
  }

  /** Another one of that day, of the whole scope. */
  Snapshot laterAt(LocalDate day) {
    return at(day.atTime(9, 0).toInstant(ZoneOffset.UTC));
  }

  static Instant six(LocalDate day) {
    return day.atTime(LocalTime.of(6, 0)).toInstant(ZoneOffset.UTC);
  }

  /** A snapshot in the making. */
  final class Snapshot {
    private final SnapshotId id;
    private final Map<Dataset, List<Row>> rows = new HashMap<>();
    private final Set<String> listed = new TreeSet<>();

    private Snapshot(SnapshotId id) {
      this.id = id;
    }

    SnapshotId id() {
      return id;
    }

    Snapshot has(TaskSetSketch... taskSets) {
      for (TaskSetSketch taskSet : taskSets) {
        add(taskSet.row(id));
      }
      return this;
    }

    /** A cluster that was read at a place: proof that somebody looked there. */
    Snapshot read(String place) {
      listed(place);
      return add(SampleRows.with(Clusters.DATASET, id, place(Clusters.DATASET, place)));
    }

    /** A place without any cluster. */
    Snapshot listed(String place) {
      listed.add(place);
      return this;
    }

    Snapshot missed(String place, String kind, String operation) {
      Map<Column<?>, Object> values = place(ReadFailures.DATASET, place);
      values.put(ReadFailures.KIND, kind);
      values.put(ReadFailures.OPERATION, operation);
      values.put(ReadFailures.RESOURCE_ARN, place);
      values.put(ReadFailures.ERROR_CODE, kind + "Exception");
      values.put(ReadFailures.MESSAGE, "no");
      values.put(ReadFailures.ATTEMPTS, 1);
      return add(SampleRows.with(ReadFailures.DATASET, id, values));
    }

    SnapshotId commit(SnapshotStatus status) {
      ObjectKeys keys = new ObjectKeys("inventory/");
      new LayoutSwitches(bucket.store(), keys, TaskSets.DATASET, clock).readBySnapshot(id);
      add(
          SampleRows.with(
              Snapshots.DATASET,
              id,
              Map.of(
                  Snapshots.STATUS,
                  status.name(),
                  Snapshots.READ_FAILURE_COUNT,
                  rows.getOrDefault(ReadFailures.DATASET, List.of()).size(),
                  Snapshots.LISTED_PLACES,
                  List.copyOf(listed))));
      return abort();
    }

    /**
     * Writes what there is, and never commits. As the function does, it writes a file for a dataset
     * that has no row, but for {@code snapshots}, whose file is the sign of a commit.
     */
    SnapshotId abort() {
      ObjectKeys keys = new ObjectKeys("inventory/");
      for (Dataset dataset : Datasets.ALL) {
        if (rows.containsKey(dataset) || !dataset.equals(Snapshots.DATASET)) {
          for (FileFormat format : FileFormat.values()) {
            byte[] content =
                RowEncoder.of(format).encode(dataset, rows.getOrDefault(dataset, List.of()));
            bucket.put(
                keys.dataFile(format, dataset, id, ObjectKeys.WHOLE_SNAPSHOT, Sha256.of(content)),
                content);
          }
        }
      }
      return id;
    }

    Snapshot add(Row row) {
      rows.computeIfAbsent(row.dataset(), ignored -> new ArrayList<>()).add(row);
      return this;
    }
  }

  /** The columns that say where something is: account and region, separated by a slash. */
  static Map<Column<?>, Object> place(Dataset dataset, String place) {
    Map<Column<?>, Object> values = new HashMap<>();
    values.put(dataset.accountId(), place.split("/")[0]);
    values.put(dataset.region(), place.split("/")[1]);
    return values;
  }
}
