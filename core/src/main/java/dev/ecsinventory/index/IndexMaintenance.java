package dev.ecsinventory.index;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.concurrent.Tasks;
import dev.ecsinventory.config.Retention;
import dev.ecsinventory.config.Retention.LiveDays;
import dev.ecsinventory.index.IndexRepair.Repaired;
import dev.ecsinventory.index.IndexedUpTo.State;
import dev.ecsinventory.model.Deadline;
import dev.ecsinventory.model.SnapshotId;
import dev.ecsinventory.schema.ObjectKeys;
import dev.ecsinventory.store.ListedObject;
import dev.ecsinventory.store.ObjectStore;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Keeps the day indexes complete: a run can end between a snapshot's manifest and its indexes, an
 * older version writes no indexes, and data files expire.
 */
public final class IndexMaintenance {
  /** The number of days between two checks of the deadline. */
  private static final int DAYS_AT_A_TIME = 16;

  private final ObjectStore store;
  private final ObjectKeys keys;
  private final IndexedUpTo checkpoint;
  private final Retention retention;
  private final LocalDate today;

  /**
   * @param retention retention of data files; where it is not known, the last pass that knew it
   *     counts
   */
  public IndexMaintenance(ObjectStore store, ObjectKeys keys, Retention retention, Clock clock) {
    this.store = requireNonNull(store, "store is null");
    this.keys = requireNonNull(keys, "keys is null");
    this.today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    this.checkpoint = new IndexedUpTo(store, keys);
    this.retention = requireNonNull(retention, "retention is null");
  }

  /**
   * The result of a pass.
   *
   * @param days number of checked days that have committed snapshots
   * @param repaired number of days whose indexes were not complete and were repaired
   * @param left number of days that were not checked for lack of time
   * @param problems what the pass cannot correct, such as an unreadable manifest, one sentence each
   */
  public record Pass(int days, int repaired, int left, List<String> problems) {
    public Pass {
      problems = List.copyOf(problems);
    }

    public boolean isComplete() {
      return left == 0;
    }
  }

  /**
   * Checks the days since the checkpoint by the indexes of {@code snapshots}, which are written
   * last, and raises the checkpoint. Older days than the last ones, which are left when no run took
   * place for days, are compared completely: files of compacted current days expire early.
   */
  public Pass run(Deadline deadline) {
    State state = checkpoint.read();
    IndexRepair repair = repair(state);
    if (state.emptiedOn().isBefore(today)) {
      repair.empty();
    }
    SortedMap<LocalDate, List<SnapshotId>> days = committed("dt=" + state.day());
    return run(
        state,
        days.keySet(),
        day ->
            !day.isBefore(firstCheckedAgain()) && repair.isIndexed(day, Set.copyOf(days.get(day)))
                ? Repaired.NOTHING
                : repair.reconcile(day),
        deadline);
  }

  /** Compares every index of every day with the manifests, regardless of the checkpoint. */
  public Pass runAll(Deadline deadline) {
    State state = checkpoint.read();
    IndexRepair repair = repair(state);
    repair.empty();
    Set<LocalDate> committed = committed("").keySet();
    SortedSet<LocalDate> days = new TreeSet<>(repair.indexedDays());
    days.addAll(committed);
    Pass pass = run(state, days, repair::reconcile, deadline);
    return new Pass(committed.size(), pass.repaired(), pass.left(), pass.problems());
  }

  private IndexRepair repair(State state) {
    return new IndexRepair(store, keys, live(state));
  }

  private LiveDays live(State state) {
    return retention.on(today).or(state.live());
  }

  private Pass run(
      State before, Set<LocalDate> days, Function<LocalDate, Repaired> check, Deadline deadline) {
    List<LocalDate> left = new ArrayList<>(days);
    AtomicInteger repaired = new AtomicInteger();
    SortedSet<String> problems = new ConcurrentSkipListSet<>();
    while (!left.isEmpty() && !deadline.hasPassed()) {
      List<LocalDate> next = left.subList(0, Math.min(left.size(), DAYS_AT_A_TIME));
      Tasks.forEach(
          List.copyOf(next),
          day -> {
            Repaired result = check.apply(day);
            repaired.addAndGet(result.changed() ? 1 : 0);
            problems.addAll(result.problems());
          });
      next.clear();
    }
    raise(before, left.isEmpty() ? firstCheckedAgain() : left.getFirst());
    return new Pass(days.size(), repaired.get(), left.size(), List.copyOf(problems));
  }

  private LocalDate firstCheckedAgain() {
    return IndexedUpTo.firstCheckedAgain(today);
  }

  private void raise(State before, LocalDate upTo) {
    State after = before.raised(upTo, today).emptied(today, live(before));
    if (!after.equals(before)) {
      // If a change lowers the checkpoint meanwhile, its value remains; the next run checks these
      // days again.
      checkpoint.put(after);
    }
  }

  private SortedMap<LocalDate, List<SnapshotId>> committed(String first) {
    List<ListedObject> manifests = store.list(keys.manifests(), keys.manifests() + first);
    return CommittedDay.ids(keys, manifests).stream()
        .collect(Collectors.groupingBy(SnapshotId::day, TreeMap::new, Collectors.toList()));
  }
}
