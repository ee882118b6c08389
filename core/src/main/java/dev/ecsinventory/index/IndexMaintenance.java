package dev.ecsinventory.index;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.concurrent.Tasks;
import dev.ecsinventory.config.Retention;
import dev.ecsinventory.index.IndexedUpTo.State;
import dev.ecsinventory.manifest.CommittedSnapshots;
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
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/**
 * Keeps the day indexes complete: a run can end between a snapshot's manifest and its indexes, an
 * older version writes no indexes, and data files expire.
 */
public final class IndexMaintenance {
  /** The days before today that every run checks; retries of an event end in hours. */
  private static final int DAYS_CHECKED_AGAIN = 2;

  /** The number of days between two checks of the deadline. */
  private static final int DAYS_AT_A_TIME = 16;

  private static final String FIRST_DAY = "dt=" + LocalDate.EPOCH;

  private final ObjectStore store;
  private final ObjectKeys keys;
  private final IndexedUpTo checkpoint;
  private final IndexRepair repair;
  private final LocalDate today;

  /**
   * @param retention retention of data files
   */
  public IndexMaintenance(ObjectStore store, ObjectKeys keys, Retention retention, Clock clock) {
    this.store = requireNonNull(store, "store is null");
    this.keys = requireNonNull(keys, "keys is null");
    this.today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    this.checkpoint = new IndexedUpTo(store, keys);
    this.repair = new IndexRepair(store, keys, retention.on(today));
  }

  /**
   * The result of a pass.
   *
   * @param days number of checked days that have committed snapshots
   * @param repaired number of days whose indexes were not complete and were repaired
   * @param left number of days that were not checked for lack of time
   */
  public record Pass(int days, int repaired, int left) {
    public boolean isComplete() {
      return left == 0;
    }
  }

  /** Checks the days since the checkpoint, and raises it. */
  public Pass run(Deadline deadline) {
    State state = checkpoint.read();
    boolean emptied = !state.emptiedOn().isBefore(today);
    return run(state, days("dt=" + state.day()), emptied, deadline);
  }

  /** Checks all days, regardless of the checkpoint. A pass that resumes another one is fast. */
  public Pass runAll(Deadline deadline) {
    return run(checkpoint.read(), days(FIRST_DAY), false, deadline);
  }

  private Pass run(
      State before,
      SortedMap<LocalDate, List<SnapshotId>> days,
      boolean emptied,
      Deadline deadline) {
    if (!emptied) {
      repair.empty();
    }
    List<LocalDate> left = new ArrayList<>(days.keySet());
    AtomicInteger repaired = new AtomicInteger();
    while (!left.isEmpty() && !deadline.hasPassed()) {
      List<LocalDate> next = left.subList(0, Math.min(left.size(), DAYS_AT_A_TIME));
      Tasks.forEach(
          List.copyOf(next),
          day -> {
            if (!repair.isIndexed(day, Set.copyOf(days.get(day)))) {
              repair.reconcile(day);
              repaired.incrementAndGet();
            }
          });
      next.clear();
    }
    LocalDate upTo = left.isEmpty() ? today.minusDays(DAYS_CHECKED_AGAIN) : left.getFirst();
    State after =
        before.withDay(upTo.isAfter(before.day()) ? upTo : before.day()).withEmptiedOn(today);
    if (!after.equals(before)) {
      // If a commit lowers the checkpoint meanwhile, its value remains; the next run checks these
      // days again.
      checkpoint.put(after);
    }
    return new Pass(days.size(), repaired.get(), left.size());
  }

  private SortedMap<LocalDate, List<SnapshotId>> days(String first) {
    List<ListedObject> manifests = store.list(keys.manifests(), keys.manifests() + first);
    return CommittedSnapshots.ids(manifests)
        .collect(Collectors.groupingBy(SnapshotId::day, TreeMap::new, Collectors.toList()));
  }
}
