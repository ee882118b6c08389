package dev.ecsinventory.compact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ecsinventory.commit.LayoutSwitches;
import dev.ecsinventory.model.Deadline;
import dev.ecsinventory.model.SnapshotStatus;
import dev.ecsinventory.pipeline.Crashes;
import dev.ecsinventory.pipeline.CrashingStore;
import dev.ecsinventory.pipeline.StoreWithHook;
import dev.ecsinventory.schema.FileFormat;
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.schema.TaskSets;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Days that are over are merged into one file each, beside the snapshots' own files. */
@Execution(ExecutionMode.CONCURRENT)
class CompactorTest {
  private static final LocalDate FIRST = LocalDate.parse("2026-01-15");

  @TempDir Path directory;

  private HourlySnapshots snapshots;

  @BeforeEach
  void begin() {
    snapshots = new HourlySnapshots(directory);
  }

  @Test
  void mergesADayThatIsOverIntoOneFileTargetByTargetSortedByTaskSetAndThenByTime() {
    List<Row> rows = snapshots.write(FIRST, 0, "a", "b").rows();
    rows.addAll(snapshots.write(FIRST, 1, "b", "c").rows());
    rows.addAll(snapshots.write(FIRST, 2).rows());
    snapshots.write(FIRST.plusDays(1), 0, "a");
    assertEquals(new CompactionCount(1, 0), snapshots.compact(FIRST.plusDays(1)));
    rows.sort(
        Comparator.comparing((Row row) -> HourlySnapshots.target(row.get(TaskSets.TASK_SET_ARN)))
            .thenComparing(row -> row.get(TaskSets.TASK_SET_ARN))
            .thenComparing(row -> row.get(TaskSets.DATASET.snapshotTime())));
    assertEquals(rows, snapshots.merged(FIRST));
    assertEquals(4, rows.size());
    assertEquals(FIRST.plusDays(1), snapshots.until());
    MergedFrom from = snapshots.mergedFrom(FIRST);
    assertEquals(4, from.rows());
    assertEquals(
        List.of("20260115T000000Z", "20260115T010000Z", "20260115T020000Z"), from.snapshots());
  }

  @Test
  void leavesTheFilesOfTheSnapshotsAsTheyAre() throws IOException {
    snapshots.write(FIRST, 0, "a");
    Map<String, String> before = snapshots.contents();
    snapshots.compact(FIRST.plusDays(1));
    Map<String, String> after = snapshots.contents();
    assertEquals(before.size() + 3, after.size());
    after.keySet().retainAll(before.keySet());
    assertEquals(before, after);
  }

  @Test
  void mergesNoDayThatIsNotOver() {
    snapshots.write(FIRST, 23, "a");
    assertEquals(CompactionCount.NONE, snapshots.compact(FIRST));
    // Half an hour into the next day somebody may still be at work on this one.
    snapshots.now(FIRST.plusDays(1).atTime(0, 30));
    assertEquals(CompactionCount.NONE, snapshots.compactNow(FIRST.plusDays(1)));
    snapshots.now(FIRST.plusDays(1).atTime(1, 0));
    assertEquals(new CompactionCount(1, 0), snapshots.compactNow(FIRST.plusDays(1)));
  }

  @Test
  void holdsWhatIsCommittedWhateverTheScopeAndNothingElse() {
    List<Row> rows = snapshots.write(FIRST, 0, "a").rows();
    rows.addAll(snapshots.writeNarrowed(FIRST, 0, "b").rows());
    snapshots.abort(FIRST, 1, "ghost");
    snapshots.compact(FIRST.plusDays(1));
    assertEquals(Set.copyOf(rows), Set.copyOf(snapshots.merged(FIRST)));
    assertEquals(2, snapshots.merged(FIRST).size());
  }

  @Test
  void givesEachRowTheStatusOfItsSnapshot() {
    snapshots.writeWith(SnapshotStatus.COMPLETE, FIRST, 0, "a");
    snapshots.writeWith(SnapshotStatus.PARTIAL, FIRST, 1, "a");
    snapshots.writeWith(SnapshotStatus.COMPLETE, FIRST, 2, "a");
    snapshots.compact(FIRST.plusDays(1));
    assertEquals(List.of("COMPLETE", "PARTIAL", "COMPLETE"), snapshots.mergedStatuses(FIRST));
  }

  @Test
  void leavesOutWhatTheViewsLeaveOut() {
    List<Row> rows = snapshots.write(FIRST, 0, "a").rows();
    // No version commits one that failed; were its row there, no view would show it.
    snapshots.writeWith(SnapshotStatus.FAILED, FIRST, 1, "a");
    snapshots.compact(FIRST.plusDays(1));
    assertEquals(rows, snapshots.merged(FIRST));
    assertEquals(1, snapshots.mergedFrom(FIRST).rows());
  }

  @Test
  void readsJsonLinesOfASnapshotThatHasNoParquet() {
    List<Row> rows = snapshots.write(FIRST, 0, "a").rows();
    rows.addAll(snapshots.writeAs(Set.of(FileFormat.JSON), FIRST, 1, "a").rows());
    rows.addAll(snapshots.writeAs(Set.of(FileFormat.PARQUET), FIRST, 2, "a").rows());
    snapshots.compact(FIRST.plusDays(1));
    assertEquals(rows, snapshots.merged(FIRST));
  }

  @Test
  void aCrashAtAnyWriteFollowedByARetryEndsInTheSameBytes() throws IOException {
    Crashes counting = Crashes.never();
    Map<String, String> expected = contentsAfter(directory.resolve("whole"), counting, false);
    assertEquals(3, counting.writes());
    for (int moment = 0; moment < 2 * counting.writes(); moment++) {
      Path place = directory.resolve("crash" + moment);
      assertEquals(expected, contentsAfter(place, Crashes.at(moment), true), "moment " + moment);
    }
  }

  private Map<String, String> contentsAfter(Path place, Crashes crashes, boolean dies)
      throws IOException {
    HourlySnapshots crashing = new HourlySnapshots(place);
    crashing.write(FIRST, 0, "a", "b");
    crashing.write(FIRST, 1, "b");
    crashing.store(store -> new CrashingStore(store, crashes));
    if (dies) {
      crashes.during(() -> crashing.compact(FIRST.plusDays(1)));
      // Nothing is read merged that is not there whole.
      assertTrue(!crashing.isMergedUntil(FIRST.plusDays(1)) || crashing.merged(FIRST).size() == 3);
      crashing.store(store -> store);
      crashing.compact(FIRST.plusDays(1));
    } else {
      crashing.compact(FIRST.plusDays(1));
    }
    return crashing.contents();
  }

  @Test
  void countsADayThatEndsInAnErrorAndThrowsNothing() {
    snapshots.write(FIRST, 0, "a");
    snapshots.store(
        store ->
            StoreWithHook.each(
                store,
                key -> {
                  throw new OutOfMemoryError("Java heap space");
                }));

    assertEquals(new CompactionCount(0, 1), snapshots.compact(FIRST.plusDays(1)));
    snapshots.store(store -> store);
    assertEquals(new CompactionCount(1, 0), snapshots.compact(FIRST.plusDays(1)));
  }

  @Test
  void readsADayBySnapshotAgainWhenASnapshotOfItIsCommittedLate() {
    snapshots.write(FIRST, 0, "a");
    snapshots.write(FIRST.plusDays(1), 0, "a");
    snapshots.compact(FIRST.plusDays(2));
    assertEquals(FIRST.plusDays(2), snapshots.until());
    snapshots.pass(Duration.ofMinutes(40));
    snapshots.write(FIRST, 1, "late");
    assertEquals(FIRST, snapshots.until());
    assertEquals(1, snapshots.merged(FIRST).size());
    snapshots.pass(Duration.ofMinutes(40));
    // The other day is as it was merged.
    assertEquals(new CompactionCount(1, 0), snapshots.compact(FIRST.plusDays(2)));
    assertEquals(2, snapshots.merged(FIRST).size());
    assertEquals(FIRST.plusDays(2), snapshots.until());
  }

  @Test
  void findsASnapshotThatNobodyToldOf() {
    snapshots.write(FIRST, 0, "a");
    snapshots.write(FIRST.plusDays(1), 0, "a");
    snapshots.compact(FIRST.plusDays(2));
    snapshots.writeWithoutTelling(FIRST, 1, "late");
    assertEquals(CompactionCount.NONE, snapshots.compact(FIRST.plusDays(2)));
    assertEquals(FIRST, snapshots.until());
    snapshots.pass(Duration.ofMinutes(40));
    snapshots.compact(FIRST.plusDays(2));
    assertEquals(2, snapshots.merged(FIRST).size());
  }

  @Test
  void takesBackASwitchBeforeItCountsWhenASnapshotWasCommittedWhileItsDayWasMerged() {
    snapshots.write(FIRST, 0, "a");
    snapshots.whenMerged(FIRST, () -> snapshots.write(FIRST, 1, "late"));
    assertEquals(new CompactionCount(1, 0), snapshots.compact(FIRST.plusDays(1)));
    assertEquals(1, snapshots.merged(FIRST).size());
    assertEquals(FIRST, snapshots.until());
    assertEquals(1, snapshots.switchLines());
    snapshots.store(store -> store);
    snapshots.pass(Duration.ofMinutes(40));
    assertEquals(new CompactionCount(1, 0), snapshots.compact(FIRST.plusDays(1)));
    assertEquals(2, snapshots.merged(FIRST).size());
    assertEquals(FIRST.plusDays(1), snapshots.until());
  }

  @Test
  void takesBackASwitchWhenTheFirstSnapshotOfADayWasCommittedMeanwhile() {
    snapshots.write(FIRST, 0, "a");
    snapshots.whenMerged(FIRST, () -> snapshots.write(FIRST.plusDays(1), 0, "late"));
    snapshots.compact(FIRST.plusDays(5));
    assertEquals(FIRST.plusDays(1), snapshots.until());
  }

  @Test
  void catchesUpSomeDaysARunTheOldestFirstOnceNoQueryGoesByTheSwitchBefore() {
    for (int day = 0; day < 8; day += 2) {
      snapshots.write(FIRST.plusDays(day), 0, "a");
    }
    assertEquals(new CompactionCount(3, 0), snapshots.compact(FIRST.plusDays(9)));
    assertEquals(FIRST.plusDays(6), snapshots.until());
    snapshots.pass(Duration.ofMinutes(20));
    assertEquals(CompactionCount.NONE, snapshots.compact(FIRST.plusDays(9)));
    snapshots.pass(Duration.ofMinutes(20));
    assertEquals(new CompactionCount(1, 0), snapshots.compact(FIRST.plusDays(9)));
    assertEquals(FIRST.plusDays(9), snapshots.until());
  }

  @Test
  void beginsNothingAndKeepsNothingWhenTimeIsOut() throws IOException {
    snapshots.write(FIRST, 0, "a");
    Map<String, String> before = new TreeMap<>(snapshots.contents());
    Deadline passed = Deadline.in(Duration.ZERO, Clock.systemUTC());
    assertEquals(CompactionCount.NONE, snapshots.compact(FIRST.plusDays(1), passed));
    assertEquals(before, snapshots.contents());
  }

  @Test
  void countsADayThatCannotBeMergedAndTriesItAgain() {
    snapshots.write(FIRST, 0, "a");
    snapshots.write(FIRST.plusDays(1), 0, "a");
    snapshots.write(FIRST.plusDays(2), 0, "a");
    byte[] whole = snapshots.damage(FIRST.plusDays(1), 0);
    assertEquals(new CompactionCount(1, 1), snapshots.compact(FIRST.plusDays(3)));
    assertEquals(FIRST.plusDays(1), snapshots.until());
    snapshots.repair(FIRST.plusDays(1), 0, whole);
    snapshots.pass(Duration.ofMinutes(40));
    assertEquals(new CompactionCount(2, 0), snapshots.compact(FIRST.plusDays(3)));
    assertEquals(FIRST.plusDays(3), snapshots.until());
  }

  @Test
  void mergesADayAgainWhoseFileARunThatBeganBeforeWroteOver() {
    snapshots.write(FIRST, 0, "a");
    snapshots.compact(FIRST.plusDays(1));
    byte[] early = snapshots.mergedFile(FIRST);
    snapshots.pass(Duration.ofMinutes(40));
    snapshots.writeWithoutTelling(FIRST, 1, "late");
    snapshots.compact(FIRST.plusDays(1));
    snapshots.pass(Duration.ofMinutes(40));
    snapshots.compact(FIRST.plusDays(1));
    snapshots.pass(Duration.ofMinutes(40));
    snapshots.mergedFile(FIRST, early);
    snapshots.compact(FIRST.plusDays(1));
    assertEquals(FIRST, snapshots.until());
    snapshots.pass(Duration.ofMinutes(40));
    snapshots.compact(FIRST.plusDays(1));
    assertEquals(2, snapshots.merged(FIRST).size());
    assertEquals(FIRST.plusDays(1), snapshots.until());
  }

  @ParameterizedTest
  @EnumSource(FileFormat.class)
  void leavesADayToTheLaterVersionThatKnowsAllItsColumns(FileFormat format) {
    snapshots.write(FIRST, 0, "a");
    snapshots.writeOfLaterVersion(format, FIRST.plusDays(1), 0);
    assertEquals(new CompactionCount(1, 1), snapshots.compact(FIRST.plusDays(2)));
    assertEquals(FIRST.plusDays(1), snapshots.until());
  }

  @Test
  void keepsTheLastSwitchesOnly() {
    LayoutSwitches switches = snapshots.switches();
    for (int day = 0; day < 120; day++) {
      switches.readMergedUntil(FIRST.plusDays(day));
      snapshots.pass(Duration.ofMinutes(40));
    }
    assertEquals(100, snapshots.switchLines());
    assertEquals(FIRST.plusDays(119), snapshots.until());
  }
}
