package dev.ecsinventory.index;

import static dev.ecsinventory.compact.HourlySnapshots.id;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ecsinventory.compact.HourlySnapshots;
import dev.ecsinventory.config.Retention;
import dev.ecsinventory.index.IndexMaintenance.Pass;
import dev.ecsinventory.model.Deadline;
import dev.ecsinventory.schema.FileFormat;
import dev.ecsinventory.schema.Snapshots;
import dev.ecsinventory.schema.TaskSets;
import dev.ecsinventory.store.ListedObject;
import dev.ecsinventory.store.ObjectStore;
import dev.ecsinventory.verify.ConservationFinding;
import dev.ecsinventory.verify.FindingCode;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lines of other days, changed compacted files, and days that expire or expired. */
class IndexIntegrityTest {
  private static final LocalDate DAY = LocalDate.parse("2026-01-15");
  private static final LocalDate NEXT = DAY.plusDays(1);

  @TempDir Path directory;

  private HourlySnapshots snapshots;

  @BeforeEach
  void createSnapshots() {
    snapshots = new HourlySnapshots(directory);
  }

  @Test
  void removesTheLinesOfAnotherDay() {
    snapshots.write(DAY, 0, "a");
    snapshots.write(NEXT, 0, "b");
    for (FileFormat format : FileFormat.values()) {
      String index = snapshots.keys().dayIndex(format, "task_sets", NEXT);
      String before = text(index);
      put(index, text(snapshots.keys().dayIndex(format, "task_sets", DAY)) + before);
      assertEquals(Set.of(FindingCode.INDEX_FILE_FOREIGN), codes());
      assertEquals(new Pass(2, 1, 0, List.of()), runAll());
      assertEquals(before, text(index));
    }
    assertEquals(Set.of(), codes());
  }

  @Test
  void removesTheCompactedFileOfAnotherDay() {
    snapshots.write(DAY, 0, "a");
    snapshots.write(DAY, 1, "a", "c");
    snapshots.write(NEXT, 0, "b");
    snapshots.compact(NEXT);
    String index = snapshots.keys().dayIndex(FileFormat.PARQUET, "task_sets", NEXT);
    put(index, text(snapshots.keys().dayIndex(FileFormat.PARQUET, "task_sets", DAY)));
    assertTrue(codes().contains(FindingCode.INDEX_FILE_FOREIGN), codes().toString());
    runAll();
    assertEquals(
        snapshots.rows(FileFormat.JSON, NEXT).size(),
        snapshots.rows(FileFormat.PARQUET, NEXT).size());
    assertEquals(Set.of(), codes());
  }

  /** Queries take the snapshots that they read in other tables from {@code snapshots}. */
  @Test
  void emptiesSnapshotsBeforeOtherTables() {
    snapshots.write(DAY, 0, "a");
    List<String> puts = Collections.synchronizedList(new ArrayList<>());
    snapshots.store(store -> recordingPuts(store, puts));
    Retention retention = new Retention(Optional.of(30), Optional.of(60));
    snapshots.maintenance(retention, DAY.plusDays(58)).run(Deadline.NONE);
    List<String> emptied = puts.stream().filter(key -> key.endsWith("symlink.txt")).toList();
    assertEquals(4, emptied.size(), emptied.toString());
    assertEquals(
        Set.of(index(FileFormat.JSON, "snapshots"), index(FileFormat.PARQUET, "snapshots")),
        Set.copyOf(emptied.subList(0, 2)));
  }

  @Test
  void aLongerRetentionDoesNotListFilesThatWereDeletedByAShorterOne() {
    snapshots.write(DAY, 0, "a");
    Retention shorter = new Retention(Optional.of(30), Optional.of(2_000));
    snapshots.maintenance(shorter, DAY.plusDays(40)).runAll(Deadline.NONE);
    keys("inventory/json/").forEach(this::delete);
    Retention longer = new Retention(Optional.of(365), Optional.of(2_000));
    assertEquals(
        new Pass(1, 0, 0, List.of()),
        snapshots.maintenance(longer, DAY.plusDays(41)).runAll(Deadline.NONE));
    assertTrue(snapshots.listed(FileFormat.JSON, TaskSets.DATASET, DAY).isEmpty());
    assertFalse(snapshots.listed(FileFormat.PARQUET, TaskSets.DATASET, DAY).isEmpty());
  }

  @Test
  void replacesATruncatedCompactedFileByItsInputs() {
    compactDay();
    String compacted = snapshots.listed(FileFormat.PARQUET, TaskSets.DATASET, DAY).getFirst();
    byte[] content = snapshots.store().get(compacted).orElseThrow();
    snapshots.store().put(compacted, Arrays.copyOf(content, 100), "");
    assertTrue(codes().contains(FindingCode.INDEX_FILE_CHANGED), codes().toString());
    runAll();
    assertEquals(3, snapshots.rows(FileFormat.PARQUET, DAY).size());
    assertEquals(Set.of(), codes());
  }

  @Test
  void reportsACompactedFileWithOtherBytes() {
    compactDay();
    String compacted = snapshots.listed(FileFormat.PARQUET, TaskSets.DATASET, DAY).getFirst();
    byte[] content = snapshots.store().get(compacted).orElseThrow();
    content[content.length / 2] ^= 1;
    snapshots.store().put(compacted, content, "");
    assertEquals(Set.of(FindingCode.INDEX_FILE_CHANGED), codes());
  }

  @Test
  void reportsALineThatIsThereTwice() {
    snapshots.write(DAY, 0, "a");
    String index = index(FileFormat.JSON, "task_sets");
    put(index, text(index) + text(index));
    assertEquals(Set.of(FindingCode.INDEX_FILE_FOREIGN), codes());
    runAll();
    assertEquals(Set.of(), codes());
  }

  @Test
  void reportsALineOfAnotherBucketAmongTheOwnOnes() {
    snapshots.write(DAY, 0, "a");
    String index = index(FileFormat.JSON, "task_sets");
    put(index, text(index) + "s3://other/" + id(DAY, 0) + ".jsonl.gz\n");
    assertEquals(Set.of(FindingCode.INDEX_FILE_FOREIGN), codes());
  }

  /** Files of compacted current days expire early; nothing runs meanwhile. */
  @Test
  void aRunAfterALongPauseReplacesExpiredFilesOfTheLastDay() {
    compactDay();
    snapshots.write(NEXT, 0, "a", "b");
    for (int hour = 1; hour < 8; hour++) {
      snapshots.write(NEXT, hour, "a");
      snapshots.compact(NEXT);
    }
    List<String> expired = keys(snapshots.keys().compactedToday());
    assertFalse(expired.isEmpty());
    expired.forEach(this::delete);
    snapshots.maintenance(Retention.UNKNOWN, NEXT.plusDays(20)).run(Deadline.NONE);
    assertEquals(9, snapshots.rows(FileFormat.PARQUET, NEXT).size());
    assertEquals(8, snapshots.rows(FileFormat.PARQUET, Snapshots.DATASET, NEXT).size());
  }

  private void compactDay() {
    snapshots.write(DAY, 0, "a", "b");
    snapshots.write(DAY, 1, "b");
    snapshots.compact(NEXT);
  }

  private String index(FileFormat format, String dataset) {
    return snapshots.keys().dayIndex(format, dataset, DAY);
  }

  private Set<FindingCode> codes() {
    IndexCheck check = new IndexCheck(snapshots.store(), snapshots.keys());
    return Set.copyOf(
        check.check(check.indexedDays()).stream().map(ConservationFinding::code).toList());
  }

  private Pass runAll() {
    return snapshots.maintenance(Retention.UNKNOWN, NEXT).runAll(Deadline.NONE);
  }

  private List<String> keys(String prefix) {
    return snapshots.store().list(prefix, "").stream().map(ListedObject::key).toList();
  }

  private String text(String key) {
    return new String(snapshots.store().get(key).orElseThrow(), StandardCharsets.UTF_8);
  }

  private void put(String key, String text) {
    snapshots.store().put(key, text.getBytes(StandardCharsets.UTF_8), "");
  }

  private void delete(String key) {
    assertTrue(directory.resolve(key).toFile().delete(), key);
  }

  private static ObjectStore recordingPuts(ObjectStore store, List<String> puts) {
    return (ObjectStore)
        Proxy.newProxyInstance(
            ObjectStore.class.getClassLoader(),
            new Class<?>[] {ObjectStore.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("putIfUnchanged")) {
                puts.add((String) arguments[0]);
              }
              try {
                return method.invoke(store, arguments);
              } catch (InvocationTargetException failure) {
                throw failure.getCause();
              }
            });
  }
}
