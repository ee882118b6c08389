package dev.ecsinventory.index;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.concurrent.Tasks;
import dev.ecsinventory.config.Retention.LiveDays;
import dev.ecsinventory.index.TableIndex.Table;
import dev.ecsinventory.model.Sha256;
import dev.ecsinventory.model.SnapshotId;
import dev.ecsinventory.schema.DataFileKey;
import dev.ecsinventory.schema.ObjectKeys;
import dev.ecsinventory.store.ObjectStore;
import dev.ecsinventory.verify.ConservationFinding;
import dev.ecsinventory.verify.FindingCode;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Collectors;

/**
 * Compares the day indexes with the manifests: an index lists the data files with rows of its day's
 * committed snapshots, directly or through a compacted file, and nothing else. It only reads. Days
 * that retention removed from the indexes are skipped.
 */
public final class IndexCheck {
  private static final String NO_SNAPSHOT = "-";

  private final ObjectStore store;
  private final ObjectKeys keys;
  private final LiveDays live;
  private final IndexRepair repair;
  private final SortedSet<String> elsewhere = new ConcurrentSkipListSet<>();

  public IndexCheck(ObjectStore store, ObjectKeys keys) {
    this.store = requireNonNull(store, "store is null");
    this.keys = requireNonNull(keys, "keys is null");
    this.live = new IndexedUpTo(store, keys).read().live();
    this.repair = new IndexRepair(store, keys, live);
  }

  /** The days that have an index with a line, even if they have no manifest. */
  public Set<LocalDate> indexedDays() {
    return repair.indexedDays();
  }

  /**
   * A file that a checked index lists in another bucket or directory, if it lists no file of its
   * own: this is a copy, and a query of it reads the original.
   */
  public Optional<String> fileElsewhere() {
    return elsewhere.stream().findFirst();
  }

  /** Checks the indexes of {@code days}; at most one finding per code, snapshot and index. */
  public List<ConservationFinding> check(Collection<LocalDate> days) {
    Queue<ConservationFinding> findings = new ConcurrentLinkedQueue<>();
    Tasks.forEach(days, day -> check(day, findings));
    return findings.stream()
        .sorted(
            Comparator.comparing(ConservationFinding::snapshot)
                .thenComparing(ConservationFinding::where)
                .thenComparing(ConservationFinding::code))
        .toList();
  }

  private void check(LocalDate day, Queue<ConservationFinding> findings) {
    CommittedDay committed = CommittedDay.read(store, keys, day);
    Set<Table> tables = IndexRepair.tables();
    tables.addAll(committed.tables());
    for (Table table : tables) {
      if (live.contains(table.format(), day)) {
        check(committed, table, day, findings);
      }
    }
  }

  private void check(
      CommittedDay committed, Table table, LocalDate day, Queue<ConservationFinding> findings) {
    DayIndex index = new DayIndex(store, keys, table.format(), table.dataset(), day);
    List<String> lines = index.lines();
    if (!index.hasOwn(lines)) {
      lines.stream().filter(line -> line.contains("://")).forEach(elsewhere::add);
    }
    SortedSet<String> listed = index.filesOfCopy(lines);
    Set<String> missing = repair.missing(committed, table, day);
    SortedSet<String> expected = repair.expected(committed, table, day, missing, listed);

    boolean expired = repair.mayHaveExpired(committed, table, missing, listed);
    SortedSet<String> notListed = new TreeSet<>(expected);
    notListed.removeAll(listed);
    add(findings, FindingCode.INDEX_INCOMPLETE, index, notListed);
    SortedSet<String> lost = new TreeSet<>();
    SortedSet<String> notCommitted = new TreeSet<>();
    for (String file : listed) {
      if (expected.contains(file) ? missing.contains(file) && !expired : !exists(file)) {
        lost.add(file);
      } else if (!expected.contains(file)) {
        notCommitted.add(file);
      }
    }
    add(findings, FindingCode.INDEX_FILE_MISSING, index, lost);
    notCommitted.addAll(index.foreign(lines));
    add(findings, FindingCode.INDEX_FILE_FOREIGN, index, notCommitted);
    SortedSet<String> changed = new TreeSet<>(listed);
    changed.removeIf(file -> !isChanged(file));
    add(findings, FindingCode.INDEX_FILE_CHANGED, index, changed);
  }

  /** Whether a compacted file that exists has other bytes than its description states. */
  private boolean isChanged(String file) {
    return file.startsWith(keys.compacted())
        && CompactedFile.read(store, keys, file)
            .flatMap(
                description ->
                    store
                        .get(file)
                        .map(content -> !Sha256.of(content).equals(description.sha256())))
            .orElse(false);
  }

  private boolean exists(String file) {
    boolean isDataFile = file.startsWith(keys.prefix()) && !file.contains("..");
    return !isDataFile || !store.list(file, "").isEmpty();
  }

  private void add(
      Queue<ConservationFinding> findings,
      FindingCode code,
      DayIndex index,
      SortedSet<String> files) {
    Map<String, List<String>> bySnapshot =
        files.stream()
            .collect(Collectors.groupingBy(this::snapshot, TreeMap::new, Collectors.toList()));
    bySnapshot.forEach(
        (snapshot, some) ->
            findings.add(
                new ConservationFinding(
                    code,
                    snapshot,
                    index.key(),
                    some.size() == 1
                        ? some.getFirst()
                        : "%d files, such as %s".formatted(some.size(), some.getFirst()))));
  }

  private String snapshot(String file) {
    return DataFileKey.parse(keys, file)
        .map(DataFileKey::snapshot)
        .map(SnapshotId::value)
        .orElse(NO_SNAPSHOT);
  }
}
