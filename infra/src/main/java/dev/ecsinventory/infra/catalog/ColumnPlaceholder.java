package dev.ecsinventory.infra.catalog;

import dev.ecsinventory.schema.Column;
import dev.ecsinventory.schema.ColumnType;
import dev.ecsinventory.schema.ColumnType.BooleanType;
import dev.ecsinventory.schema.ColumnType.DoubleType;
import dev.ecsinventory.schema.ColumnType.Field;
import dev.ecsinventory.schema.ColumnType.IntegerType;
import dev.ecsinventory.schema.ColumnType.ListType;
import dev.ecsinventory.schema.ColumnType.StringType;
import dev.ecsinventory.schema.ColumnType.StructType;
import dev.ecsinventory.schema.ColumnType.TimestampType;
import dev.ecsinventory.schema.TaskSets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The columns of {@code task_sets} in the SQL of {@code athena/}, so that a new column is declared
 * once, in the schema:
 *
 * <ul>
 *   <li><code>{columns of t}</code> selects all columns of the table {@code t}. A struct is rebuilt
 *       from the fields of the schema, so that a view does not become stale when a table's struct
 *       gains a field.
 *   <li><code>{names of t}</code> lists the qualified names of all columns.
 *   <li><code>{names of t without a, b}</code> omits some.
 * </ul>
 */
final class ColumnPlaceholder {
  private static final Pattern FORM =
      Pattern.compile("\\{(columns|names) of ([a-z]+)(?: without ([a-z_,\\s]+))?}");

  /** The name of a list's element in the SQL. */
  private static final String ELEMENT = "e";

  private ColumnPlaceholder() {}

  /**
   * {@code sql} with lists of columns in place of its placeholders.
   *
   * @throws IllegalArgumentException when a placeholder omits a column that does not exist, or has
   *     another form
   */
  static String expand(String sql) {
    String expanded =
        FORM.matcher(sql).replaceAll(match -> Matcher.quoteReplacement(columns(match)));
    if (expanded.contains("{")) {
      throw new IllegalArgumentException(
          "%s is not a placeholder; accepted are {columns of t}, {names of t} and {names of t without a, b}"
              .formatted(
                  expanded.substring(expanded.indexOf('{')).lines().findFirst().orElseThrow()));
    }
    return expanded;
  }

  private static String columns(MatchResult placeholder) {
    String table = placeholder.group(2);
    Set<String> omitted =
        placeholder.group(3) == null
            ? Set.of()
            : Set.copyOf(Arrays.asList(placeholder.group(3).strip().split("\\s*,\\s*")));
    List<Column<?>> columns = TaskSets.DATASET.columns();
    List<String> unknown =
        omitted.stream()
            .filter(name -> columns.stream().noneMatch(column -> column.name().equals(name)))
            .sorted()
            .toList();
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException("task_sets has no columns " + unknown);
    }
    boolean names = placeholder.group(1).equals("names");
    return columns.stream()
        .filter(column -> !omitted.contains(column.name()))
        .map(column -> names ? table + "." + column.name() : selected(table, column))
        .collect(Collectors.joining(",\n  "));
  }

  private static String selected(String table, Column<?> column) {
    String source = table + "." + column.name();
    String rebuilt = rebuilt(source, column.type());
    return rebuilt.equals(source) ? source : rebuilt + " AS " + column.name();
  }

  /** {@code source} with the fields of the schema only. */
  private static String rebuilt(String source, ColumnType<?> type) {
    return switch (type) {
      case ListType<?> list when list.element() instanceof StructType struct ->
          "transform(%s, %s -> CAST(%s AS %s))"
              .formatted(source, ELEMENT, row(ELEMENT, struct), EngineTypes.of(struct));
      case StructType struct ->
          "IF(%s IS NOT NULL, CAST(%s AS %s))"
              .formatted(source, row(source, struct), EngineTypes.of(struct));
      case ListType<?> _,
          StringType _,
          IntegerType _,
          DoubleType _,
          BooleanType _,
          TimestampType _ ->
          source;
    };
  }

  private static String row(String source, StructType struct) {
    return struct.fields().stream()
        .map(field -> field(source + "." + field.name(), field))
        .collect(Collectors.joining(", ", "ROW(", ")"));
  }

  private static String field(String source, Field field) {
    return field.type() instanceof StructType struct
        ? "IF(%s IS NOT NULL, %s)".formatted(source, row(source, struct))
        : source;
  }
}
