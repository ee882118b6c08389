package dev.ecsinventory.index;

import static dev.ecsinventory.compact.HourlySnapshots.BOTH;
import static dev.ecsinventory.compact.HourlySnapshots.id;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ecsinventory.compact.HourlySnapshots;
import dev.ecsinventory.compact.HourlySnapshots.Written;
import dev.ecsinventory.config.Retention;
import dev.ecsinventory.model.Deadline;
import dev.ecsinventory.model.SnapshotId;
import dev.ecsinventory.pipeline.Crashes;
import dev.ecsinventory.pipeline.CrashingStore;
import dev.ecsinventory.pipeline.Interleaving;
import dev.ecsinventory.schema.FileFormat;
import dev.ecsinventory.schema.ObjectKeys;
import dev.ecsinventory.store.MemoryObjectStore;
import dev.ecsinventory.store.ObjectStore;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A change of an earlier day runs at the same time as the repair of another run, alternating at any
 * write, and can end before any of its writes. The next run completes the indexes.
 */
@Execution(ExecutionMode.CONCURRENT)
class ConcurrentIndexWritersTest {
  private static final LocalDate DAY = LocalDate.parse("2026-01-15");
  private static final LocalDate TODAY = DAY.plusDays(9);
  private static final SnapshotId WITHDRAWN = id(DAY, 0);

  /** The checkpoint, the manifest or withdrawal, and the four indexes, some of them twice. */
  private static final int WRITES = 6;

  private final MemoryObjectStore before = new MemoryObjectStore();
  private final HourlySnapshots snapshots = new HourlySnapshots(before);
  private final ObjectKeys keys = snapshots.keys();

  /** A change of {@link #DAY}. */
  @FunctionalInterface
  private interface Change {
    void run(ObjectStore store);
  }

  @Test
  void theNextRunIndexesALateSnapshotWhateverItsCommitMetAndWhereverItEnded()
      throws ExecutionException {
    snapshots.write(DAY, 0, "a");
    pass(before);
    Written late = snapshots.abort(BOTH, id(DAY, 1), "b");
    Change commit =
        store -> {
          new IndexedUpTo(store, keys).lowerTo(DAY, TODAY);
          store.put(keys.manifest(late.id()), late.manifest().bytes(), "");
          new TableIndex(store, keys).add(late.id(), late.manifest());
        };
    check(commit, late.id());
  }

  /**
   * @param lowered days before today on which another change lowered the checkpoint
   */
  @ParameterizedTest
  @ValueSource(ints = {0, 5})
  void theNextRunRemovesAWithdrawnSnapshotWhateverItsWithdrawalMetAndWhereverItEnded(int lowered)
      throws ExecutionException {
    snapshots.write(DAY, 0, "a");
    pass(before);
    new IndexedUpTo(before, keys).lowerTo(DAY, TODAY.minusDays(lowered));
    Written other = snapshots.commit(BOTH, id(DAY, 1), "b");
    Change withdrawal =
        store ->
            new TableIndex(store, keys)
                .withdraw(
                    WITHDRAWN,
                    TODAY,
                    () ->
                        store.putIfAbsent(
                            keys.withdrawn(WITHDRAWN), "{}".getBytes(StandardCharsets.UTF_8), ""));
    check(withdrawal, other.id());
  }

  private void check(Change change, SnapshotId committed) throws ExecutionException {
    for (int first = 0; first <= WRITES; first++) {
      for (int second = 0; second <= WRITES; second++) {
        for (int end = 0; end < 2 * WRITES; end++) {
          check(change, committed, Crashes.at(end), first, second);
        }
        for (int third = 0; third <= WRITES - first; third++) {
          for (int fourth = 0; fourth <= WRITES - second; fourth++) {
            check(change, committed, Crashes.never(), first, second, third, fourth);
          }
        }
      }
    }
  }

  /**
   * @param writes those of the change, then those of the repair, and so on
   */
  private void check(Change change, SnapshotId committed, Crashes crashes, int... writes)
      throws ExecutionException {
    MemoryObjectStore store = before.copy();
    Interleaving interleaving = new Interleaving();
    Callable<Void> changing =
        () -> {
          try {
            change.run(CrashingStore.withItsUris(interleaving.store(0, store), crashes));
          } catch (Crashes.Crash crash) {
            // The simulated process has ended.
          }
          return null;
        };
    Callable<Void> repairing =
        () -> {
          pass(interleaving.store(1, store));
          return null;
        };
    interleaving.run(List.of(changing, repairing), writes);
    String schedule = Arrays.toString(writes);
    pass(store);
    assertComplete(store, committed, schedule);
    pass(store, TODAY.plusDays(1));
    pass(store, TODAY.plusDays(4));
    assertComplete(store, committed, schedule);
  }

  private void pass(ObjectStore store) {
    pass(store, TODAY);
  }

  private void pass(ObjectStore store, LocalDate today) {
    Clock clock = Clock.fixed(today.atTime(6, 0).toInstant(ZoneOffset.UTC), ZoneOffset.UTC);
    new IndexMaintenance(store, keys, Retention.UNKNOWN, clock).run(Deadline.NONE);
  }

  private void assertComplete(MemoryObjectStore store, SnapshotId committed, String schedule) {
    IndexCheck check = new IndexCheck(store, keys);
    assertEquals(List.of(), check.check(List.of(DAY)), schedule);
    boolean isCommitted = store.get(keys.manifest(committed)).isPresent();
    for (FileFormat format : FileFormat.values()) {
      List<String> lines = new DayIndex(store, keys, format, "snapshots", DAY).lines();
      assertEquals(
          isCommitted, lines.stream().anyMatch(line -> line.contains(committed.value())), schedule);
      assertTrue(
          store.get(keys.withdrawn(WITHDRAWN)).isEmpty()
              || lines.stream().noneMatch(line -> line.contains(WITHDRAWN.value())),
          schedule);
    }
  }
}
