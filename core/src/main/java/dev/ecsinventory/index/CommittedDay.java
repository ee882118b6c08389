package dev.ecsinventory.index;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.concurrent.Tasks;
import dev.ecsinventory.index.TableIndex.Table;
import dev.ecsinventory.manifest.KeyParts;
import dev.ecsinventory.manifest.Manifest;
import dev.ecsinventory.manifest.UnreadableManifestException;
import dev.ecsinventory.model.SnapshotId;
import dev.ecsinventory.schema.DataFileKey;
import dev.ecsinventory.schema.ObjectKeys;
import dev.ecsinventory.store.ListedObject;
import dev.ecsinventory.store.ObjectStore;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * The committed data files of a day, as its manifests list them, without withdrawn snapshots. The
 * files of a snapshot whose manifest cannot be read are not known; those that an index lists count
 * as committed.
 */
final class CommittedDay {
  private final ObjectStore store;
  private final ObjectKeys keys;
  private final LocalDate day;
  private final Set<SnapshotId> withdrawn;
  private final Map<SnapshotId, Map<Table, List<String>>> files = new ConcurrentHashMap<>();
  private final Map<SnapshotId, String> unreadable = new ConcurrentHashMap<>();

  private CommittedDay(
      ObjectStore store, ObjectKeys keys, LocalDate day, Set<SnapshotId> withdrawn) {
    this.store = requireNonNull(store, "store is null");
    this.keys = requireNonNull(keys, "keys is null");
    this.day = requireNonNull(day, "day is null");
    this.withdrawn = Set.copyOf(withdrawn);
  }

  /** Reads the manifests of {@code day}. */
  static CommittedDay read(ObjectStore store, ObjectKeys keys, LocalDate day) {
    Set<SnapshotId> withdrawn = ids(keys, store.list(keys.withdrawals(day), ""));
    CommittedDay committed = new CommittedDay(store, keys, day, withdrawn);
    Tasks.forEach(ids(keys, store.list(keys.manifests(day), "")), committed::read);
    return committed;
  }

  /** The snapshots of {@code objects}, manifests or withdrawals; other objects are ignored. */
  static Set<SnapshotId> ids(ObjectKeys keys, List<ListedObject> objects) {
    return objects.stream()
        .flatMap(object -> KeyParts.snapshot(keys, object.key()).stream())
        .collect(Collectors.toSet());
  }

  /** The manifests that cannot be read, one sentence each. */
  Collection<String> problems() {
    return unreadable.values();
  }

  /** Every table in which a snapshot of the day has rows. */
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
   * Whether a data file is one of the day's committed ones. A snapshot that was committed since
   * this day was read counts: its manifest is read now. A file of another day never counts.
   */
  boolean contains(Table table, String file) {
    return DataFileKey.parse(keys, file)
        .map(DataFileKey::snapshot)
        .filter(snapshot -> snapshot.day().equals(day))
        .filter(snapshot -> isRead(snapshot) || read(snapshot))
        .map(
            snapshot ->
                unreadable.containsKey(snapshot)
                    || files.get(snapshot).getOrDefault(table, List.of()).contains(file))
        .orElse(false);
  }

  private boolean isRead(SnapshotId snapshot) {
    return files.containsKey(snapshot) || unreadable.containsKey(snapshot);
  }

  /** Reads a manifest; returns whether the snapshot is committed. */
  private boolean read(SnapshotId snapshot) {
    if (withdrawn.contains(snapshot)) {
      return false;
    }
    try {
      Manifest.read(store, keys, snapshot)
          .ifPresent(present -> files.put(snapshot, TableIndex.files(keys, present)));
    } catch (UnreadableManifestException | IllegalArgumentException malformed) {
      unreadable.put(
          snapshot,
          "the manifest of %s: %s; restore it, or withdraw the snapshot"
              .formatted(snapshot, malformed.getMessage()));
    }
    return isRead(snapshot);
  }
}
