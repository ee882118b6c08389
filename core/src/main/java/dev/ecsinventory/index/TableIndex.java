package dev.ecsinventory.index;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.concurrent.Tasks;
import dev.ecsinventory.index.DayIndex.MissingDescriptionException;
import dev.ecsinventory.manifest.DataFile;
import dev.ecsinventory.manifest.KeyParts;
import dev.ecsinventory.manifest.Manifest;
import dev.ecsinventory.model.SnapshotId;
import dev.ecsinventory.schema.FileFormat;
import dev.ecsinventory.schema.ObjectKeys;
import dev.ecsinventory.schema.Snapshots;
import dev.ecsinventory.store.ObjectStore;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * The day indexes of all tables. A snapshot enters the tables of its rows first and the table of
 * {@code snapshots} last, and it leaves {@code snapshots} first: a query that takes its snapshot
 * IDs from {@code snapshots} returns all of a snapshot or nothing of it. A data file without rows
 * is in no index.
 */
public final class TableIndex {
  private final ObjectStore store;
  private final ObjectKeys keys;

  public TableIndex(ObjectStore store, ObjectKeys keys) {
    this.store = requireNonNull(store, "store is null");
    this.keys = requireNonNull(keys, "keys is null");
  }

  /** A dataset in a format. */
  record Table(FileFormat format, String dataset) {
    static final Comparator<Table> ORDER =
        Comparator.comparing(Table::format).thenComparing(Table::dataset);

    boolean isOfSnapshots() {
      return dataset.equals(Snapshots.DATASET.name());
    }
  }

  /** Adds a committed snapshot to the indexes of its day, unless it is withdrawn. */
  public void add(SnapshotId snapshot, Manifest manifest) {
    if (isWithdrawn(snapshot)) {
      return;
    }
    SortedMap<Table, List<String>> files = files(keys, manifest);
    try {
      Tasks.forEach(
          files.entrySet().stream().filter(table -> !table.getKey().isOfSnapshots()).toList(),
          table -> index(table.getKey(), snapshot.day()).add(table.getValue()));
      files.forEach(
          (table, added) -> {
            if (table.isOfSnapshots()) {
              index(table, snapshot.day()).add(added);
            }
          });
    } catch (MissingDescriptionException damaged) {
      reconcile(snapshot.day());
    }
  }

  /**
   * Withdraws a snapshot and removes it from the indexes of its day. If this ends before it is
   * complete, the next run completes it.
   *
   * @param withdrawal stores the object that withdraws the snapshot
   * @return the result of {@code withdrawal}
   * @see ObjectKeys#withdrawn(SnapshotId)
   */
  public <T> T withdraw(SnapshotId snapshot, LocalDate today, Supplier<T> withdrawal) {
    new IndexedUpTo(store, keys).lowerTo(snapshot.day(), today);
    T stored = withdrawal.get();
    reconcile(snapshot.day());
    return stored;
  }

  private void reconcile(LocalDate day) {
    new IndexRepair(store, keys, new IndexedUpTo(store, keys).read().live()).reconcile(day);
  }

  private boolean isWithdrawn(SnapshotId snapshot) {
    return store.get(keys.withdrawn(snapshot)).isPresent();
  }

  private DayIndex index(Table table, LocalDate day) {
    return new DayIndex(store, keys, table.format(), table.dataset(), day);
  }

  /**
   * The data files with rows that a manifest lists, by table. In a copy under another prefix, these
   * are the keys of the copied files.
   */
  static SortedMap<Table, List<String>> files(ObjectKeys keys, Manifest manifest) {
    SortedMap<Table, List<String>> files = new TreeMap<>(Table.ORDER);
    for (DataFile file : manifest.files()) {
      if (file.rows() > 0) {
        Table table = new Table(FileFormat.of(file.format()), file.dataset());
        files
            .computeIfAbsent(table, ignored -> new ArrayList<>())
            .add(KeyParts.local(keys, file.key()));
      }
    }
    return files;
  }
}
