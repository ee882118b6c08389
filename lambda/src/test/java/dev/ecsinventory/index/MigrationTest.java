package dev.ecsinventory.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ecsinventory.compact.Compactor;
import dev.ecsinventory.config.Retention;
import dev.ecsinventory.format.RowReader;
import dev.ecsinventory.index.IndexMaintenance.Pass;
import dev.ecsinventory.manifest.DataFile;
import dev.ecsinventory.manifest.Manifest;
import dev.ecsinventory.model.Deadline;
import dev.ecsinventory.model.SnapshotId;
import dev.ecsinventory.schema.Dataset;
import dev.ecsinventory.schema.Datasets;
import dev.ecsinventory.schema.FileFormat;
import dev.ecsinventory.schema.ObjectKeys;
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.schema.TaskSets;
import dev.ecsinventory.store.DirectoryObjectStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The day indexes of a bucket of version 0.1.0 return the same rows. */
class MigrationTest {
  private static final Path OLD = Path.of("src", "test", "resources", "bucket-0.1.0");
  private static final LocalDate LAST = LocalDate.parse("2026-01-15");
  private static final List<LocalDate> DAYS = List.of(LAST.minusDays(2), LAST.minusDays(1), LAST);

  @TempDir Path directory;

  private final ObjectKeys keys = new ObjectKeys("inventory/");
  private DirectoryObjectStore store;

  @BeforeEach
  void copy() throws IOException {
    store = new DirectoryObjectStore(directory);
    try (Stream<Path> files = Files.walk(OLD)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        store.put(OLD.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file), "");
      }
    }
    String committed = "20260114T060000Z";
    for (String key : keys(keys.day(FileFormat.PARQUET, "task_sets", LAST.minusDays(1)))) {
      byte[] content = store.get(key).orElseThrow();
      store.put(key.replace(committed, "20260114T070000Z"), content, "");
    }
  }

  @Test
  void everyDayHasTheSameRowsInBothFormats() {
    assertEquals(new Pass(3, 3, 0, List.of()), index());
    assertSameRows();
    assertEquals(new Pass(3, 0, 0, List.of()), index());
  }

  @Test
  void everyDayHasTheSameRowsAfterCompaction() {
    index();
    SnapshotId tomorrow = SnapshotId.parse("20260116T060000Z");
    assertEquals(0, new Compactor(store, keys).run(tomorrow, Deadline.NONE).failed());
    assertSameRows();
    for (Dataset dataset : Datasets.ALL) {
      for (LocalDate day : DAYS) {
        assertTrue(indexOf(FileFormat.PARQUET, dataset, day).files().size() <= 1);
      }
    }
  }

  /** The task sets of closed days, for which version 0.1.0 wrote merged files. */
  @Test
  void everyCompactedDayHasTheRowsOfItsFormerView() {
    index();
    for (LocalDate day : List.of(LAST.minusDays(2), LAST.minusDays(1))) {
      byte[] merged =
          store.get("inventory/merged/task_sets/dt=" + day + "/all.parquet").orElseThrow();
      List<Row> before = RowReader.rows(FileFormat.PARQUET, TaskSets.DATASET, merged);
      assertEquals(Set.copyOf(before), Set.copyOf(rows(FileFormat.PARQUET, TaskSets.DATASET, day)));
    }
  }

  /** The alias points to version 0.1.0 again for a day; that version writes no index. */
  @Test
  void theNextDeploymentIndexesADayOfARollBack() {
    SnapshotId snapshot = SnapshotId.parse("20260114T060000Z");
    byte[] manifest = store.get(keys.manifest(snapshot)).orElseThrow();
    Path path = directory.resolve(keys.manifest(snapshot));
    assertTrue(path.toFile().delete());
    assertEquals(new Pass(2, 2, 0, List.of()), index());
    store.put(keys.manifest(snapshot), manifest, "");
    assertEquals(new Pass(3, 1, 0, List.of()), index());
    assertSameRows();
  }

  private Pass index() {
    return new IndexMaintenance(store, keys, Retention.UNKNOWN, Clock.systemUTC())
        .runAll(Deadline.NONE);
  }

  private void assertSameRows() {
    for (LocalDate day : DAYS) {
      Map<String, Set<Row>> committed = committed(day);
      for (FileFormat format : FileFormat.values()) {
        for (Dataset dataset : Datasets.ALL) {
          String table = format + " " + dataset + " " + day;
          List<Row> rows = rows(format, dataset, day);
          Set<Row> expected = committed.getOrDefault(dataset.name(), Set.of());
          assertEquals(expected, new HashSet<>(rows), table);
          assertEquals(expected.size(), rows.size(), table);
        }
      }
      assertTrue(committed.get("task_sets").size() >= 7);
    }
  }

  /** The rows of a day according to its manifests. */
  private Map<String, Set<Row>> committed(LocalDate day) {
    Map<String, Set<Row>> rows = new TreeMap<>();
    for (String key : keys(keys.manifests(day))) {
      for (DataFile file : Manifest.parse(store.get(key).orElseThrow()).files()) {
        if (file.format().equals(FileFormat.JSON.folder())) {
          rows.computeIfAbsent(file.dataset(), ignored -> new HashSet<>())
              .addAll(read(FileFormat.JSON, Datasets.named(file.dataset()), file.key()));
        }
      }
    }
    return rows;
  }

  private List<Row> rows(FileFormat format, Dataset dataset, LocalDate day) {
    List<Row> rows = new ArrayList<>();
    indexOf(format, dataset, day).files().forEach(key -> rows.addAll(read(format, dataset, key)));
    return rows;
  }

  private DayIndex indexOf(FileFormat format, Dataset dataset, LocalDate day) {
    return new DayIndex(store, keys, format, dataset.name(), day);
  }

  private List<Row> read(FileFormat format, Dataset dataset, String key) {
    return RowReader.rows(format, dataset, store.get(key).orElseThrow());
  }

  private List<String> keys(String prefix) {
    return store.list(prefix, "").stream().map(object -> object.key()).toList();
  }
}
