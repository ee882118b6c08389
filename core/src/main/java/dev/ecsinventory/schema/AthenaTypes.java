package dev.ecsinventory.schema;

import dev.ecsinventory.schema.ColumnType.BooleanType;
import dev.ecsinventory.schema.ColumnType.DoubleType;
import dev.ecsinventory.schema.ColumnType.IntegerType;
import dev.ecsinventory.schema.ColumnType.ListType;
import dev.ecsinventory.schema.ColumnType.StringType;
import dev.ecsinventory.schema.ColumnType.StructType;
import dev.ecsinventory.schema.ColumnType.TimestampType;
import java.util.stream.Collectors;

/**
 * Column types in the notation of the Glue Data Catalog and Athena.
 *
 * @see <a href="https://docs.aws.amazon.com/athena/latest/ug/data-types.html">Data types in
 *     Athena</a>
 */
public final class AthenaTypes {
  private AthenaTypes() {}

  /** For example {@code array<struct<key:string,value:string>>}. */
  public static String of(ColumnType<?> type) {
    return switch (type) {
      case StringType string -> "string";
      case IntegerType integer -> "int";
      case DoubleType number -> "double";
      case BooleanType flag -> "boolean";
      case TimestampType timestamp -> "timestamp";
      case ListType<?> list -> "array<" + of(list.element()) + ">";
      case StructType struct ->
          struct.fields().stream()
              .map(field -> field.name() + ":" + of(field.type()))
              .collect(Collectors.joining(",", "struct<", ">"));
    };
  }
}
