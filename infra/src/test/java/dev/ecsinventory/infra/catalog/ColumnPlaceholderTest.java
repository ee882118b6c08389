package dev.ecsinventory.infra.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ecsinventory.schema.Column;
import dev.ecsinventory.schema.TaskSets;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ColumnPlaceholderTest {
  private static final List<String> NAMES =
      TaskSets.DATASET.columns().stream().map(Column::name).toList();

  @Test
  void listsTheNamesOfAllColumnsInTheirOrder() {
    assertEquals(
        "SELECT "
            + NAMES.stream().map(name -> "t." + name).collect(Collectors.joining(",\n  "))
            + " FROM task_sets t",
        ColumnPlaceholder.expand("SELECT {names of t} FROM task_sets t"));
  }

  @Test
  void omitsColumns() {
    String sql =
        ColumnPlaceholder.expand("{names of k without tags,\n      tags_known, compliance_status}");
    assertFalse(sql.contains("k.tags"), sql);
    assertFalse(sql.contains("k.compliance_status"), sql);
    assertEquals(NAMES.size() - 3, sql.split(",").length);
  }

  /** A struct of a table may later have more fields than the declared type of the view. */
  @Test
  void rebuildsStructsFromTheFieldsOfTheSchema() {
    String sql = ColumnPlaceholder.expand("{columns of t}");
    assertTrue(
        sql.contains(
            """
            transform(t.tags, e -> CAST(ROW(e.key, e.value) AS \
            row("key" varchar, "value" varchar))) AS tags\
            """),
        sql);
    assertTrue(sql.contains("IF(e.advanced_configuration IS NOT NULL, ROW("), sql);
    assertTrue(sql.contains("t.task_set_arn,\n"), sql);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{names}", "{columns of T}", "{all of t}", "{columns of t without a}"})
  void rejectsOtherForms(String sql) {
    assertThrows(IllegalArgumentException.class, () -> ColumnPlaceholder.expand(sql));
  }
}
