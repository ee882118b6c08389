package dev.ecsinventory.infra.catalog;

import dev.ecsinventory.schema.ColumnType;
import dev.ecsinventory.schema.ColumnType.BooleanType;
import dev.ecsinventory.schema.ColumnType.DoubleType;
import dev.ecsinventory.schema.ColumnType.IntegerType;
import dev.ecsinventory.schema.ColumnType.ListType;
import dev.ecsinventory.schema.ColumnType.StringType;
import dev.ecsinventory.schema.ColumnType.StructType;
import dev.ecsinventory.schema.ColumnType.TimestampType;
import java.util.stream.Collectors;

/**
 * Column types in the notation of Athena's engine, which a view's definition uses; a table's
 * definition uses Hive's names.
 *
 * @see <a href="https://trino.io/docs/current/language/types.html">Trino's data types</a>
 */
final class EngineTypes {
  private EngineTypes() {}

  /** For example {@code array(row("key" varchar, "value" varchar))}. */
  static String of(ColumnType<?> type) {
    return switch (type) {
      case StringType string -> "varchar";
      case IntegerType integer -> "integer";
      case DoubleType number -> "double";
      case BooleanType flag -> "boolean";
      case TimestampType timestamp -> "timestamp(3)";
      case ListType<?> list -> "array(" + of(list.element()) + ")";
      case StructType struct ->
          struct.fields().stream()
              .map(field -> "\"%s\" %s".formatted(field.name(), of(field.type())))
              .collect(Collectors.joining(", ", "row(", ")"));
    };
  }
}
