package dev.ecsinventory.write;

import static org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit.MILLIS;
import static org.apache.parquet.schema.LogicalTypeAnnotation.listType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.stringType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.timestampType;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BINARY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BOOLEAN;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.DOUBLE;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT32;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT64;
import static org.apache.parquet.schema.Type.Repetition.OPTIONAL;
import static org.apache.parquet.schema.Type.Repetition.REQUIRED;

import dev.ecsinventory.schema.Column;
import dev.ecsinventory.schema.ColumnType;
import dev.ecsinventory.schema.ColumnType.BooleanType;
import dev.ecsinventory.schema.ColumnType.DoubleType;
import dev.ecsinventory.schema.ColumnType.IntegerType;
import dev.ecsinventory.schema.ColumnType.ListType;
import dev.ecsinventory.schema.ColumnType.StringType;
import dev.ecsinventory.schema.ColumnType.StructType;
import dev.ecsinventory.schema.ColumnType.TimestampType;
import dev.ecsinventory.schema.Dataset;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Type.Repetition;
import org.apache.parquet.schema.Types;

/**
 * Column types as Parquet writes them: lists in the three-level form, timestamps as INT64 with the
 * logical type TIMESTAMP(MILLIS, UTC).
 *
 * @see <a href="https://github.com/apache/parquet-format/blob/master/LogicalTypes.md">Logical
 *     types</a>
 */
final class ParquetTypes {
  static final String REPEATED = "list";
  static final String ELEMENT = "element";

  private ParquetTypes() {}

  static MessageType of(Dataset dataset) {
    Types.MessageTypeBuilder message = Types.buildMessage();
    for (Column<?> column : dataset.columns()) {
      Repetition repetition = column.nullable() ? OPTIONAL : REQUIRED;
      message.addField(type(column.name(), column.type(), repetition).withId(column.id()));
    }
    return message.named(dataset.name());
  }

  private static Type type(String name, ColumnType<?> type, Repetition repetition) {
    return switch (type) {
      case StringType string -> Types.primitive(BINARY, repetition).as(stringType()).named(name);
      case IntegerType integer -> Types.primitive(INT32, repetition).named(name);
      case DoubleType number -> Types.primitive(DOUBLE, repetition).named(name);
      case BooleanType flag -> Types.primitive(BOOLEAN, repetition).named(name);
      case TimestampType timestamp ->
          Types.primitive(INT64, repetition).as(timestampType(true, MILLIS)).named(name);
      case ListType<?> list -> list(name, list, repetition);
      case StructType struct -> struct(name, struct, repetition);
    };
  }

  private static GroupType list(String name, ListType<?> list, Repetition repetition) {
    return Types.buildGroup(repetition)
        .as(listType())
        .addField(
            Types.repeatedGroup().addField(type(ELEMENT, list.element(), OPTIONAL)).named(REPEATED))
        .named(name);
  }

  private static GroupType struct(String name, StructType struct, Repetition repetition) {
    Types.GroupBuilder<GroupType> group = Types.buildGroup(repetition);
    for (ColumnType.Field field : struct.fields()) {
      group.addField(type(field.name(), field.type(), OPTIONAL));
    }
    return group.named(name);
  }
}
