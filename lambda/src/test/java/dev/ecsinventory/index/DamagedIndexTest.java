package dev.ecsinventory.index;

import static dev.ecsinventory.compact.HourlySnapshots.BOTH;
import static dev.ecsinventory.compact.HourlySnapshots.id;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ecsinventory.compact.HourlySnapshots;
import dev.ecsinventory.config.Retention;
import dev.ecsinventory.index.IndexMaintenance.Pass;
import dev.ecsinventory.manifest.CommittedSnapshots;
import dev.ecsinventory.model.Deadline;
import dev.ecsinventory.schema.FileFormat;
import dev.ecsinventory.schema.ObjectKeys;
import dev.ecsinventory.schema.TaskSets;
import dev.ecsinventory.verify.ConservationFinding;
import dev.ecsinventory.verify.FindingCode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The index stage restores damaged day indexes, and the check of the indexes reports the damage.
 */
@Execution(ExecutionMode.CONCURRENT)
class DamagedIndexTest {
  private static final LocalDate DAY = LocalDate.parse("2026-01-15");

  @TempDir Path directory;

  private HourlySnapshots snapshots;

  @BeforeEach
  void createSnapshots() {
    snapshots = new HourlySnapshots(directory);
  }

  private Pass run(LocalDate today) {
    return snapshots.maintenance(Retention.UNKNOWN, today).run(Deadline.NONE);
  }

  @Test
  void aFullPassRestoresEveryLostOrTruncatedIndexAndThenChangesNothing() {
    snapshots.write(DAY, 0, "a", "b");
    snapshots.write(DAY, 1, "b");
    snapshots.compact(DAY.plusDays(1));
    run(DAY);
    Map<String, String> before = snapshots.contents();
    for (FileFormat format : FileFormat.values()) {
      for (String dataset : List.of("task_sets", "snapshots")) {
        String index = snapshots.keys().dayIndex(format, dataset, DAY);
        String line = text(index).lines().findFirst().orElseThrow();
        String half = text(index).substring(0, line.length() - 9);
        for (String damage :
            List.of("", half, line.substring(1) + "\n", text(index) + line + "0\n")) {
          put(index, damage);
          assertEquals(1, runAll().repaired(), index + " " + damage);
          assertEquals(snapshots.rows(FileFormat.JSON, DAY).size(), 3, index + " " + damage);
          assertEquals(snapshots.rows(FileFormat.PARQUET, DAY).size(), 3, index + " " + damage);
          assertEquals(new Pass(1, 0, 0, List.of()), runAll());
        }
      }
    }
    String json = snapshots.keys().dayIndex(FileFormat.JSON, "task_sets", DAY);
    assertEquals(before.get(json), snapshots.contents().get(json));
  }

  @Test
  void aFullPassRemovesTheLinesOfADayWithoutManifests() {
    snapshots.write(DAY, 0, "a");
    delete(snapshots.keys().manifest(id(DAY, 0)));
    assertEquals(new Pass(0, 1, 0, List.of()), runAll());
    assertTrue(snapshots.listed(FileFormat.PARQUET, TaskSets.DATASET, DAY).isEmpty());
  }

  @Test
  void aCompleteDayWithAWithdrawalIsNotCounted() {
    snapshots.write(DAY, 0, "a");
    snapshots.write(DAY, 1, "b");
    put(snapshots.keys().withdrawn(id(DAY, 0)), "{}");
    assertEquals(1, runAll().repaired());
    assertEquals(0, runAll().repaired());
    assertEquals(0, run(DAY).repaired());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "null", "{}", "{\"indexedUpTo\":\"x\",\"emptiedOn\":\"2026-01-01\"}"})
  void aDamagedCheckpointIsReplaced(String damage) {
    snapshots.commit(BOTH, id(DAY, 0), "a");
    put(snapshots.keys().indexedUpTo(), damage);
    new IndexedUpTo(snapshots.store(), snapshots.keys()).lowerTo(DAY.plusDays(7), DAY.plusDays(9));
    assertEquals(new Pass(1, 1, 0, List.of()), run(DAY.plusDays(9)));
    assertTrue(text(snapshots.keys().indexedUpTo()).contains("2026-01-22"));
  }

  /** The index of a day is emptied some days before the lifecycle deletes the files of the day. */
  @Test
  void aPassWithoutTheRetentionLeavesAnEmptiedDayEmpty() {
    snapshots.write(DAY, 0, "a");
    Retention retention = new Retention(Optional.of(30), Optional.of(60));
    snapshots.maintenance(retention, DAY.plusDays(27)).run(Deadline.NONE);
    assertEquals(
        0,
        snapshots
            .maintenance(Retention.UNKNOWN, DAY.plusDays(27))
            .runAll(Deadline.NONE)
            .repaired());
    assertTrue(snapshots.listed(FileFormat.JSON, TaskSets.DATASET, DAY).isEmpty());
    assertEquals(List.of(), check());
  }

  @Test
  void preservesAndReportsTheLinesOfLostFiles() {
    snapshots.write(DAY, 0, "a");
    String index = snapshots.keys().dayIndex(FileFormat.JSON, "task_sets", DAY);
    String before = text(index);
    snapshots.listed(FileFormat.JSON, TaskSets.DATASET, DAY).forEach(this::delete);
    Pass pass = runAll();
    assertEquals(before, text(index));
    assertEquals(1, pass.problems().size(), pass.toString());
    assertTrue(pass.problems().getFirst().startsWith(index + " lists 1 "), pass.toString());
  }

  @Test
  void ignoresForeignObjectsAndContinuesAfterAnUnreadableManifest() {
    snapshots.write(DAY, 0, "a");
    snapshots.commit(BOTH, id(DAY, 1), "b");
    snapshots.commit(BOTH, id(DAY.plusDays(1), 0), "a");
    String damaged = snapshots.keys().manifest(id(DAY, 0));
    put(damaged, "{");
    for (String foreign :
        List.of(
            "manifests/dt=2026-01-15/README.json",
            "manifests/dt=2026-01-16/20260115T000000Z.json",
            "manifests/dt=2026-02-30/20260230T000000Z.json",
            "manifests/dt=1969-12-31/19691231T000000Z.json",
            "manifests/dt=0000-01-01/00000101T000000Z.json",
            "withdrawn/dt=2026-01-15/README.json",
            "tables/json/task_sets/.DS_Store",
            "tables/parquet/task_sets/DS_Store",
            "tables/parquet/task_sets/dt=2025-01-01_folder",
            "tables/parquet/task_sets/dt=2025-02-30/symlink.txt")) {
      put("inventory/" + foreign, "{}");
    }
    Retention retention = new Retention(Optional.of(90), Optional.of(90));
    for (Pass pass :
        List.of(
            snapshots.maintenance(retention, DAY.plusDays(2)).run(Deadline.NONE),
            snapshots.maintenance(retention, DAY.plusDays(2)).runAll(Deadline.NONE))) {
      assertEquals(1, pass.problems().size(), pass.toString());
      assertTrue(pass.problems().getFirst().contains(damaged), pass.toString());
    }
    assertEquals(2, snapshots.rows(FileFormat.JSON, DAY).size());
    assertEquals(1, snapshots.rows(FileFormat.JSON, DAY.plusDays(1)).size());
    assertEquals(0, snapshots.compact(DAY.plusDays(2)).failed());
    assertEquals(
        List.of(id(DAY.plusDays(1), 0), id(DAY, 1), id(DAY, 0)),
        new CommittedSnapshots(snapshots.store(), snapshots.keys()).newestFirst().toList());
  }

  @Test
  void aDescriptionThatCannotBeParsedIsReplaced() {
    snapshots.write(DAY, 0, "a");
    snapshots.write(DAY, 1, "b");
    snapshots.compact(DAY.plusDays(1));
    String compacted = snapshots.listed(FileFormat.PARQUET, TaskSets.DATASET, DAY).getFirst();
    put(ObjectKeys.compactedFrom(compacted), "{");
    assertEquals(
        List.of(FindingCode.INDEX_INCOMPLETE, FindingCode.INDEX_FILE_FOREIGN),
        codes().stream().distinct().sorted().toList());
    runAll();
    assertEquals(2, snapshots.rows(FileFormat.PARQUET, DAY).size());
    assertEquals(List.of(), check());
  }

  /** A copy of an inventory has URIs of its own, under any prefix. */
  @Test
  void theIndexesOfACopyListTheFilesOfTheCopy() {
    snapshots.write(DAY, 0, "a");
    snapshots.write(DAY, 1, "b");
    snapshots.compact(DAY.plusDays(1));
    ObjectKeys copies = new ObjectKeys("copies/of/it/");
    for (String key : snapshots.contents().keySet()) {
      snapshots
          .store()
          .put(
              copies.prefix() + key.substring(snapshots.keys().prefix().length()),
              snapshots.store().get(key).orElseThrow(),
              "");
    }
    new IndexMaintenance(snapshots.store(), copies, Retention.UNKNOWN, Clock.systemUTC())
        .runAll(Deadline.NONE);
    for (FileFormat format : FileFormat.values()) {
      SortedSet<String> files =
          new DayIndex(snapshots.store(), copies, format, "task_sets", DAY).files();
      assertEquals(2, files.size());
      for (String file : files) {
        assertTrue(file.startsWith(copies.prefix()), file);
        assertTrue(snapshots.store().get(file).isPresent(), file);
      }
    }
    assertEquals(List.of(), new IndexCheck(snapshots.store(), copies).check(List.of(DAY)));
  }

  @Test
  void theCheckReportsLostLinesForeignLinesAndLostFiles() {
    snapshots.write(DAY, 0, "a");
    snapshots.write(DAY, 1, "b");
    assertEquals(List.of(), check());
    String index = snapshots.keys().dayIndex(FileFormat.JSON, "task_sets", DAY);
    String before = text(index);

    put(index, "");
    assertEquals(List.of(FindingCode.INDEX_INCOMPLETE, FindingCode.INDEX_INCOMPLETE), codes());
    delete(index);
    assertEquals(
        List.of(id(DAY, 0).value(), id(DAY, 1).value()),
        check().stream().map(ConservationFinding::snapshot).toList());
    put(index, before);
    delete(snapshots.keys().manifest(id(DAY, 1)));
    assertEquals(Set.of(FindingCode.INDEX_FILE_FOREIGN), Set.copyOf(codes()));
    runAll();
    assertEquals(List.of(), check());
  }

  @Test
  void theCheckReportsAFileThatDoesNotExist() {
    snapshots.write(DAY, 0, "a", "b");
    delete(snapshots.listed(FileFormat.JSON, TaskSets.DATASET, DAY).getFirst());
    assertEquals(List.of(FindingCode.INDEX_FILE_MISSING), codes());
  }

  @Test
  void theCheckAcceptsCompactedFilesAndWithdrawals() {
    snapshots.write(DAY, 0, "a");
    snapshots.write(DAY, 1, "b");
    snapshots.compact(DAY.plusDays(1));
    assertEquals(List.of(), check());
    put(snapshots.keys().withdrawn(id(DAY, 1)), "{}");
    assertEquals(
        Set.of(FindingCode.INDEX_FILE_FOREIGN, FindingCode.INDEX_INCOMPLETE), Set.copyOf(codes()));
    runAll();
    assertEquals(List.of(), check());
  }

  @Test
  void theCheckReportsALostCompactedFile() {
    snapshots.write(DAY, 0, "a");
    snapshots.write(DAY, 1, "b");
    snapshots.compact(DAY.plusDays(1));
    delete(snapshots.listed(FileFormat.PARQUET, TaskSets.DATASET, DAY).getFirst());
    assertTrue(codes().contains(FindingCode.INDEX_FILE_MISSING), codes().toString());
    runAll();
    assertEquals(List.of(), check());
  }

  private List<FindingCode> codes() {
    return check().stream().map(ConservationFinding::code).toList();
  }

  private List<ConservationFinding> check() {
    IndexCheck check = new IndexCheck(snapshots.store(), snapshots.keys());
    return check.check(check.indexedDays().isEmpty() ? Set.of(DAY) : check.indexedDays());
  }

  private Pass runAll() {
    return snapshots.maintenance(Retention.UNKNOWN, DAY).runAll(Deadline.NONE);
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
}
