package dev.ecsinventory.infra.athena;

import static dev.ecsinventory.infra.athena.ModelTaskSet.taskSet;
import static dev.ecsinventory.infra.athena.Scenario.day;
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

/** Athena's engine reads day indexes that the function's code wrote. */
class DayIndexQueryTest {
  private static final AtomicInteger BUCKETS = new AtomicInteger();
  private static final ObjectKeys KEYS = new ObjectKeys("inventory/");

  private AthenaFixture athena;
  private LocalBucket bucket;
  private History history;

  @BeforeEach
  void createBucket() throws Exception {
    athena = AthenaFixture.shared();
    bucket = athena.bucket().another("index" + BUCKETS.incrementAndGet());
    athena.serve(FileFormat.PARQUET, bucket);
    history = new History(bucket);
  }

  @Test
  void returnsTheSameRowsBeforeAndAfterCompaction() throws Exception {
    new Scenario(history).write();
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
    new Scenario(history).write();
    history.compact(day(3));
    long compacted = bucket.bytes("inventory/compacted/task_sets/dt=" + day(1) + "/");
    String path =
        athena
            .rows("SELECT DISTINCT \"$path\" AS p FROM task_sets WHERE dt = '" + day(1) + "'")
            .getFirst()
            .get("p");
    assertTrue(path.contains("/compacted/task_sets/dt=" + day(1) + "/"), path);
    assertTrue(compacted > 0);
  }

  @Test
  void returnsALateSnapshotOfACompactedDay() throws Exception {
    new Scenario(history).write();
    history.compact(day(3));
    history
        .secondAt(day(1))
        .read(Scenario.FIRST)
        .has(taskSet(Scenario.FIRST, "prod/web", "ecs-svc/7777", Scenario.created(1)))
        .commit(SnapshotStatus.COMPLETE);
    String late = "committed_task_sets WHERE dt = '%s' AND task_set_arn LIKE '%%7777'";
    assertEquals(1, rowsOf(late.formatted(day(1))).size());
    assertEquals(5, rowsOf("committed_task_sets WHERE dt = '%s'".formatted(day(1))).size());
    history.compact(day(3));
    assertEquals(1, rowsOf(late.formatted(day(1))).size());
    assertEquals(5, rowsOf("committed_task_sets WHERE dt = '%s'".formatted(day(1))).size());
  }

  /**
   * Queries return the previous day's snapshot as the newest one until the index of every dataset
   * has the new one.
   */
  @ParameterizedTest
  @EnumSource(FileFormat.class)
  void crashBetweenTwoIndexesShowsTheSnapshotInAllViewsOrNone(FileFormat format) throws Exception {
    athena.serve(format, bucket);
    snapshot(4, "1001").commit(SnapshotStatus.COMPLETE);
    Map<String, List<Map<String, String>>> before = results();
    int puts = 0;
    Map<String, List<Map<String, String>>> current = before;
    while (current.equals(before)) {
      assertTrue(puts < 12, "the snapshot never appears");
      history.crashAfter(puts++);
      snapshot(5, "1002").commit(SnapshotStatus.PARTIAL);
      current = results();
    }
    history.repair();
    assertEquals(results(), current);
    assertEquals(1, current.get("latest_task_sets").size());
    assertEquals(2, current.get("committed_task_sets").size());
    assertEquals(1, current.get("partial").size());
  }

  private History.Snapshot snapshot(int number, String taskSet) {
    return history
        .at(day(number))
        .read(Scenario.FIRST)
        .readFailure(Scenario.SECOND, "DENIED", "AssumeRole")
        .has(
            taskSet(Scenario.FIRST, "prod/web", "ecs-svc/" + taskSet, Scenario.created(number))
                .tags("Team", "pay"));
  }

  @Test
  void failsWhenADataFileIsLost() throws Exception {
    snapshot(5, "1001").commit(SnapshotStatus.COMPLETE);
    String index = KEYS.dayIndex(FileFormat.PARQUET, "task_sets", day(5));
    String lost = "s3://" + bucket.name() + "/inventory/parquet/task_sets/dt=x/lost.parquet\n";
    bucket.put(index, lost.getBytes());
    SQLException failure =
        assertThrows(SQLException.class, () -> rowsOf("task_sets WHERE dt = '" + day(5) + "'"));
    assertTrue(failure.getMessage().contains("lost.parquet"), failure.getMessage());
  }

  @Test
  void acceptsAnIndexWithoutLines() throws Exception {
    snapshot(5, "1001").commit(SnapshotStatus.COMPLETE);
    for (FileFormat format : FileFormat.values()) {
      bucket.put(KEYS.dayIndex(format, "task_sets", day(5)), new byte[0]);
    }
    assertEquals(List.of(), rowsOf("task_sets WHERE dt = '" + day(5) + "'"));
    assertEquals(List.of(), rowsOf("task_sets_json WHERE dt = '" + day(5) + "'"));
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
      results.put(view, rowsOf("%s WHERE dt >= '%s'".formatted(view, first)));
    }
    for (String view : List.of("task_set_history", "latest_task_sets")) {
      results.put(view, rowsOf(view));
    }
    results.put("partial", sorted(AthenaFixture.query("partial_snapshots")));
    results.put("compliance", sorted(AthenaFixture.query("compliance_by_week")));
    return results;
  }

  private List<Map<String, String>> rowsOf(String from) throws SQLException {
    return sorted("SELECT * FROM " + from);
  }

  private List<Map<String, String>> sorted(String sql) throws SQLException {
    return athena.rows(sql).stream()
        .sorted((one, other) -> one.toString().compareTo(other.toString()))
        .toList();
  }
}
