package dev.ecsinventory.index;

import static dev.ecsinventory.compact.HourlySnapshots.BOTH;
import static dev.ecsinventory.compact.HourlySnapshots.id;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ecsinventory.compact.HourlySnapshots;
import dev.ecsinventory.compact.HourlySnapshots.Written;
import dev.ecsinventory.concurrent.Tasks;
import dev.ecsinventory.config.Retention;
import dev.ecsinventory.index.IndexMaintenance.Pass;
import dev.ecsinventory.manifest.Manifest;
import dev.ecsinventory.model.Deadline;
import dev.ecsinventory.model.SnapshotId;
import dev.ecsinventory.pipeline.Crashes;
import dev.ecsinventory.pipeline.CrashingStore;
import dev.ecsinventory.pipeline.StoreWithHook;
import dev.ecsinventory.schema.FileFormat;
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.schema.Snapshots;
import dev.ecsinventory.schema.TaskSets;
import dev.ecsinventory.store.ObjectStore;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The day indexes list the data files of committed snapshots, and no others. */
@Execution(ExecutionMode.CONCURRENT)
class TableIndexTest {
  private static final LocalDate DAY = LocalDate.parse("2026-01-15");

  @TempDir Path directory;

  private HourlySnapshots snapshots;

  @BeforeEach
  void createStore() {
    snapshots = new HourlySnapshots(directory);
  }

  @Test
  void listsTheUriOfEachDataFileWithRowsInOrder() {
    snapshots.write(DAY, 1, "b");
    snapshots.write(DAY, 0, "a", "b");
    snapshots.abort(BOTH, id(DAY, 2), "ghost");
    for (FileFormat format : FileFormat.values()) {
      byte[] index =
          snapshots.store().get(snapshots.keys().dayIndex(format, "task_sets", DAY)).orElseThrow();
      List<String> lines = new String(index, StandardCharsets.UTF_8).lines().toList();
      assertEquals(3, lines.size());
      assertEquals(lines.stream().sorted().toList(), lines);
      assertTrue(lines.stream().allMatch(line -> line.startsWith("file:///")), lines.toString());
      assertTrue(lines.getFirst().contains("/20260115T000000Z-"), lines.toString());
      assertEquals(3, snapshots.rows(format, DAY).size());
      assertEquals(2, snapshots.rows(format, Snapshots.DATASET, DAY).size());
    }
  }

  @Test
  void updatesTheIndexOfSnapshotsLast() {
    List<String> puts = new CopyOnWriteArrayList<>();
    snapshots.store(store -> StoreWithHook.each(store, puts::add));
    snapshots.write(DAY, 0, "a");
    assertEquals(
        List.of(
            "inventory/tables/json/snapshots/dt=2026-01-15/symlink.txt",
            "inventory/tables/parquet/snapshots/dt=2026-01-15/symlink.txt"),
        puts.subList(2, puts.size()));
  }

  @Test
  void concurrentWritersConverge() {
    List<Written> written =
        IntStream.range(0, 24)
            .mapToObj(hour -> snapshots.commit(BOTH, id(DAY, hour), "a"))
            .toList();
    Tasks.forEach(written, snapshots::index);
    assertEquals(24, snapshots.rows(FileFormat.PARQUET, DAY).size());
    assertEquals(24, snapshots.rows(FileFormat.JSON, Snapshots.DATASET, DAY).size());
  }

  /**
   * Queries select snapshots through {@code snapshots}: they read all rows of a snapshot or none.
   */
  @Test
  void aCrashBetweenTwoPutsShowsTheSnapshotInAllDatasetsOrNoneUntilTheNextRun() {
    for (int moment = 0; moment < 8; moment++) {
      HourlySnapshots crashing = new HourlySnapshots(directory.resolve("crash" + moment));
      crashing.write(DAY, 0, "a", "b");
      Crashes crashes = Crashes.at(moment);
      crashing.store(store -> CrashingStore.withItsUris(store, crashes));
      Written late = crashing.commit(BOTH, id(DAY, 1), "a", "b");
      assertThrows(Crashes.Crash.class, () -> crashing.index(late));
      crashing.store(store -> store);
      for (FileFormat format : FileFormat.values()) {
        assertEquals(2 * visible(crashing, format), visibleRows(crashing, format), "" + moment);
      }
      crashing.maintenance(Retention.UNKNOWN, DAY).run(Deadline.NONE);
      for (FileFormat format : FileFormat.values()) {
        assertEquals(2, visible(crashing, format));
        assertEquals(4, visibleRows(crashing, format));
      }
    }
  }

  private static int visible(HourlySnapshots of, FileFormat format) {
    return of.rows(format, Snapshots.DATASET, DAY).size();
  }

  private static long visibleRows(HourlySnapshots of, FileFormat format) {
    Set<String> ids =
        of.rows(format, Snapshots.DATASET, DAY).stream()
            .map(row -> row.get(Snapshots.DATASET.snapshotId()))
            .collect(Collectors.toSet());
    return of.rows(format, DAY).stream()
        .filter(row -> ids.contains(row.get(TaskSets.DATASET.snapshotId())))
        .count();
  }

  @Test
  void repairsTheDaysSinceItsCheckpoint() {
    for (int day = 0; day < 10; day++) {
      snapshots.commit(BOTH, id(DAY.plusDays(day), 0), "a");
    }
    assertEquals(new Pass(10, 10, 0, List.of()), run(DAY.plusDays(9)));
    assertEquals(1, snapshots.rows(FileFormat.JSON, DAY).size());
    assertEquals(new Pass(3, 0, 0, List.of()), run(DAY.plusDays(9)));
    // An older version commits without an index.
    snapshots.commit(BOTH, id(DAY.plusDays(9), 1), "b");
    assertEquals(new Pass(3, 1, 0, List.of()), run(DAY.plusDays(9)));
    snapshots.commit(BOTH, id(DAY, 1), "b");
    assertEquals(new Pass(3, 0, 0, List.of()), run(DAY.plusDays(9)));
    assertEquals(
        new Pass(10, 1, 0, List.of()),
        snapshots.maintenance(Retention.UNKNOWN, DAY.plusDays(9)).runAll(Deadline.NONE));
    assertEquals(2, snapshots.rows(FileFormat.JSON, DAY).size());
  }

  private Pass run(LocalDate today) {
    return snapshots.maintenance(Retention.UNKNOWN, today).run(Deadline.NONE);
  }

  @Test
  void resumesAfterTheDeadline() {
    for (int day = 0; day < 4; day++) {
      snapshots.commit(BOTH, id(DAY.plusDays(day), 0), "a");
    }
    Pass none =
        snapshots
            .maintenance(Retention.UNKNOWN, DAY.plusDays(9))
            .runAll(Deadline.in(Duration.ZERO, Clock.systemUTC()));
    assertEquals(new Pass(4, 0, 4, List.of()), none);
    assertFalse(none.isComplete());
    assertEquals(new Pass(4, 4, 0, List.of()), run(DAY.plusDays(9)));
  }

  @Test
  void aCommitIntoAnEarlierDayLowersTheCheckpoint() {
    snapshots.write(DAY, 0, "a");
    run(DAY.plusDays(9));
    new IndexedUpTo(snapshots.store(), snapshots.keys()).lowerTo(DAY.plusDays(1), DAY.plusDays(9));
    snapshots.commit(BOTH, id(DAY.plusDays(1), 0), "a");
    assertEquals(new Pass(1, 1, 0, List.of()), run(DAY.plusDays(9)));
    assertEquals(1, snapshots.rows(FileFormat.PARQUET, DAY.plusDays(1)).size());
  }

  @Test
  void aLateCommitEveryDayDoesNotStopTheCheckpoint() {
    IndexedUpTo checkpoint = new IndexedUpTo(snapshots.store(), snapshots.keys());
    for (int day = 0; day < 9; day++) {
      LocalDate today = DAY.plusDays(day);
      checkpoint.lowerTo(today.minusDays(1), today);
      run(today);
      assertEquals(today.minusDays(day < 2 ? 2 : 3), checkpoint.read().day(), "" + day);
    }
  }

  @Test
  void readsNoManifestOfASnapshotThatIsIndexed() {
    snapshots.write(DAY, 0, "a");
    run(DAY);
    Set<String> read = new HashSet<>();
    snapshots.store(store -> StoreWithHook.eachRead(store, read::add));
    run(DAY);
    assertTrue(read.stream().noneMatch(key -> key.contains("/manifests/")), read.toString());
    assertTrue(read.stream().anyMatch(key -> key.contains("/tables/json/snapshots/")));
  }

  @Test
  void checksASnapshotOfOneFormatByItsManifest() {
    snapshots.commit(EnumSet.of(FileFormat.JSON), id(DAY, 0), "a");
    assertEquals(new Pass(1, 1, 0, List.of()), run(DAY));
    assertEquals(new Pass(1, 0, 0, List.of()), run(DAY));
    assertEquals(1, snapshots.rows(FileFormat.JSON, DAY).size());
    assertTrue(snapshots.listed(FileFormat.PARQUET, TaskSets.DATASET, DAY).isEmpty());
  }

  @Test
  void removesAWithdrawnSnapshotAlsoFromACompactedFile() {
    snapshots.write(DAY, 0, "a");
    List<Row> kept = snapshots.write(DAY, 1, "b").rows();
    snapshots.compact(DAY.plusDays(1));
    SnapshotId withdrawn = id(DAY, 0);
    new TableIndex(snapshots.store(), snapshots.keys())
        .withdraw(
            withdrawn,
            DAY.plusDays(9),
            () ->
                snapshots
                    .store()
                    .putIfAbsent(snapshots.keys().withdrawn(withdrawn), new byte[] {'{', '}'}, ""));
    assertEquals(kept, snapshots.rows(FileFormat.PARQUET, DAY));
    assertEquals(kept, snapshots.rows(FileFormat.JSON, DAY));
    assertEquals(1, snapshots.rows(FileFormat.PARQUET, Snapshots.DATASET, DAY).size());
    // A retry of the event does not add the snapshot again.
    snapshots.index(new Written(withdrawn, List.of(), manifest(withdrawn)));
    assertEquals(kept, snapshots.rows(FileFormat.PARQUET, DAY));
  }

  private Manifest manifest(SnapshotId snapshot) {
    return Manifest.read(snapshots.store(), snapshots.keys(), snapshot).orElseThrow();
  }

  @Test
  void theNextRunRemovesAWithdrawnSnapshotOfItsDays() {
    snapshots.write(DAY, 0, "a");
    run(DAY);
    snapshots.store().put(snapshots.keys().withdrawn(id(DAY, 0)), new byte[] {'{', '}'}, "");
    run(DAY);
    assertTrue(snapshots.rows(FileFormat.PARQUET, DAY).isEmpty());
    assertTrue(snapshots.rows(FileFormat.JSON, Snapshots.DATASET, DAY).isEmpty());
  }

  @Test
  void emptiesTheIndexesOfDaysBeforeTheirDataFilesExpire() {
    snapshots.write(DAY, 0, "a");
    Retention retention = new Retention(Optional.of(30), Optional.of(60));
    snapshots.maintenance(retention, DAY.plusDays(26)).run(Deadline.NONE);
    assertEquals(1, snapshots.rows(FileFormat.JSON, DAY).size());
    snapshots.maintenance(retention, DAY.plusDays(27)).run(Deadline.NONE);
    assertTrue(snapshots.listed(FileFormat.JSON, TaskSets.DATASET, DAY).isEmpty());
    assertTrue(snapshots.listed(FileFormat.JSON, Snapshots.DATASET, DAY).isEmpty());
    assertEquals(1, snapshots.rows(FileFormat.PARQUET, DAY).size());
    // Neither a full pass nor a retry of the event fills the indexes again.
    assertEquals(
        0, snapshots.maintenance(retention, DAY.plusDays(28)).runAll(Deadline.NONE).repaired());
    assertTrue(snapshots.listed(FileFormat.JSON, TaskSets.DATASET, DAY).isEmpty());
  }

  @Test
  void replacesALostCompactedFile() {
    snapshots.write(DAY, 0, "a");
    snapshots.write(DAY, 1, "b");
    snapshots.compact(DAY.plusDays(1));
    ObjectStore withoutCompacted =
        (ObjectStore)
            Proxy.newProxyInstance(
                TableIndexTest.class.getClassLoader(),
                new Class<?>[] {ObjectStore.class},
                (proxy, method, arguments) ->
                    method.getName().equals("read")
                            && ((String) arguments[0]).contains("/compacted/")
                        ? Optional.empty()
                        : method.getDeclaringClass() == Object.class
                            ? method.invoke(proxy, arguments)
                            : method.isDefault()
                                ? InvocationHandler.invokeDefault(proxy, method, arguments)
                                : method.invoke(snapshots.store(), arguments));
    new IndexMaintenance(withoutCompacted, snapshots.keys(), Retention.UNKNOWN, Clock.systemUTC())
        .runAll(Deadline.NONE);
    assertEquals(2, snapshots.listed(FileFormat.PARQUET, Snapshots.DATASET, DAY).size());
    assertEquals(2, snapshots.rows(FileFormat.PARQUET, DAY).size());
  }

  @Test
  void buildsTheIndexesOfACopiedBucket() {
    snapshots.write(DAY, 0, "a");
    Map<String, String> before = snapshots.contents();
    String key = snapshots.keys().dayIndex(FileFormat.JSON, "snapshots", DAY);
    snapshots.store().put(key, "s3://another/inventory/x\n".getBytes(StandardCharsets.UTF_8), "");
    snapshots.maintenance(Retention.UNKNOWN, DAY).runAll(Deadline.NONE);
    assertEquals(before.get(key), snapshots.contents().get(key));
  }
}
