package dev.ecsinventory.write.state;

import dev.ecsinventory.format.TimestampText;
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
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.schema.Struct;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Converts a row to a DynamoDB document and back: attributes have the names of columns, and an
 * absent value has no attribute, because a key of an index must not have the type NULL.
 */
final class ItemDocument {
  private ItemDocument() {}

  /** The attributes of {@code row}; a map that the caller may add to. */
  static Map<String, AttributeValue> of(Row row) {
    Map<String, AttributeValue> document = new HashMap<>();
    for (Column<?> column : row.dataset().columns()) {
      if (column.role() != Column.Role.DETAIL) {
        put(document, column.name(), column.type(), row.get(column));
      }
    }
    return document;
  }

  private static void put(
      Map<String, AttributeValue> document, String name, ColumnType<?> type, Object value) {
    if (value != null) {
      document.put(name, attribute(type, value));
    }
  }

  private static AttributeValue attribute(ColumnType<?> type, Object value) {
    return switch (type) {
      case StringType string -> AttributeValue.fromS((String) value);
      case IntegerType integer -> AttributeValue.fromN(value.toString());
      case DoubleType number -> AttributeValue.fromN(number((Double) value));
      case BooleanType flag -> AttributeValue.fromBool((Boolean) value);
      case TimestampType timestamp -> AttributeValue.fromS(TimestampText.text((Instant) value));
      case ListType<?> list ->
          AttributeValue.fromL(
              ((List<?>) value).stream().map(element -> element(list.element(), element)).toList());
      case StructType struct -> AttributeValue.fromM(struct(struct, (Struct) value));
    };
  }

  /** A list cannot omit an element, so an absent element has the type NULL. */
  private static AttributeValue element(ColumnType<?> type, Object value) {
    return value == null ? AttributeValue.fromNul(true) : attribute(type, value);
  }

  private static Map<String, AttributeValue> struct(StructType type, Struct value) {
    Map<String, AttributeValue> document = new HashMap<>();
    for (int index = 0; index < type.fields().size(); index++) {
      ColumnType.Field field = type.fields().get(index);
      put(document, field.name(), field.type(), value.value(index));
    }
    return document;
  }

  /** The row of a document; columns that items do not have are absent. */
  static Row row(Dataset dataset, Map<String, AttributeValue> document) {
    Row.Builder row = Row.builder(dataset);
    dataset.columns().forEach(column -> set(row, column, document.get(column.name())));
    return row.build();
  }

  @SuppressWarnings("unchecked") // value() returns values of the requested type.
  private static <T> void set(Row.Builder row, Column<T> column, AttributeValue attribute) {
    row.set(column, (T) value(column.type(), attribute));
  }

  private static Object value(ColumnType<?> type, AttributeValue attribute) {
    if (attribute == null || Boolean.TRUE.equals(attribute.nul())) {
      return null;
    }
    return switch (type) {
      case StringType string -> attribute.s();
      case IntegerType integer -> Integer.valueOf(attribute.n());
      case DoubleType number -> Double.valueOf(attribute.n());
      case BooleanType flag -> attribute.bool();
      case TimestampType timestamp -> Instant.parse(attribute.s());
      case ListType<?> list ->
          attribute.l().stream().map(element -> value(list.element(), element)).toList();
      case StructType struct ->
          Struct.of(
              struct.fields().stream()
                  .map(field -> value(field.type(), attribute.m().get(field.name())))
                  .toArray());
    };
  }

  /** The form in which DynamoDB returns a number, so that written and read values are equal. */
  private static String number(double value) {
    return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
  }
}
