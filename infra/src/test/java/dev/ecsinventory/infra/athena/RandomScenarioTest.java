package dev.ecsinventory.infra.athena;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.ecsinventory.infra.catalog.Statement;
import dev.ecsinventory.schema.FileFormat;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every view and query of {@code athena/} returns the rows of {@link ScenarioModel} and {@link
 * QueryModel} for random snapshots.
 */
class RandomScenarioTest {
  private static final String TAGS =
      "array_join(transform(tags, tag -> tag.key || '=' || tag.value), ', ') AS tag_list";

  private AthenaFixture athena;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void returnsTheRowsOfTheModel(long seed) throws Exception {
    athena = AthenaFixture.shared();
    LocalBucket bucket = athena.bucket().another("random" + seed);
    List<RandomScenario.WrittenSnapshot> snapshots =
        new RandomScenario(seed, new History(bucket)).write();
    ScenarioModel views = new ScenarioModel(snapshots);
    QueryModel model = new QueryModel(snapshots);
    athena.serve(seed % 2 == 0 ? FileFormat.JSON : FileFormat.PARQUET, bucket);
    assertHasCompactedFile(bucket);
    assertViews(views);
    assertQueriesOfToday(model);
    assertQueriesOfDays(model);
    for (int number = 0; number < 4; number++) {
      LocalDate before = views.day(number);
      LocalDate after = views.day(number * number - 1);
      assertResult(
          model.changes(before, after),
          query("changes_between_days")
              .replace("2026-01-01", before.toString())
              .replace("2026-01-31", after.toString()),
          "change, task_set_arn, tags_changed, status_before, status_after, tags_before,"
              + " tags_after");
    }
  }

  @Test
  void returnsNoRowsForAnEmptyBucket() throws Exception {
    athena = AthenaFixture.shared();
    athena.serve(FileFormat.PARQUET, athena.bucket().another("empty"));
    for (Statement view : AthenaFixture.views()) {
      assertEquals(
          List.of(),
          athena.rows("SELECT * FROM " + view.name() + " WHERE dt >= '" + Scenario.day(1) + "'"));
    }
    for (Statement query : AthenaFixture.queries()) {
      assertEquals(List.of(), athena.rows(query.text()), query.name());
    }
  }

  private static void assertHasCompactedFile(LocalBucket bucket) {
    assertNotEquals(0, bucket.bytes("inventory/compacted/task_sets/"));
  }

  private void assertViews(ScenarioModel model) throws SQLException {
    String since = " WHERE dt >= '" + AthenaFixture.FIRST_DAY + "'";
    assertFalse(model.history().isEmpty());
    assertResult(
        model.committedTaskSets(),
        "SELECT *, " + TAGS + " FROM committed_task_sets" + since,
        "snapshot_id, snapshot_status, task_set_arn, tag_list");
    assertResult(
        model.taskSetTags(),
        "SELECT * FROM task_set_tags" + since,
        "snapshot_id, task_set_arn, tag_key, tag_value");
    assertResult(
        model.completeReads(),
        "SELECT * FROM complete_reads" + since,
        "snapshot_id, account_id, region");
    assertResult(
        model.latest(),
        "SELECT *, " + TAGS + " FROM latest_task_sets",
        "task_set_arn, status, tag_list");
    assertResult(
        model.history(),
        "SELECT *, " + TAGS + " FROM task_set_history",
        "task_set_arn, status, tag_list, tags_known, compliance_status, valid_from, valid_to");
  }

  private void assertQueriesOfToday(QueryModel model) throws SQLException {
    assertResult(model.without("Team"), query("task_sets_without_tag"), "finding, task_set_arn");
    assertResult(
        model.without("Env"),
        query("task_sets_without_tag").replace("'Team'", "'Env'"),
        "finding, task_set_arn");
    assertResult(
        model.untagged(),
        query("untagged_by_creator"),
        "account_id, region, untagged_task_sets, example");
    assertResult(
        model.tagKeysAndValues(),
        query("tag_keys_and_values"),
        "tag_key, tag_value, task_sets, look_alike_keys, look_alike_values");
    assertResult(
        model.primaryAndActive(),
        query("primary_and_active_tags_differ"),
        "primary_task_set_arn, active_task_set_arn, only_on_primary, only_on_active");
  }

  private void assertQueriesOfDays(QueryModel model) throws SQLException {
    LocalDate aWeekAgo = Scenario.TODAY.minusDays(6);
    assertResult(
        model.weeks(),
        query("compliance_by_week"),
        "week, snapshot_id, snapshot_status, task_sets, compliant, non_compliant, unknown,"
            + " percent_compliant");
    assertResult(
        model.timesToCompliance(),
        query("time_to_compliance"),
        "task_set_arn, first_compliant_at, minutes_to_compliance");
    assertResult(
        model.partial(aWeekAgo),
        query("partial_snapshots"),
        "snapshot_id, read_failure_count, account_id, region, kind");
    assertResult(model.rowsByDay(aWeekAgo), query("cost_by_day"), "dt, dataset, row_count");
  }

  /** Compares rows regardless of their order; {@link QueriesTest} checks the order. */
  private void assertResult(List<String> expected, String sql, String columns) throws SQLException {
    List<String> rows = athena.rows(sql).stream().map(row -> line(row, columns)).toList();
    assertEquals(
        expected.stream().sorted().collect(Collectors.joining("\n")),
        rows.stream().sorted().collect(Collectors.joining("\n")),
        sql);
  }

  private static String line(Map<String, String> row, String columns) {
    return Stream.of(columns.split(", "))
        .map(column -> Objects.requireNonNullElse(row.get(column), "-"))
        .collect(Collectors.joining(" | "));
  }

  private static String query(String name) {
    return AthenaFixture.query(name);
  }
}
