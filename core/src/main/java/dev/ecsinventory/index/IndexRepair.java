package dev.ecsinventory.index;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.concurrent.Tasks;
import dev.ecsinventory.config.Retention.LiveDays;
import dev.ecsinventory.index.DayIndex.MissingDescriptionException;
import dev.ecsinventory.index.TableIndex.Table;
import dev.ecsinventory.manifest.KeyParts;
import dev.ecsinventory.manifest.Manifest;
import dev.ecsinventory.manifest.UnreadableManifestException;
import dev.ecsinventory.model.SnapshotId;
import dev.ecsinventory.schema.DataFileKey;
import dev.ecsinventory.schema.Datasets;
import dev.ecsinventory.schema.FileFormat;
import dev.ecsinventory.schema.ObjectKeys;
import dev.ecsinventory.schema.Snapshots;
import dev.ecsinventory.store.ListedObject;
import dev.ecsinventory.store.ObjectStore;
import java.time.LocalDate;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Makes the indexes of a day list exactly the data files of the day's committed snapshots. It reads
 * everything from storage, so that it can run at any time, concurrently with commits, compaction
 * and other repairs.
 */
final class IndexRepair {
  private final ObjectStore store;
  private final ObjectKeys keys;
  private final LiveDays live;

  /**
   * @param live the days whose data files exist
   */
  IndexRepair(ObjectStore store, ObjectKeys keys, LiveDays live) {
    this.store = requireNonNull(store, "store is null");
    this.keys = requireNonNull(keys, "keys is null");
    this.live = requireNonNull(live, "live is null");
  }

  /**
   * The result for a day.
   *
   * @param changed whether an index was changed
   * @param problems what a repair cannot correct, one sentence each
   */
  record Repaired(boolean changed, List<String> problems) {
    static final Repaired NOTHING = new Repaired(false, List.of());

    Repaired {
      problems = List.copyOf(problems);
    }
  }

  /**
   * Whether {@code committed}, the day's snapshots with a manifest, are in the indexes, as far as
   * those of {@code snapshots} show, which a snapshot enters last. Only if it is missing there in a
   * format, its manifest is read, which lists the snapshot's formats.
   */
  boolean isIndexed(LocalDate day, Set<SnapshotId> committed) {
    if (!store.list(keys.withdrawals(day), "").isEmpty()) {
      return false;
    }
    Set<SnapshotId> inAll = new HashSet<>(committed);
    Set<String> files = new HashSet<>();
    for (FileFormat format : FileFormat.values()) {
      if (live.contains(format, day)) {
        Optional<SortedSet<String>> listed = snapshotFiles(format, day);
        if (listed.isEmpty()) {
          return false;
        }
        files.addAll(listed.get());
        inAll.retainAll(snapshots(listed.get()));
      }
    }
    return committed.stream()
        .allMatch(snapshot -> inAll.contains(snapshot) || isListed(snapshot, day, files));
  }

  /** The indexed files of {@code snapshots}; empty when a compacted one cannot be resolved. */
  private Optional<SortedSet<String>> snapshotFiles(FileFormat format, LocalDate day) {
    try {
      return Optional.of(index(new Table(format, Snapshots.DATASET.name()), day).dataFiles());
    } catch (MissingDescriptionException damaged) {
      return Optional.empty();
    }
  }

  private boolean isListed(SnapshotId snapshot, LocalDate day, Set<String> files) {
    try {
      return Manifest.read(store, keys, snapshot)
          .map(manifest -> TableIndex.files(keys, manifest).entrySet().stream())
          .orElseGet(Stream::empty)
          .filter(table -> table.getKey().isOfSnapshots())
          .filter(table -> live.contains(table.getKey().format(), day))
          .allMatch(table -> files.containsAll(table.getValue()));
    } catch (UnreadableManifestException damaged) {
      return false;
    }
  }

  private Set<SnapshotId> snapshots(Set<String> files) {
    return files.stream()
        .flatMap(file -> DataFileKey.parse(keys, file).stream())
        .map(DataFileKey::snapshot)
        .collect(Collectors.toSet());
  }

  /**
   * Makes the indexes of a day list its committed data files: missing ones are added, uncommitted
   * ones are removed, and a compacted file that contains rows of an uncommitted one, or that does
   * not exist, is replaced by its inputs.
   */
  Repaired reconcile(LocalDate day) {
    CommittedDay committed = CommittedDay.read(store, keys, day);
    Set<String> problems = new ConcurrentSkipListSet<>(committed.problems());
    AtomicBoolean changed = new AtomicBoolean();
    Set<Table> tables = tables();
    tables.addAll(committed.tables());
    List<Table> snapshots = tables.stream().filter(Table::isOfSnapshots).toList();
    for (Table table : snapshots) {
      if (index(table, day).update(files -> expected(committed, table).retained(files).files())) {
        changed.set(true);
      }
    }
    Tasks.forEach(
        tables.stream().filter(table -> !table.isOfSnapshots()).toList(),
        table -> complete(committed, table, day, changed, problems));
    snapshots.forEach(table -> complete(committed, table, day, changed, problems));
    return new Repaired(changed.get(), List.copyOf(problems));
  }

  private void complete(
      CommittedDay committed,
      Table table,
      LocalDate day,
      AtomicBoolean changed,
      Set<String> problems) {
    DayIndex index = index(table, day);
    Set<String> missing = missing(committed, table, day);
    if (index.update(files -> expected(committed, table, day, missing, files))) {
      changed.set(true);
    }
    if (!missing.isEmpty() && live.contains(table.format(), day)) {
      SortedSet<String> lost = new TreeSet<>(index.files());
      lost.retainAll(missing);
      if (!lost.isEmpty()) {
        problems.add(
            "%s lists %d committed files that do not exist, such as %s; restore them"
                .formatted(index.key(), lost.size(), lost.first()));
      }
    }
  }

  /**
   * The files that an index must list, given those that it lists. A lost file must fail queries and
   * an expired one must not. A day without any data file may have expired if the retention is not
   * known, or if its index is empty: the retention may have been shorter. Its files are not added,
   * and those that are listed stay.
   *
   * @param missing the table's committed files of the day that do not exist
   */
  SortedSet<String> expected(
      CommittedDay committed,
      Table table,
      LocalDate day,
      Set<String> missing,
      SortedSet<String> listed) {
    if (!live.contains(table.format(), day)) {
      return Collections.emptySortedSet();
    }
    ExpectedIndex retained = expected(committed, table).retained(listed);
    return mayHaveExpired(committed, table, missing, listed)
        ? retained.files()
        : retained.complete().files();
  }

  /**
   * Whether none of the day's data files exists, and the retention is not known or the index lists
   * nothing.
   */
  boolean mayHaveExpired(
      CommittedDay committed, Table table, Set<String> missing, Set<String> listed) {
    return (live.first(table.format()).isEmpty() || listed.isEmpty())
        && missing.equals(committed.files(table));
  }

  private ExpectedIndex expected(CommittedDay committed, Table table) {
    return new ExpectedIndex(store, keys, committed, table);
  }

  /** The table's committed files of the day that do not exist. */
  Set<String> missing(CommittedDay committed, Table table, LocalDate day) {
    Set<String> missing = new HashSet<>(committed.files(table));
    if (!missing.isEmpty()) {
      store.list(keys.day(table.format(), table.dataset(), day), "").stream()
          .map(ListedObject::key)
          .forEach(missing::remove);
    }
    return missing;
  }

  /**
   * Empties the indexes of the days whose data files are about to expire: first those of {@code
   * snapshots}, from which queries take the snapshots that they read in other tables.
   */
  void empty() {
    Map<Boolean, List<Table>> ofSnapshots =
        tables().stream().collect(Collectors.partitioningBy(Table::isOfSnapshots));
    Tasks.forEach(ofSnapshots.get(true), this::emptyExpired);
    Tasks.forEach(ofSnapshots.get(false), this::emptyExpired);
  }

  private void emptyExpired(Table table) {
    live.first(table.format()).ifPresent(first -> emptyBefore(table, first));
  }

  private void emptyBefore(Table table, LocalDate first) {
    indexedDays(table)
        .filter(day -> day.isBefore(first))
        .forEach(day -> index(table, day).update(files -> Collections.emptySortedSet()));
  }

  /** The days that have an index with a line. */
  Set<LocalDate> indexedDays() {
    Set<LocalDate> days = new ConcurrentSkipListSet<>();
    Tasks.forEach(tables(), table -> indexedDays(table).forEach(days::add));
    return days;
  }

  /** The days on which the table has an index with a line. */
  private Stream<LocalDate> indexedDays(Table table) {
    return store.list(keys.dayIndexes(table.format(), table.dataset()), "").stream()
        .filter(index -> index.bytes() > 0)
        .flatMap(
            index ->
                KeyParts.dayOfIndex(keys, table.format(), table.dataset(), index.key()).stream());
  }

  private DayIndex index(Table table, LocalDate day) {
    return new DayIndex(store, keys, table.format(), table.dataset(), day);
  }

  /** The tables of this version's datasets. */
  static Set<Table> tables() {
    Set<Table> tables = new TreeSet<>(Table.ORDER);
    for (FileFormat format : FileFormat.values()) {
      Datasets.ALL.forEach(dataset -> tables.add(new Table(format, dataset.name())));
    }
    return tables;
  }
}
