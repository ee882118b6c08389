package dev.ecsinventory.format;

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
 * Column types in Parquet: lists in the three-level form, timestamps as INT64 with the logical type
 * TIMESTAMP(MILLIS, UTC). Every column and every nested field has a field id. Timestamps stay
 * MILLIS, because older versions of this software misread MICROS.
 *
 * @see <a href="https://github.com/apache/parquet-format/blob/master/LogicalTypes.md">Logical
 *     types</a>
 */
final class ParquetTypes {
  static final String REPEATED = "list";
  static final String ELEMENT = "element";

  /** More than the number of fields of a struct. Three levels fit into an ID. */
  private static final int POSITIONS = 100;

  private ParquetTypes() {}

  static MessageType of(Dataset dataset) {
    Types.MessageTypeBuilder message = Types.buildMessage();
    for (Column<?> column : dataset.columns()) {
      Repetition repetition = column.nullable() ? OPTIONAL : REQUIRED;
      message.addField(type(column.name(), column.type(), repetition, column.id()));
    }
    return message.named(dataset.name());
  }

  private static Type type(String name, ColumnType<?> type, Repetition repetition, int id) {
    return switch (type) {
      case StringType string ->
          Types.primitive(BINARY, repetition).as(stringType()).id(id).named(name);
      case IntegerType integer -> Types.primitive(INT32, repetition).id(id).named(name);
      case DoubleType number -> Types.primitive(DOUBLE, repetition).id(id).named(name);
      case BooleanType flag -> Types.primitive(BOOLEAN, repetition).id(id).named(name);
      case TimestampType timestamp ->
          Types.primitive(INT64, repetition).as(timestampType(true, MILLIS)).id(id).named(name);
      case ListType<?> list -> list(name, list, repetition, id);
      case StructType struct -> struct(name, struct, repetition, id);
    };
  }

  private static GroupType list(String name, ListType<?> list, Repetition repetition, int id) {
    Type element = type(ELEMENT, list.element(), OPTIONAL, nested(id, 1));
    return Types.buildGroup(repetition)
        .as(listType())
        .addField(Types.repeatedGroup().addField(element).named(REPEATED))
        .id(id)
        .named(name);
  }

  private static GroupType struct(String name, StructType struct, Repetition repetition, int id) {
    Types.GroupBuilder<GroupType> group = Types.buildGroup(repetition);
    int position = 1;
    for (ColumnType.Field field : struct.fields()) {
      group.addField(type(field.name(), field.type(), OPTIONAL, nested(id, position++)));
    }
    return group.id(id).named(name);
  }

  /**
   * The field id of a list's element or of a struct's field, by its position from 1. It is unique
   * in a file, as open table formats need it, as long as columns have ids below {@link #POSITIONS};
   * it does not change, because a new field is the last one of its struct.
   */
  private static int nested(int parent, int position) {
    if (position >= POSITIONS) {
      throw new IllegalArgumentException("a struct has more than 99 fields");
    }
    return Math.addExact(Math.multiplyExact(parent, POSITIONS), position);
  }
}
