package dev.ecsinventory.index;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.concurrent.Tasks;
import dev.ecsinventory.config.Retention.LiveDays;
import dev.ecsinventory.index.DayIndex.MissingDescriptionException;
import dev.ecsinventory.index.TableIndex.Table;
import dev.ecsinventory.manifest.Manifest;
import dev.ecsinventory.model.SnapshotId;
import dev.ecsinventory.schema.DataFileKey;
import dev.ecsinventory.schema.Datasets;
import dev.ecsinventory.schema.FileFormat;
import dev.ecsinventory.schema.ObjectKeys;
import dev.ecsinventory.schema.Snapshots;
import dev.ecsinventory.store.ObjectStore;
import java.time.LocalDate;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

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
   * Whether {@code committed}, the day's snapshots with a manifest, are in all indexes. A snapshot
   * enters the index of {@code snapshots} last. Only if it is missing there in a format, its
   * manifest is read, which lists the snapshot's formats.
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
    Manifest manifest = Manifest.read(store, keys, snapshot).orElseThrow();
    return TableIndex.files(manifest).entrySet().stream()
        .filter(table -> table.getKey().isOfSnapshots())
        .filter(table -> live.contains(table.getKey().format(), day))
        .allMatch(table -> files.containsAll(table.getValue()));
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
  void reconcile(LocalDate day) {
    CommittedDay committed = CommittedDay.read(store, keys, day);
    Set<Table> tables = tables();
    tables.addAll(committed.tables());
    List<Table> snapshots = tables.stream().filter(Table::isOfSnapshots).toList();
    snapshots.forEach(
        table ->
            index(table, day)
                .update(files -> new Reconciled(committed, table).retained(files).result()));
    Tasks.forEach(
        tables.stream().filter(table -> !table.isOfSnapshots()).toList(),
        table -> complete(committed, table, day));
    snapshots.forEach(table -> complete(committed, table, day));
  }

  private void complete(CommittedDay committed, Table table, LocalDate day) {
    boolean exists = dataExists(table, day);
    index(table, day)
        .update(
            files ->
                exists
                    ? new Reconciled(committed, table)
                        .retained(files)
                        .with(committed.files(table))
                        .result()
                    : Collections.emptySortedSet());
  }

  /** Whether the day's data files exist: a lost file must fail queries, an expired one must not. */
  private boolean dataExists(Table table, LocalDate day) {
    return live.first(table.format()).isPresent()
        ? live.contains(table.format(), day)
        : !store.list(keys.day(table.format(), table.dataset(), day), "").isEmpty();
  }

  /** Empties the indexes of the days whose data files are about to expire. */
  void empty() {
    Tasks.forEach(
        tables(),
        table -> live.first(table.format()).ifPresent(first -> emptyBefore(table, first)));
  }

  private void emptyBefore(Table table, LocalDate first) {
    String folder = keys.dayIndexes(table.format(), table.dataset());
    String end = keys.dayIndex(table.format(), table.dataset(), first);
    store.list(folder, "").stream()
        .filter(object -> object.bytes() > 0 && object.key().compareTo(end) < 0)
        .map(object -> object.key().substring(folder.length() + "dt=".length()))
        .map(name -> LocalDate.parse(name.substring(0, name.indexOf('/'))))
        .forEach(day -> index(table, day).update(files -> Collections.emptySortedSet()));
  }

  private DayIndex index(Table table, LocalDate day) {
    return new DayIndex(store, keys, table.format(), table.dataset(), day);
  }

  private static Set<Table> tables() {
    Set<Table> tables = new TreeSet<>(Table.ORDER);
    for (FileFormat format : FileFormat.values()) {
      Datasets.ALL.forEach(dataset -> tables.add(new Table(format, dataset.name())));
    }
    return tables;
  }

  /** The files that an index must list. */
  private final class Reconciled {
    private final CommittedDay committed;
    private final Table table;
    private final SortedSet<String> files = new TreeSet<>();
    private final Set<String> covered = new TreeSet<>();

    Reconciled(CommittedDay committed, Table table) {
      this.committed = committed;
      this.table = table;
    }

    /** Retains the committed files of those that the index lists. */
    Reconciled retained(Set<String> listed) {
      for (String file : listed) {
        if (!file.startsWith(keys.compacted())) {
          keepIfCommitted(file);
          continue;
        }
        Optional<CompactedFile> compacted = CompactedFile.read(store, file);
        List<String> inputs = compacted.map(CompactedFile::inputs).orElse(List.of());
        if (!inputs.isEmpty() && isWhole(file, inputs)) {
          files.add(file);
          covered.addAll(inputs);
        } else {
          inputs.forEach(this::keepIfCommitted);
        }
      }
      return this;
    }

    private boolean isWhole(String file, List<String> inputs) {
      return !store.list(file, "").isEmpty()
          && inputs.stream().allMatch(input -> committed.contains(table, input));
    }

    private void keepIfCommitted(String file) {
      if (committed.contains(table, file)) {
        files.add(file);
      }
    }

    Reconciled with(Set<String> all) {
      all.stream().filter(file -> !covered.contains(file)).forEach(files::add);
      return this;
    }

    SortedSet<String> result() {
      // The rows of an input would count twice if the index listed it together with its compacted
      // file.
      files.removeAll(covered);
      return files;
    }
  }
}
