package dev.ecsinventory.infra.athena;

import static dev.ecsinventory.infra.athena.Story.day;
import static dev.ecsinventory.infra.athena.TaskSetSketch.taskSet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ecsinventory.commit.LayoutSwitches;
import dev.ecsinventory.model.SnapshotStatus;
import dev.ecsinventory.schema.FileFormat;
import dev.ecsinventory.schema.ObjectKeys;
import dev.ecsinventory.schema.TaskSets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** Days that are over, merged by the function's own code, as Athena's engine reads them. */
class MergedDaysTest {
  private static final ObjectKeys KEYS = new ObjectKeys("inventory/");

  private AthenaFixture athena;
  private LocalBucket bucket;
  private History history;
  private Story story;

  @BeforeEach
  void tell(TestInfo test) throws Exception {
    athena = AthenaFixture.shared();
    bucket = athena.bucket().another(test.getTestMethod().orElseThrow().getName().toLowerCase());
    athena.serve(FileFormat.PARQUET, bucket);
    history = new History(bucket);
    story = new Story(history);
    story.write();
  }

  @Test
  void answersAlikeInBothLayouts() throws Exception {
    Map<String, List<Map<String, String>>> bySnapshot = answers();
    history.merge(day(3));
    assertEquals("4", count("task_sets_by_day", day(1), "true"));
    assertEquals(bySnapshot, answers());
    athena.serve(FileFormat.JSON, bucket);
    assertEquals(bySnapshot, answers());
  }

  @Test
  void readsNothingOfTheOtherLayout() throws Exception {
    String byDay = "SELECT count(compliance_status) FROM %s WHERE dt = '%s'";
    String byDays = "SELECT count(compliance_status) FROM %s WHERE dt BETWEEN '%s' AND '%s'";
    history.merge(day(3));
    for (int number = 1; number <= 5; number++) {
      long committed = scanned(byDay.formatted("committed_task_sets", day(number)));
      long least =
          number < 3
              ? scanned(byDay.formatted("task_sets_by_day", day(number)))
              : scanned(byDay.formatted("task_sets", day(number)))
                  + snapshots(day(number), day(number));
      assertEquals(least + switches(), committed, "day " + number);
    }
    assertEquals(
        scanned(byDays.formatted("task_sets_by_day", day(1), day(2)))
            + scanned(byDays.formatted("task_sets", day(3), day(5)))
            + snapshots(day(3), day(5))
            + switches(),
        scanned(byDays.formatted("committed_task_sets", day(1), day(5))));
  }

  @Test
  void answersASnapshotThatIsLateForItsMergedDay() throws Exception {
    history.merge(day(3));
    history
        .laterAt(day(1))
        .read(Story.FIRST)
        .has(taskSet(Story.FIRST, "prod/web", "ecs-svc/7777", Story.created(1)))
        .commit(SnapshotStatus.COMPLETE);
    assertEquals("1", count("committed_task_sets", day(1), "task_set_arn LIKE '%7777'"));
    assertEquals("0", count("task_sets_by_day", day(1), "task_set_arn LIKE '%7777'"));
    assertEquals("5", count("committed_task_sets", day(2), "true"));
    history.merge(day(3));
    assertEquals("1", count("task_sets_by_day", day(1), "task_set_arn LIKE '%7777'"));
    assertEquals("1", count("committed_task_sets", day(1), "task_set_arn LIKE '%7777'"));
  }

  @Test
  void goesByASwitchOnlyFromItsTimeOn() throws Exception {
    history.merge(day(3));
    LayoutSwitches switches =
        new LayoutSwitches(bucket.store(), KEYS, TaskSets.DATASET, Clock.systemUTC());
    // Nothing is merged of these days: were it read merged, there would be no answer.
    switches.readMergedUntil(day(5));
    assertEquals(day(5), switches.last().orElseThrow().day());
    assertTrue(Integer.parseInt(count("committed_task_sets", day(4), "true")) > 0);
  }

  @Test
  void holdsNoSnapshotThatWasAborted() throws Exception {
    history
        .laterAt(day(1))
        .read(Story.FIRST)
        .has(taskSet(Story.FIRST, "prod/web", "ecs-svc/6666", Story.created(1)))
        .abort();
    history.merge(day(3));
    assertEquals("1", count("task_sets", day(1), "task_set_arn LIKE '%6666'"));
    assertEquals("0", count("task_sets_by_day", day(1), "task_set_arn LIKE '%6666'"));
    assertEquals("0", count("committed_task_sets", day(1), "task_set_arn LIKE '%6666'"));
  }

  @Test
  void costsWhatItsFilesHaveBesideThoseOfTheSnapshots() throws Exception {
    String rowsOfSnapshots = count("task_sets", day(2), "true");
    history.merge(day(3));
    List<Map<String, String>> counted =
        athena.ask(AthenaFixture.query("cost_by_day")).stream()
            .filter(row -> row.get("dataset").equals("task_sets_by_day"))
            .toList();
    assertEquals(
        List.of(day(2).toString(), day(1).toString()),
        counted.stream().map(row -> row.get("dt")).toList());
    long bytes = bucket.bytes("inventory/merged/task_sets/dt=" + day(2) + "/");
    assertEquals(
        Map.of(
            "dt",
            day(2).toString(),
            "dataset",
            "task_sets_by_day",
            "files",
            "1",
            "row_count",
            rowsOfSnapshots,
            "bytes",
            String.valueOf(bytes)),
        counted.getFirst());
  }

  private Map<String, List<Map<String, String>>> answers() throws Exception {
    return Map.of(
        "committed", all("committed_task_sets WHERE dt >= '%s'".formatted(day(1)), "*"),
        "tags", all("task_set_tags WHERE dt >= '%s'".formatted(day(1)), "*"),
        "reads", all("complete_reads WHERE dt >= '%s'".formatted(day(1)), "*"),
        "history", all("task_set_history", "*"));
  }

  private List<Map<String, String>> all(String from, String columns) throws Exception {
    return athena.ask("SELECT %s FROM %s".formatted(columns, from)).stream()
        .sorted((one, other) -> one.toString().compareTo(other.toString()))
        .toList();
  }

  private String count(String table, LocalDate day, String condition) throws Exception {
    return athena
        .ask("SELECT count(*) AS n FROM %s WHERE dt = '%s' AND %s".formatted(table, day, condition))
        .getFirst()
        .get("n");
  }

  private long scanned(String sql) throws Exception {
    return athena.scannedBytes(sql);
  }

  /** What is read of the snapshots' rows beside the task sets. */
  private long snapshots(LocalDate first, LocalDate last) throws Exception {
    return scanned(
        "SELECT max(snapshot_id), max(status) FROM snapshots WHERE dt BETWEEN '%s' AND '%s'"
            .formatted(first, last));
  }

  /** What is read to know which days are merged: once for each table that depends on it. */
  private long switches() throws Exception {
    return 3 * scanned("SELECT max_by(day, counts_from) FROM task_sets_by_day_until");
  }
}
