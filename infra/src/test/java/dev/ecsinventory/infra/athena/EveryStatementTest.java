package dev.ecsinventory.infra.athena;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ecsinventory.infra.catalog.Statement;
import dev.ecsinventory.schema.Column;
import dev.ecsinventory.schema.Dataset;
import dev.ecsinventory.schema.Datasets;
import dev.ecsinventory.schema.FileFormat;
import dev.ecsinventory.schema.TaskSets;
import dev.ecsinventory.settings.Schedule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Rules for every view and query of {@code athena/}. */
class EveryStatementTest {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private AthenaFixture athena;

  @BeforeEach
  void serve() throws Exception {
    athena = AthenaFixture.shared();
    athena.serve(FileFormat.PARQUET);
  }

  @Test
  void limitsTheDaysOfEveryTableThatAQueryReads() throws Exception {
    for (Statement query : AthenaFixture.queries()) {
      // Edit the days as the query's comment describes: the plan contains no days outside of the
      // tables' range.
      assertDaysLimited(
          query.name(),
          query
              .text()
              .replace("2026-01-01", Scenario.day(1).toString())
              .replace("2026-01-31", Scenario.day(5).toString()));
    }
  }

  @Test
  void passesDayFiltersThroughEveryView() throws Exception {
    for (Statement view : AthenaFixture.views()) {
      assertDaysLimited(
          view.name(), "SELECT * FROM %s WHERE dt >= '%s'".formatted(view.name(), Scenario.day(1)));
    }
  }

  @Test
  void declaresTheColumnsThatTheEngineDerives() throws Exception {
    for (Statement view : AthenaFixture.views()) {
      List<Map<String, String>> declared = athena.rows("DESCRIBE " + view.name());
      athena.run(view.text());
      assertEquals(athena.rows("DESCRIBE " + view.name()), declared, view.name());
    }
  }

  @ParameterizedTest
  @EnumSource(FileFormat.class)
  void readsTablesWithAnAdditionalColumnAndStructField(FileFormat format) throws Exception {
    ScenarioResults.withScenario();
    athena.serve(format);
    Map<String, List<Map<String, String>>> before = rowsOfEveryView();
    athena.evolveTables();
    assertEquals(before, rowsOfEveryView());
    for (Statement query : AthenaFixture.queries()) {
      athena.rows(query.text());
    }
  }

  private Map<String, List<Map<String, String>>> rowsOfEveryView() throws Exception {
    Map<String, List<Map<String, String>>> results = new TreeMap<>();
    for (Statement view : AthenaFixture.views()) {
      results.put(
          view.name(),
          athena
              .rows("SELECT * FROM %s WHERE dt >= '%s'".formatted(view.name(), Scenario.day(1)))
              .stream()
              .sorted(Comparator.comparing(Map::toString))
              .toList());
    }
    return results;
  }

  @Test
  void beginsWithADescription() {
    Stream.concat(AthenaFixture.views().stream(), AthenaFixture.queries().stream())
        .forEach(
            statement -> {
              assertTrue(statement.text().startsWith("-- "), statement.name());
              assertFalse(statement.text().contains(";\n"), statement.name());
            });
    AthenaFixture.queries()
        .forEach(
            query ->
                assertTrue(
                    query.description().matches(".*(Edit: .+|Nothing to edit\\.)"), query.name()));
  }

  @Test
  void filtersTheDayOfEveryTableThatAQueryNames() {
    String tables =
        Stream.of(
                Datasets.ALL.stream().map(Dataset::name),
                AthenaFixture.views().stream().map(Statement::name))
            .flatMap(names -> names)
            .collect(Collectors.joining("|"));
    for (Statement query : AthenaFixture.queries()) {
      long reads = count("\\b(?:FROM|JOIN) (?:" + tables + ")\\b", query);
      assertTrue(reads > 0, query.name());
      assertTrue(count("\\bdt (?:=|>=|IN) [^\n]*(?:'|current_date)", query) >= reads, query.name());
    }
  }

  @Test
  void readsCommittedTaskSetsOnly() {
    for (Statement query : AthenaFixture.queries()) {
      boolean countsFiles = query.name().equals("cost_by_day");
      assertEquals(
          countsFiles ? 1 : 0, count("\\b(?:FROM|JOIN) task_sets\\b", query), query.name());
    }
  }

  @Test
  void countsTheFilesOfEveryDataset() {
    Datasets.ALL.forEach(
        dataset ->
            assertTrue(
                AthenaFixture.query("cost_by_day").contains("FROM " + dataset.name() + "\n"),
                dataset.name()));
  }

  /** A view that selects {@code *} becomes stale when its table gains a column. */
  @Test
  void listsTheColumnsOfEveryTable() {
    String tables =
        Stream.concat(
                Datasets.ALL.stream().map(Dataset::name),
                AthenaFixture.views().stream().map(Statement::name))
            .collect(Collectors.joining("|"));
    Pattern alias = Pattern.compile("\\b(?:FROM|JOIN) (?:" + tables + ") (?!WHERE|ON)(\\w+)");
    Stream.concat(AthenaFixture.views().stream(), AthenaFixture.queries().stream())
        .forEach(
            statement -> {
              alias
                  .matcher(statement.text())
                  .results()
                  .map(result -> result.group(1) + ".*")
                  .forEach(
                      star -> assertFalse(statement.text().contains(" " + star), statement.name()));
              assertEquals(0, count("\\* FROM (?:" + tables + ")\\b", statement), statement.name());
            });
  }

  /**
   * The state contains every column except for the identity, the counts, and columns that are
   * compared separately.
   */
  @Test
  void comparesEveryOtherColumn() {
    List<String> state =
        TaskSets.DATASET.columns().stream()
            .map(Column::name)
            .filter(
                name ->
                    !name.matches(
                        "schema_version|snapshot_(id|time)|account_id|region|task_set_arn|.*_count"
                            + "|stability_status_at|tags|tags_known|compliance_status"
                            + "|not_evaluated_reason|satisfied_by_service"))
            .toList();
    for (String text :
        List.of(
            AthenaFixture.query("changes_between_days"), AthenaFixture.view("task_set_history"))) {
      String row = text.substring(text.indexOf("    ROW(") + 8, text.indexOf(") AS state"));
      List<String> compared =
          Stream.of(row.split(","))
              .map(column -> column.strip().substring(2))
              .filter(column -> !column.equals("tags") && !column.startsWith("known_"))
              .toList();
      assertEquals(state, compared);
    }
  }

  @Test
  void coversTheLongestGapOfASchedule() {
    List<String> texts = new ArrayList<>(List.of(AthenaFixture.view("latest_task_sets")));
    AthenaFixture.queries().stream()
        .map(Statement::text)
        .filter(text -> text.contains("FROM latest_task_sets"))
        .forEach(texts::add);
    assertEquals(5, texts.size());
    for (String text : texts) {
      Matcher days = Pattern.compile("INTERVAL '([0-9]+)' DAY").matcher(text);
      assertTrue(days.find(), text);
      do {
        long back = Long.parseLong(days.group(1));
        assertTrue(Duration.ofDays(back).compareTo(Schedule.MAX_GAP) >= 0, text);
      } while (days.find());
    }
  }

  private static long count(String pattern, Statement statement) {
    return Pattern.compile(pattern).matcher(statement.text()).results().count();
  }

  /** The query plan lists the partitions that it reads from each table. */
  private void assertDaysLimited(String name, String sql) throws Exception {
    String plan =
        athena.rows("EXPLAIN (TYPE IO, FORMAT JSON) " + sql).getFirst().values().iterator().next();
    JsonNode inputs = MAPPER.readTree(plan).path("inputTableColumnInfos");
    assertFalse(inputs.isEmpty(), name);
    for (JsonNode input : inputs) {
      String table = input.at("/table/schemaTable/table").asText();
      boolean limited =
          StreamSupport.stream(
                  input.path("constraint").path("columnConstraints").spliterator(), false)
              .anyMatch(column -> column.path("columnName").asText().equals("dt"));
      assertTrue(limited, name + " reads every day of " + table);
    }
  }
}
