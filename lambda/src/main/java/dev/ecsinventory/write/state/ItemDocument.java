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
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.schema.Struct;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Converts a row to a DynamoDB document: attributes have the names of columns, and an absent value
 * has no attribute, because a key of an index must not have the type NULL.
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

  /** The form in which DynamoDB returns a number, so that written and read values are equal. */
  private static String number(double value) {
    return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
  }
}
