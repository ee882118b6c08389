package dev.ecsinventory.infra.athena;

import static dev.ecsinventory.infra.athena.Story.day;
import static dev.ecsinventory.infra.athena.TaskSetSketch.taskSet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ecsinventory.model.SnapshotStatus;
import dev.ecsinventory.schema.FileFormat;
import dev.ecsinventory.schema.ObjectKeys;
import dev.ecsinventory.store.ListedObject;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The day indexes, written by the function's own code, as Athena's engine reads them. */
class DayIndexQueryTest {
  private static final AtomicInteger BUCKETS = new AtomicInteger();
  private static final ObjectKeys KEYS = new ObjectKeys("inventory/");

  private AthenaFixture athena;
  private LocalBucket bucket;
  private History history;

  @BeforeEach
  void begin() throws Exception {
    athena = AthenaFixture.shared();
    bucket = athena.bucket().another("index" + BUCKETS.incrementAndGet());
    athena.serve(FileFormat.PARQUET, bucket);
    history = new History(bucket);
  }

  @Test
  void returnsTheSameRowsBeforeAndAfterCompaction() throws Exception {
    new Story(history).write();
    Map<String, List<Map<String, String>>> before = results();
    history.compact(day(3));
    assertEquals(1, files("compacted/task_sets/dt=" + day(1)));
    assertEquals(1, files("compacted/snapshots/dt=" + day(2)));
    assertEquals(before, results());
    history.compact(day(5).plusDays(1));
    assertEquals(before, results());
    athena.serve(FileFormat.JSON, bucket);
    assertEquals(before, results());
  }

  @Test
  void readsOneFilePerDatasetOfACompactedDay() throws Exception {
    new Story(history).write();
    history.compact(day(3));
    long compacted = bucket.bytes("inventory/compacted/task_sets/dt=" + day(1) + "/");
    String path =
        athena
            .ask("SELECT DISTINCT \"$path\" AS p FROM task_sets WHERE dt = '" + day(1) + "'")
            .getFirst()
            .get("p");
    assertTrue(path.contains("/compacted/task_sets/dt=" + day(1) + "/"), path);
    assertTrue(compacted > 0);
  }

  @Test
  void returnsALateSnapshotOfACompactedDay() throws Exception {
    new Story(history).write();
    history.compact(day(3));
    history
        .laterAt(day(1))
        .read(Story.FIRST)
        .has(taskSet(Story.FIRST, "prod/web", "ecs-svc/7777", Story.created(1)))
        .commit(SnapshotStatus.COMPLETE);
    String late = "committed_task_sets WHERE dt = '%s' AND task_set_arn LIKE '%%7777'";
    assertEquals(1, all(late.formatted(day(1))).size());
    assertEquals(5, all("committed_task_sets WHERE dt = '%s'".formatted(day(1))).size());
    history.compact(day(3));
    assertEquals(1, all(late.formatted(day(1))).size());
    assertEquals(5, all("committed_task_sets WHERE dt = '%s'".formatted(day(1))).size());
  }

  /** The newest snapshot is that of the day before until all of it is there. */
  @ParameterizedTest
  @EnumSource(FileFormat.class)
  void aCrashBetweenAnyTwoIndexesShowsASnapshotInEveryViewOrInNone(FileFormat format)
      throws Exception {
    athena.serve(format, bucket);
    snapshot(4, "1001").commit(SnapshotStatus.COMPLETE);
    Map<String, List<Map<String, String>>> without = results();
    int puts = 0;
    Map<String, List<Map<String, String>>> seen = without;
    while (seen.equals(without)) {
      assertTrue(puts < 12, "the snapshot never appears");
      history.crashAfter(puts++);
      snapshot(5, "1002").commit(SnapshotStatus.PARTIAL);
      seen = results();
    }
    history.repair();
    assertEquals(results(), seen);
    assertEquals(1, seen.get("latest_task_sets").size());
    assertEquals(2, seen.get("committed_task_sets").size());
    assertEquals(1, seen.get("partial").size());
  }

  private History.Snapshot snapshot(int number, String taskSet) {
    return history
        .at(day(number))
        .read(Story.FIRST)
        .missed(Story.SECOND, "DENIED", "AssumeRole")
        .has(
            taskSet(Story.FIRST, "prod/web", "ecs-svc/" + taskSet, Story.created(number))
                .tags("Team", "pay"));
  }

  @Test
  void failsWhenADataFileIsLost() throws Exception {
    snapshot(5, "1001").commit(SnapshotStatus.COMPLETE);
    String index = KEYS.dayIndex(FileFormat.PARQUET, "task_sets", day(5));
    String lost = "s3://" + bucket.name() + "/inventory/parquet/task_sets/dt=x/lost.parquet\n";
    bucket.put(index, lost.getBytes());
    SQLException failure =
        assertThrows(SQLException.class, () -> all("task_sets WHERE dt = '" + day(5) + "'"));
    assertTrue(failure.getMessage().contains("lost.parquet"), failure.getMessage());
  }

  @Test
  void acceptsAnIndexWithoutLines() throws Exception {
    snapshot(5, "1001").commit(SnapshotStatus.COMPLETE);
    for (FileFormat format : FileFormat.values()) {
      bucket.put(KEYS.dayIndex(format, "task_sets", day(5)), new byte[0]);
    }
    assertEquals(List.of(), all("task_sets WHERE dt = '" + day(5) + "'"));
    assertEquals(List.of(), all("task_sets_json WHERE dt = '" + day(5) + "'"));
  }

  private int files(String prefix) {
    return (int)
        bucket.store().list("inventory/" + prefix, "").stream()
            .map(ListedObject::key)
            .filter(key -> key.endsWith(".parquet"))
            .count();
  }

  private Map<String, List<Map<String, String>>> results() throws Exception {
    Map<String, List<Map<String, String>>> results = new TreeMap<>();
    LocalDate first = day(1);
    for (String view : List.of("committed_task_sets", "task_set_tags", "complete_reads")) {
      results.put(view, all("%s WHERE dt >= '%s'".formatted(view, first)));
    }
    for (String view : List.of("task_set_history", "latest_task_sets")) {
      results.put(view, all(view));
    }
    results.put("partial", sorted(AthenaFixture.query("partial_snapshots")));
    results.put("compliance", sorted(AthenaFixture.query("compliance_by_week")));
    return results;
  }

  private List<Map<String, String>> all(String from) throws SQLException {
    return sorted("SELECT * FROM " + from);
  }

  private List<Map<String, String>> sorted(String sql) throws SQLException {
    return athena.ask(sql).stream()
        .sorted((one, other) -> one.toString().compareTo(other.toString()))
        .toList();
  }
}
