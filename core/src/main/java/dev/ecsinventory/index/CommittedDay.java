package dev.ecsinventory.index;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.concurrent.Tasks;
import dev.ecsinventory.index.TableIndex.Table;
import dev.ecsinventory.manifest.CommittedSnapshots;
import dev.ecsinventory.manifest.Manifest;
import dev.ecsinventory.model.SnapshotId;
import dev.ecsinventory.schema.DataFileKey;
import dev.ecsinventory.schema.ObjectKeys;
import dev.ecsinventory.store.ObjectStore;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** The committed data files of a day, as its manifests list them, without withdrawn snapshots. */
final class CommittedDay {
  private final ObjectStore store;
  private final ObjectKeys keys;
  private final Set<SnapshotId> withdrawn;
  private final Map<SnapshotId, Map<Table, List<String>>> files = new ConcurrentHashMap<>();

  private CommittedDay(ObjectStore store, ObjectKeys keys, Set<SnapshotId> withdrawn) {
    this.store = requireNonNull(store, "store is null");
    this.keys = requireNonNull(keys, "keys is null");
    this.withdrawn = Set.copyOf(withdrawn);
  }

  /** Reads the manifests of {@code day}. */
  static CommittedDay read(ObjectStore store, ObjectKeys keys, LocalDate day) {
    Set<SnapshotId> withdrawn = ids(store, keys.withdrawals(day));
    CommittedDay committed = new CommittedDay(store, keys, withdrawn);
    Tasks.forEach(ids(store, keys.manifests(day)), committed::read);
    return committed;
  }

  private static Set<SnapshotId> ids(ObjectStore store, String folder) {
    return CommittedSnapshots.ids(store.list(folder, "")).collect(Collectors.toSet());
  }

  /** Every table that a snapshot of the day has rows in. */
  Set<Table> tables() {
    Set<Table> tables = new TreeSet<>(Table.ORDER);
    files.values().forEach(snapshot -> tables.addAll(snapshot.keySet()));
    return tables;
  }

  /** All data files of a table. */
  Set<String> files(Table table) {
    return files.values().stream()
        .flatMap(snapshot -> snapshot.getOrDefault(table, List.of()).stream())
        .collect(Collectors.toSet());
  }

  /**
   * Whether a data file is committed. A snapshot that was committed since this day was read counts:
   * its manifest is read now.
   */
  boolean contains(Table table, String file) {
    return DataFileKey.parse(keys, file)
        .map(DataFileKey::snapshot)
        .filter(snapshot -> files.containsKey(snapshot) || read(snapshot))
        .map(snapshot -> files.get(snapshot).getOrDefault(table, List.of()).contains(file))
        .orElse(false);
  }

  /** Reads a manifest; returns whether the snapshot is committed. */
  private boolean read(SnapshotId snapshot) {
    Optional<Manifest> manifest =
        withdrawn.contains(snapshot) ? Optional.empty() : Manifest.read(store, keys, snapshot);
    manifest.ifPresent(present -> files.put(snapshot, TableIndex.files(present)));
    return manifest.isPresent();
  }
}
