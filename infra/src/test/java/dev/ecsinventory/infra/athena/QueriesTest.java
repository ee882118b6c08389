package dev.ecsinventory.infra.athena;

import static dev.ecsinventory.infra.athena.Scenario.day;
import static dev.ecsinventory.infra.athena.ScenarioResults.assertResult;
import static java.time.DayOfWeek.MONDAY;
import static java.time.temporal.TemporalAdjusters.previousOrSame;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Every query of {@code athena/queries}, for the five days of {@link Scenario}, in both formats.
 */
class QueriesTest {
  private static final String[] DAY_COLUMNS = {
    "snapshot_time", "snapshot_status", "task_set_arn", "tags_known", "tags", "compliance_status"
  };
  private static final String[] CHANGE_COLUMNS = {
    "change",
    "task_set_arn",
    "tags_changed",
    "status_before",
    "status_after",
    "tags_before",
    "tags_after"
  };

  private static AthenaFixture athena;

  @BeforeAll
  static void start() throws Exception {
    athena = ScenarioResults.withScenario();
  }

  @Test
  void findsTaskSetsWithoutTag() throws Exception {
    assertResult(
        """
        MISSING | 1005
        UNKNOWN | 1006
        """,
        query("task_sets_without_tag"),
        "finding",
        "task_set_arn");
  }

  @Test
  void comparesTagKeysExactly() throws Exception {
    assertResult(
        """
        MISSING | 1005
        MISSING | 1004
        UNKNOWN | 1006
        """,
        query("task_sets_without_tag").replace("'Team'", "'Env'"),
        "finding",
        "task_set_arn");
  }

  @Test
  void showsTaskSetOnDay() throws Exception {
    assertResult(
        """
        D3 06:00:00.000 | PARTIAL | 1003 | false | - | UNKNOWN
        """,
        onDay(3, "1003"),
        DAY_COLUMNS);
    assertResult(
        """
        D3 06:00:00.000 | PARTIAL | 1001 | true | Env=production, Team=pay | COMPLIANT
        D3 09:00:00.000 | COMPLETE | 1001 | true | Env=production, Team=pay | COMPLIANT
        """,
        onDay(3, "1001"),
        DAY_COLUMNS);
  }

  @Test
  void distinguishesDeletedFromNotRead() throws Exception {
    assertResult(
        """
        CHANGED | 1001 | true | PRIMARY | PRIMARY | Env=prod, Team=pay | Env=production, Team=pay
        DELETED | 1002 | - | ACTIVE | - |  | -
        NOT_READ | 2001 | - | PRIMARY | - | Env=production, Team=Zoë | -
        NOT_READ | 2002 | - | PRIMARY | - |  | -
        """,
        changes(2, 4),
        CHANGE_COLUMNS);
  }

  @Test
  void distinguishesCreatedFromNotReadBefore() throws Exception {
    assertResult(
        """
        CREATED | 1005 | - | - | ACTIVE | - |\s
        CREATED | 1006 | - | - | PRIMARY | - | -
        CREATED | 1004 | - | - | ACTIVE | - | Team=Pay, env=production
        NOT_READ | 2001 | - | - | PRIMARY | - | Env=production, Team=Zoë
        """,
        changes(4, 5),
        CHANGE_COLUMNS);
  }

  @Test
  void findsLookAlikeTags() throws Exception {
    assertResult(
        """
        Env | production | 3 | env |\s
        env | production | 1 | Env |\s
        Team | core | 1 |  |\s
        Team | Pay | 1 |  | pay
        Team | pay | 1 |  | Pay
        Team | Zoë | 1 |  |\s
        """,
        query("tag_keys_and_values"));
  }

  @Test
  void listsCreatorsOfUntaggedTaskSets() throws Exception {
    assertResult(
        """
        111111111111 | us-east-1 | deployer | - | 1 | D5 05:00:00.000 | D5 05:00:00.000 | 1005
        """,
        query("untagged_by_creator"));
  }

  @Test
  void reportsComplianceByWeek() throws Exception {
    Map<LocalDate, String> newestOfWeek = new TreeMap<>();
    List<String> results =
        List.of(
            "S1 | COMPLETE | 4 | 2 | 2 | 0 | 50.0",
            "S2 | COMPLETE | 5 | 2 | 3 | 0 | 40.0",
            "S3 | PARTIAL | 4 | 2 | 1 | 1 | 66.7",
            "S4 | PARTIAL | 2 | 2 | 0 | 0 | 100.0",
            "S5 | PARTIAL | 6 | 3 | 2 | 1 | 60.0");
    for (int number = 1; number <= 5; number++) {
      newestOfWeek.put(day(number).with(previousOrSame(MONDAY)), results.get(number - 1));
    }
    String expected =
        newestOfWeek.entrySet().stream()
            .map(
                week ->
                    Scenario.abbreviate(week.getKey().toString()) + " | " + week.getValue() + "\n")
            .collect(Collectors.joining());
    assertResult(expected, query("compliance_by_week"));
  }

  @Test
  void measuresTimeToCompliance() throws Exception {
    assertResult(
        """
        2002 | D1 05:00:00.000 | - | -
        1005 | D5 05:00:00.000 | - | -
        1002 | D2 05:00:00.000 | - | -
        1004 | D5 05:00:00.000 | - | -
        1001 | D1 05:00:00.000 | D3 06:00:00.000 | 2940
        2001 | D1 05:00:00.000 | D1 06:00:00.000 | 60
        1003 | D1 05:00:00.000 | D1 06:00:00.000 | 60
        """,
        query("time_to_compliance"),
        "task_set_arn",
        "created_at",
        "first_compliant_at",
        "minutes_to_compliance");
  }

  @Test
  void findsPrimaryAndActiveWhoseTagsDiffer() throws Exception {
    assertResult(
        """
        1003 | 1005 | Env=production, Team=core |\s
        1001 | 1004 | Env=production, Team=pay | Team=Pay, env=production
        """,
        query("primary_and_active_tags_differ"),
        "primary_task_set_arn",
        "active_task_set_arn",
        "only_on_primary",
        "only_on_active");
  }

  @Test
  void listsReadFailuresOfPartialSnapshots() throws Exception {
    assertResult(
        """
        D5 06:00:00.000 | S5 | 1 | 111111111111 | us-east-1 | UNSUPPORTED | DescribeTaskSets | \
        111111111111/us-east-1 | UNSUPPORTEDException | no | 1
        D4 06:00:00.000 | S4 | 1 | 222222222222 | eu-west-1 | DENIED | AssumeRole | \
        222222222222/eu-west-1 | DENIEDException | no | 1
        D3 06:00:00.000 | S3 | 1 | 111111111111 | us-east-1 | THROTTLED | DescribeTaskSets | \
        111111111111/us-east-1 | THROTTLEDException | no | 1
        """,
        query("partial_snapshots"));
  }

  /** The second account was read again; the other one has not been read since the fourth day. */
  @Test
  void listsAccountsThatAreNotRead() throws Exception {
    assertResult(
        """
        333333333333 | rome | LEFT | D4 06:00:00.000 | D3 06:00:00.000
        444444444444 | sandbox | EXCLUDED | D5 06:00:00.000 | -
        """,
        query("accounts_not_read"));
  }

  @Test
  void countsFilesAndRowsByDay() throws Exception {
    assertResult(
        """
        D5 | accounts | 1 | 3
        D5 | clusters | 1 | 2
        D5 | read_failures | 1 | 1
        D5 | snapshots | 1 | 1
        D5 | task_sets | 1 | 6
        D4 | accounts | 1 | 2
        D4 | clusters | 1 | 1
        D4 | read_failures | 1 | 1
        D4 | snapshots | 1 | 1
        D4 | task_sets | 1 | 2
        D3 | accounts | 1 | 2
        D3 | clusters | 2 | 3
        D3 | read_failures | 1 | 1
        D3 | snapshots | 2 | 2
        D3 | task_sets | 2 | 5
        D2 | clusters | 1 | 2
        D2 | snapshots | 1 | 1
        D2 | task_sets | 1 | 5
        D1 | clusters | 1 | 2
        D1 | snapshots | 1 | 1
        D1 | task_sets | 1 | 4
        """,
        query("cost_by_day"),
        "dt",
        "dataset",
        "files",
        "row_count");
  }

  private static String onDay(int number, String id) {
    return query("task_set_on_day")
        .replace("2026-01-31", day(number).toString())
        .replace("1234567890123456789", id);
  }

  private static String changes(int before, int after) {
    return query("changes_between_days")
        .replace("2026-01-01", day(before).toString())
        .replace("2026-01-31", day(after).toString());
  }

  private static String query(String name) {
    return AthenaFixture.query(name);
  }
}
