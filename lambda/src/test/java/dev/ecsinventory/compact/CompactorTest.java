package dev.ecsinventory.compact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ecsinventory.model.Deadline;
import dev.ecsinventory.pipeline.Crashes;
import dev.ecsinventory.pipeline.CrashingStore;
import dev.ecsinventory.pipeline.StoreWithHook;
import dev.ecsinventory.schema.Dataset;
import dev.ecsinventory.schema.FileFormat;
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.schema.Snapshots;
import dev.ecsinventory.schema.TaskSets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The compactor replaces the lines of a day index by one file with the same rows. */
@Execution(ExecutionMode.CONCURRENT)
class CompactorTest {
  private static final LocalDate FIRST = LocalDate.parse("2026-01-15");

  @TempDir Path directory;

  private HourlySnapshots snapshots;

  @BeforeEach
  void createSnapshots() {
    snapshots = new HourlySnapshots(directory);
  }

  @Test
  void replacesTheLinesOfAClosedDayByOneFileSortedByTargetTaskSetAndTime() {
    List<Row> rows = snapshots.write(FIRST, 0, "a", "b").rows();
    rows.addAll(snapshots.write(FIRST, 1, "b", "c").rows());
    rows.addAll(snapshots.write(FIRST, 2).rows());
    snapshots.write(FIRST.plusDays(1), 0, "a");
    assertEquals(new CompactionCount(2, 0), snapshots.compact(FIRST.plusDays(1)));
    rows.sort(
        Comparator.comparing((Row row) -> HourlySnapshots.target(row.get(TaskSets.TASK_SET_ARN)))
            .thenComparing(row -> row.get(TaskSets.TASK_SET_ARN))
            .thenComparing(row -> row.get(TaskSets.DATASET.snapshotTime())));
    assertEquals(rows, snapshots.rows(FileFormat.PARQUET, FIRST));
    assertEquals(4, rows.size());
    assertOneFile("inventory/compacted/task_sets/dt=2026-01-15/", TaskSets.DATASET, FIRST);
    assertOneFile("inventory/compacted/snapshots/dt=2026-01-15/", Snapshots.DATASET, FIRST);
    assertEquals(3, snapshots.rows(FileFormat.PARQUET, Snapshots.DATASET, FIRST).size());
    // Neither the current day nor JSON Lines are changed.
    assertEquals(
        1, snapshots.listed(FileFormat.PARQUET, TaskSets.DATASET, FIRST.plusDays(1)).size());
    assertEquals(3, snapshots.listed(FileFormat.JSON, Snapshots.DATASET, FIRST).size());
  }

  private void assertOneFile(String folder, Dataset dataset, LocalDate day) {
    SortedSet<String> files = snapshots.listed(FileFormat.PARQUET, dataset, day);
    assertEquals(1, files.size(), files.toString());
    assertTrue(files.first().matches(folder + "[0-9a-f]{8}\\.parquet"), files.first());
  }

  @Test
  void doesNotChangeDataFiles() {
    snapshots.write(FIRST, 0, "a");
    Map<String, String> before = snapshots.contents();
    snapshots.compact(FIRST.plusDays(1));
    Map<String, String> after = snapshots.contents();
    assertEquals(before.size() + 4, after.size(), "two files and their descriptions");
    before.keySet().removeIf(key -> key.contains("/tables/"));
    after.keySet().retainAll(before.keySet());
    assertEquals(before, after);
  }

  @Test
  void compactsTheCurrentDayAfterEachSnapshot() {
    snapshots.write(FIRST, 0, "a");
    assertEquals(CompactionCount.NONE, snapshots.compact(FIRST), "one file of each table");
    for (int hour = 1; hour < 4; hour++) {
      snapshots.write(FIRST, hour, "a", "b");
      assertEquals(new CompactionCount(2, 0), snapshots.compact(FIRST));
      assertOneFile("inventory/compacted/today/task_sets/dt=2026-01-15/", TaskSets.DATASET, FIRST);
      assertEquals(1 + 2 * hour, snapshots.rows(FileFormat.PARQUET, FIRST).size());
      assertEquals(CompactionCount.NONE, snapshots.compact(FIRST));
    }
  }

  @Test
  void compactsALargeCurrentDayOnceMoreThanFourSnapshotsAreUncompacted() {
    snapshots.everyDayIsLarge();
    for (int hour = 0; hour < 4; hour++) {
      snapshots.write(FIRST, hour, "a", "b");
    }
    assertEquals(CompactionCount.NONE, snapshots.compact(FIRST));
    snapshots.write(FIRST, 4, "a", "b");
    assertEquals(new CompactionCount(2, 0), snapshots.compact(FIRST));
    assertOneFile("inventory/compacted/today/task_sets/dt=2026-01-15/", TaskSets.DATASET, FIRST);
    assertEquals(10, snapshots.rows(FileFormat.PARQUET, FIRST).size());
    for (int hour = 5; hour < 9; hour++) {
      snapshots.write(FIRST, hour, "a", "b");
      assertEquals(CompactionCount.NONE, snapshots.compact(FIRST));
    }
    assertEquals(18, snapshots.rows(FileFormat.PARQUET, FIRST).size());
    snapshots.write(FIRST, 9, "a", "b");
    assertEquals(new CompactionCount(2, 0), snapshots.compact(FIRST));
    assertEquals(20, snapshots.rows(FileFormat.PARQUET, FIRST).size());
    // The file of a closed day does not depend on files of the current day, which the lifecycle
    // deletes soon.
    assertEquals(new CompactionCount(2, 0), snapshots.compact(FIRST.plusDays(1)));
    assertOneFile("inventory/compacted/task_sets/dt=2026-01-15/", TaskSets.DATASET, FIRST);
    assertEquals(20, snapshots.rows(FileFormat.PARQUET, FIRST).size());
    assertEquals(CompactionCount.NONE, snapshots.compact(FIRST.plusDays(1)));
  }

  @Test
  void addsALateSnapshotAsLinesThatTheNextCompactionMerges() {
    List<Row> rows = snapshots.write(FIRST, 0, "a").rows();
    snapshots.compact(FIRST.plusDays(1));
    rows.addAll(snapshots.write(FIRST, 1, "late").rows());
    assertEquals(2, snapshots.listed(FileFormat.PARQUET, TaskSets.DATASET, FIRST).size());
    assertEquals(Set.copyOf(rows), Set.copyOf(snapshots.rows(FileFormat.PARQUET, FIRST)));
    assertEquals(new CompactionCount(2, 0), snapshots.compact(FIRST.plusDays(1)));
    assertOneFile("inventory/compacted/task_sets/dt=2026-01-15/", TaskSets.DATASET, FIRST);
    assertEquals(rows.size(), snapshots.rows(FileFormat.PARQUET, FIRST).size());
  }

  @Test
  void doesNotAddASnapshotThatACompactedFileHas() {
    HourlySnapshots.Written written = snapshots.write(FIRST, 0, "a");
    snapshots.compact(FIRST.plusDays(1));
    Map<String, String> before = snapshots.contents();
    snapshots.index(written);
    assertEquals(before, snapshots.contents());
  }

  @Test
  void preservesASnapshotThatIsIndexedDuringCompaction() {
    snapshots.write(FIRST, 0, "a");
    snapshots.store(
        store ->
            StoreWithHook.once(
                store,
                key -> key.contains("/compacted/task_sets/"),
                () -> new HourlySnapshots(directory).write(FIRST, 1, "late")));
    snapshots.compact(FIRST.plusDays(1));
    assertEquals(2, snapshots.rows(FileFormat.PARQUET, FIRST).size());
    assertEquals(2, snapshots.rows(FileFormat.PARQUET, Snapshots.DATASET, FIRST).size());
  }

  @Test
  void compactsSnapshotsOfEveryScope() {
    List<Row> rows = snapshots.write(FIRST, 0, "a").rows();
    rows.addAll(snapshots.writeScoped(FIRST, 0, "b").rows());
    snapshots.abort(HourlySnapshots.BOTH, HourlySnapshots.id(FIRST, 1), "ghost");
    snapshots.compact(FIRST.plusDays(1));
    assertEquals(Set.copyOf(rows), Set.copyOf(snapshots.rows(FileFormat.PARQUET, FIRST)));
    assertEquals(2, snapshots.rows(FileFormat.PARQUET, FIRST).size());
  }

  @Test
  void aRetryAfterACrashAtAnyWriteResultsInTheSameBytes() {
    Crashes counting = Crashes.never();
    Map<String, String> expected = contentsAfter(directory.resolve("whole"), counting, false);
    assertEquals(6, counting.writes());
    for (int moment = 0; moment < 2 * counting.writes(); moment++) {
      Path folder = directory.resolve("crash" + moment);
      assertEquals(
          withoutUris(expected),
          withoutUris(contentsAfter(folder, Crashes.at(moment), true)),
          "moment " + moment);
    }
  }

  /** Without the URI of the directory, which the index contains. */
  private static Map<String, String> withoutUris(Map<String, String> contents) {
    contents.replaceAll((key, hash) -> key.contains("/tables/") ? "" : hash);
    return contents;
  }

  private Map<String, String> contentsAfter(Path folder, Crashes crashes, boolean dies) {
    HourlySnapshots crashing = new HourlySnapshots(folder);
    crashing.write(FIRST, 0, "a", "b");
    crashing.write(FIRST, 1, "b");
    crashing.store(store -> CrashingStore.withItsUris(store, crashes));
    if (dies) {
      crashes.during(() -> crashing.compact(FIRST.plusDays(1)));
      assertEquals(3, crashing.rows(FileFormat.PARQUET, FIRST).size());
      crashing.store(store -> store);
    }
    crashing.compact(FIRST.plusDays(1));
    assertEquals(3, crashing.rows(FileFormat.PARQUET, FIRST).size());
    return crashing.contents();
  }

  @Test
  void countsADayWithAnErrorAndThrowsNothing() {
    snapshots.write(FIRST, 0, "a");
    snapshots.store(
        store ->
            StoreWithHook.each(
                store,
                key -> {
                  throw new OutOfMemoryError("Java heap space");
                }));

    // The rows of the dataset and the rows of {@code snapshots}.
    assertEquals(new CompactionCount(0, 2), snapshots.compact(FIRST.plusDays(1)));
    snapshots.store(store -> store);
    assertEquals(new CompactionCount(2, 0), snapshots.compact(FIRST.plusDays(1)));
  }

  @Test
  void compactsALimitedNumberOfDaysPerRunTheNewestFirst() {
    for (int day = 0; day < 8; day += 2) {
      snapshots.write(FIRST.plusDays(day), 0, "a");
    }
    assertEquals(new CompactionCount(6, 0), snapshots.compact(FIRST.plusDays(9)));
    assertEquals(1, snapshots.rows(FileFormat.PARQUET, FIRST).size());
    assertTrue(isCompacted(FIRST.plusDays(2)));
    assertFalse(isCompacted(FIRST));
    assertEquals(new CompactionCount(2, 0), snapshots.compact(FIRST.plusDays(9)));
    assertTrue(isCompacted(FIRST));
  }

  private boolean isCompacted(LocalDate day) {
    return snapshots.listed(FileFormat.PARQUET, TaskSets.DATASET, day).stream()
        .allMatch(file -> file.startsWith("inventory/compacted/"));
  }

  @Test
  void writesNothingAfterTheDeadline() {
    snapshots.write(FIRST, 0, "a");
    Map<String, String> before = new TreeMap<>(snapshots.contents());
    Deadline passed = Deadline.in(Duration.ZERO, Clock.systemUTC());
    assertEquals(CompactionCount.NONE, snapshots.compact(FIRST.plusDays(1), passed));
    assertEquals(before, snapshots.contents());
  }

  @Test
  void countsAndRetriesADayThatCannotBeCompacted() {
    for (int day = 0; day < 3; day++) {
      snapshots.write(FIRST.plusDays(day), 0, "b");
    }
    byte[] whole = snapshots.damage(FIRST.plusDays(1), 0);
    assertEquals(new CompactionCount(5, 1), snapshots.compact(FIRST.plusDays(3)));
    snapshots.repair(FIRST.plusDays(1), 0, whole);
    assertEquals(new CompactionCount(1, 0), snapshots.compact(FIRST.plusDays(3)));
  }

  @Test
  void restoresDataFilesIfAClosedDayCannotBeCompacted() {
    for (int hour = 0; hour < 5; hour++) {
      snapshots.write(FIRST, hour, "b");
    }
    snapshots.compact(FIRST);
    snapshots.damage(FIRST, 0);
    assertEquals(new CompactionCount(1, 1), snapshots.compact(FIRST.plusDays(1)));
    SortedSet<String> listed = snapshots.listed(FileFormat.PARQUET, TaskSets.DATASET, FIRST);
    assertEquals(5, listed.size());
    assertTrue(listed.first().startsWith("inventory/parquet/task_sets/"), listed.toString());
  }

  /** The compacted files of the current day are deleted after some days. */
  @Test
  void restoresDataFilesIfThereIsNoTimeToCompactAClosedDay() {
    for (int hour = 0; hour < 5; hour++) {
      snapshots.write(FIRST, hour, "b");
    }
    snapshots.compact(FIRST);
    List<Row> rows = snapshots.rows(FileFormat.PARQUET, FIRST);
    Deadline passed = Deadline.in(Duration.ZERO, Clock.systemUTC());
    assertEquals(CompactionCount.NONE, snapshots.compact(FIRST.plusDays(1), passed));
    for (Dataset dataset : List.of(TaskSets.DATASET, Snapshots.DATASET)) {
      SortedSet<String> listed = snapshots.listed(FileFormat.PARQUET, dataset, FIRST);
      assertEquals(5, listed.size());
      assertTrue(
          listed.stream().noneMatch(file -> file.contains("/compacted/")), listed.toString());
    }
    assertEquals(rows, snapshots.rows(FileFormat.PARQUET, FIRST));
    assertEquals(new CompactionCount(2, 0), snapshots.compact(FIRST.plusDays(1)));
  }

  @Test
  void restoresDataFilesOfTheClosedDaysBeyondTheLimitOfARun() {
    for (int day = 0; day < 5; day++) {
      snapshots.write(FIRST.plusDays(day), 0, "a");
      snapshots.write(FIRST.plusDays(day), 1, "b");
      snapshots.compact(FIRST.plusDays(day));
    }
    // The closed days are compacted by now, except for one with a late snapshot.
    snapshots.write(FIRST, 2, "a");
    snapshots.compact(FIRST);
    for (int day = 1; day < 5; day++) {
      snapshots.write(FIRST.plusDays(day), 2, "a");
    }
    snapshots.compact(FIRST.plusDays(5));
    assertTrue(
        snapshots.listed(FileFormat.PARQUET, TaskSets.DATASET, FIRST).stream()
            .noneMatch(file -> file.contains("/today/")));
    assertEquals(3, snapshots.rows(FileFormat.PARQUET, FIRST).size());
  }

  @Test
  void skipsADayWithColumnsOfALaterVersion() {
    snapshots.writeOfLaterVersion(FIRST, 0);
    assertEquals(new CompactionCount(1, 1), snapshots.compact(FIRST.plusDays(2)));
    assertFalse(isCompacted(FIRST));
  }
}
