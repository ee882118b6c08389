package dev.ecsinventory.infra.athena;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ecsinventory.compact.CompactionCount;
import dev.ecsinventory.compact.Compactor;
import dev.ecsinventory.concurrent.Tasks;
import dev.ecsinventory.config.Retention;
import dev.ecsinventory.index.IndexMaintenance;
import dev.ecsinventory.index.TableIndex;
import dev.ecsinventory.manifest.DataFile;
import dev.ecsinventory.manifest.Manifest;
import dev.ecsinventory.model.Deadline;
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
import dev.ecsinventory.schema.SnapshotAccounts;
import dev.ecsinventory.schema.Snapshots;
import dev.ecsinventory.store.ObjectStore;
import dev.ecsinventory.write.DataFileWriter;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Writes snapshots to a bucket, as the function does. An aborted snapshot has data files, but
 * neither a manifest nor a line in an index.
 */
final class History {
  private final LocalBucket bucket;
  private final ObjectKeys keys = new ObjectKeys("inventory/");
  private final List<Committed> notIndexed = new ArrayList<>();
  private int crashAfter = -1;

  History(LocalBucket bucket) {
    this.bucket = bucket;
  }

  private record Committed(SnapshotId id, Manifest manifest) {}

  /** Runs the compactor as the function does on {@code day}, until no day is left. */
  void compact(LocalDate day) {
    SnapshotId event = SnapshotId.at(sixOClock(day), Optional.empty());
    CompactionCount run;
    do {
      run = new Compactor(bucket.store(), keys).run(event, Deadline.NONE);
      assertEquals(0, run.failed());
    } while (run.days() > 0);
  }

  /** Completes the indexes, as a deployment does. */
  void repair() {
    new IndexMaintenance(bucket.store(), keys, Retention.UNKNOWN, Clock.systemUTC())
        .runAll(Deadline.NONE);
  }

  /** Makes the process of the next commit crash after {@code puts} writes of indexes. */
  void crashAfter(int puts) {
    crashAfter = puts;
  }

  /** Indexes the snapshots that were committed without an index, concurrently. */
  void indexAll() {
    Tasks.forEach(
        notIndexed, one -> new TableIndex(bucket.store(), keys).add(one.id(), one.manifest()));
    notIndexed.clear();
  }

  /** A full snapshot at 06:00 of a day. */
  Snapshot at(LocalDate day) {
    return at(sixOClock(day));
  }

  /** A full snapshot. */
  Snapshot at(Instant time) {
    return new Snapshot(SnapshotId.at(time, Optional.empty()));
  }

  /** A scoped snapshot at 09:00 of a day. */
  Snapshot scopedAt(LocalDate day) {
    return scopedAt(day.atTime(9, 0).toInstant(ZoneOffset.UTC));
  }

  /** A scoped snapshot. */
  Snapshot scopedAt(Instant time) {
    return new Snapshot(SnapshotId.at(time, Optional.of("0a1b2c3d")));
  }

  /** A full snapshot at 09:00 of a day. */
  Snapshot secondAt(LocalDate day) {
    return at(day.atTime(9, 0).toInstant(ZoneOffset.UTC));
  }

  static Instant sixOClock(LocalDate day) {
    return day.atTime(LocalTime.of(6, 0)).toInstant(ZoneOffset.UTC);
  }

  /** A builder for a snapshot. */
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

    Snapshot has(ModelTaskSet... taskSets) {
      for (ModelTaskSet taskSet : taskSets) {
        add(taskSet.row(id));
      }
      return this;
    }

    /** Adds a cluster, which proves that the account and Region was read. */
    Snapshot read(String accountRegion) {
      listed(accountRegion);
      return add(
          SampleRows.with(Clusters.DATASET, id, accountAndRegion(Clusters.DATASET, accountRegion)));
    }

    /** Adds an account-Region pair that was read and has no cluster. */
    Snapshot listed(String accountRegion) {
      listed.add(accountRegion);
      return this;
    }

    Snapshot readFailure(String accountRegion, String kind, String operation) {
      Map<Column<?>, Object> values = accountAndRegion(ReadFailures.DATASET, accountRegion);
      values.put(ReadFailures.KIND, kind);
      values.put(ReadFailures.OPERATION, operation);
      values.put(ReadFailures.RESOURCE_ARN, accountRegion);
      values.put(ReadFailures.ERROR_CODE, kind + "Exception");
      values.put(ReadFailures.MESSAGE, "no");
      values.put(ReadFailures.ATTEMPTS, 1);
      return add(SampleRows.with(ReadFailures.DATASET, id, values));
    }

    /** Adds an account of the organization. */
    Snapshot account(String id, String name, String reason) {
      Map<Column<?>, Object> values = new HashMap<>();
      values.put(SnapshotAccounts.DATASET.accountId(), id);
      values.put(SnapshotAccounts.ACCOUNT_NAME, name);
      values.put(SnapshotAccounts.READ, reason.equals("READ"));
      values.put(SnapshotAccounts.REASON, reason);
      return add(SampleRows.with(SnapshotAccounts.DATASET, this.id, values));
    }

    /**
     * Commits the snapshot and indexes it; {@link #crashAfter} makes the process crash in between.
     */
    SnapshotId commit(SnapshotStatus status) {
      commitWithoutIndex(status);
      if (crashAfter < 0) {
        indexAll();
        return id;
      }
      Committed last = notIndexed.removeLast();
      ObjectStore crashing = Crash.after(crashAfter, bucket.store());
      crashAfter = -1;
      try {
        new TableIndex(crashing, keys).add(last.id(), last.manifest());
      } catch (Crash expected) {
        return id;
      }
      return id;
    }

    /** Commits the snapshot; {@link #indexAll} or {@link #repair} indexes it. */
    SnapshotId commitWithoutIndex(SnapshotStatus status) {
      Row summary =
          SampleRows.with(
              Snapshots.DATASET,
              id,
              Map.of(
                  Snapshots.STATUS,
                  status.name(),
                  Snapshots.READ_FAILURE_COUNT,
                  rows.getOrDefault(ReadFailures.DATASET, List.of()).size(),
                  Snapshots.LISTED_PLACES,
                  List.copyOf(listed)));
      add(summary);
      Manifest manifest = manifest(summary, write());
      bucket.put(keys.manifest(id), manifest.bytes());
      notIndexed.add(new Committed(id, manifest));
      return id;
    }

    /** Writes the data files and does not commit. */
    SnapshotId abort() {
      write();
      return id;
    }

    /** Writes the data files. As in the function, a dataset without rows has a file too. */
    private List<DataFile> write() {
      DataFileWriter writer =
          new DataFileWriter(bucket.store(), keys, EnumSet.allOf(FileFormat.class));
      List<DataFile> files = new ArrayList<>();
      for (Dataset dataset : Datasets.ALL) {
        if (rows.containsKey(dataset) || !dataset.equals(Snapshots.DATASET)) {
          files.addAll(
              writer.write(
                  id, ObjectKeys.WHOLE_SNAPSHOT, dataset, rows.getOrDefault(dataset, List.of())));
        }
      }
      return files;
    }

    private static Manifest manifest(Row summary, List<DataFile> files) {
      List<String> all = List.of();
      return new Manifest(
          "test",
          new Manifest.RequestedScope(all, all, all, all, all),
          null,
          List.of(),
          List.of(),
          List.of(),
          Manifest.json(summary),
          List.of(),
          files);
    }

    Snapshot add(Row row) {
      rows.computeIfAbsent(row.dataset(), ignored -> new ArrayList<>()).add(row);
      return this;
    }
  }

  /** The columns for an account and Region, which a slash separates. */
  static Map<Column<?>, Object> accountAndRegion(Dataset dataset, String accountRegion) {
    Map<Column<?>, Object> values = new HashMap<>();
    values.put(dataset.accountId(), accountRegion.split("/")[0]);
    values.put(dataset.region(), accountRegion.split("/")[1]);
    return values;
  }
}
