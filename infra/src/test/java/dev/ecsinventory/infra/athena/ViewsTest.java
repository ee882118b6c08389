package dev.ecsinventory.infra.athena;

import static dev.ecsinventory.infra.athena.Scenario.day;
import static dev.ecsinventory.infra.athena.ScenarioResults.assertResult;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every view of {@code athena/views}, for the five days of {@link Scenario}, in both formats. */
class ViewsTest {
  @BeforeAll
  static void start() throws Exception {
    ScenarioResults.withScenario();
  }

  @Test
  void showsOneHistoryRowPerChange() throws Exception {
    assertResult(
        """
        1001 | PRIMARY | NON_COMPLIANT | D1 06:00:00.000 | D3 06:00:00.000
        1001 | PRIMARY | COMPLIANT | D3 06:00:00.000 | -
        1002 | ACTIVE | NON_COMPLIANT | D2 06:00:00.000 | D3 06:00:00.000
        1002 | DRAINING | NON_COMPLIANT | D3 06:00:00.000 | D4 06:00:00.000
        1003 | PRIMARY | COMPLIANT | D1 06:00:00.000 | -
        1004 | ACTIVE | NON_COMPLIANT | D5 06:00:00.000 | -
        1005 | ACTIVE | NON_COMPLIANT | D5 06:00:00.000 | -
        1006 | PRIMARY | UNKNOWN | D5 06:00:00.000 | -
        2001 | PRIMARY | COMPLIANT | D1 06:00:00.000 | -
        2002 | PRIMARY | NON_COMPLIANT | D1 06:00:00.000 | D3 06:00:00.000
        """,
        "SELECT * FROM task_set_history ORDER BY task_set_id, valid_from",
        "task_set_arn",
        "status",
        "compliance_status",
        "valid_from",
        "valid_to");
  }

  @Test
  void showsNewestFullSnapshot() throws Exception {
    assertResult(
        """
        S5 | PARTIAL | 6
        """,
        "SELECT snapshot_id, snapshot_status, count(*) FROM latest_task_sets GROUP BY 1, 2");
  }

  @Test
  void returnsOneRowPerTag() throws Exception {
    assertResult(
        """
        1001 | Env | production
        1001 | Team | pay
        1003 | Env | production
        1003 | Team | core
        """,
        "SELECT * FROM task_set_tags WHERE dt = '%s' ORDER BY task_set_arn DESC, tag_key"
            .formatted(day(4)),
        "task_set_arn",
        "tag_key",
        "tag_value");
  }

  @Test
  void listsCompletelyReadAccountsAndRegions() throws Exception {
    assertResult(
        """
        S1 | 111111111111 | us-east-1
        S1 | 222222222222 | eu-west-1
        S2 | 111111111111 | us-east-1
        S2 | 222222222222 | eu-west-1
        S3 | 222222222222 | eu-west-1
        S4 | 111111111111 | us-east-1
        S5 | 111111111111 | us-east-1
        S5 | 222222222222 | eu-west-1
        """,
        "SELECT snapshot_id, account_id, region FROM complete_reads WHERE dt >= '%s' ORDER BY 1, 2"
            .formatted(day(1)));
  }

  @Test
  void showsAbortedSnapshotInNoView() throws Exception {
    assertResult(
        "0\n",
        "SELECT count(*) FROM task_sets WHERE dt = '%s' AND task_set_arn LIKE '%%6666'"
            .formatted(day(4)));
    for (var view : AthenaFixture.views()) {
      String rows =
          ScenarioResults.resultOf(
              "SELECT * FROM %s WHERE dt >= '%s'".formatted(view.name(), day(1)));
      assertFalse(rows.contains("6666"), view.name());
      assertFalse(rows.isEmpty(), view.name());
    }
  }
}
