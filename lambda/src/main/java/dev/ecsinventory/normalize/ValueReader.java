package dev.ecsinventory.normalize;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.aws.UnusableValues;
import dev.ecsinventory.model.WellFormedText;
import dev.ecsinventory.schema.ColumnType;
import dev.ecsinventory.schema.ColumnType.BooleanType;
import dev.ecsinventory.schema.ColumnType.DoubleType;
import dev.ecsinventory.schema.ColumnType.Field;
import dev.ecsinventory.schema.ColumnType.IntegerType;
import dev.ecsinventory.schema.ColumnType.ListType;
import dev.ecsinventory.schema.ColumnType.Order;
import dev.ecsinventory.schema.ColumnType.StringType;
import dev.ecsinventory.schema.ColumnType.StructType;
import dev.ecsinventory.schema.ColumnType.TimestampType;
import dev.ecsinventory.schema.Struct;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import software.amazon.awssdk.core.SdkPojo;

/** Converts a value of an SDK shape to a value of a column type. */
final class ValueReader {
  /** One class with a switch, because a row has a hundred values and interface calls are slower. */
  private enum Kind {
    /** The value is the same in the SDK and in a column. */
    SAME,
    NUMBER,
    TEXT,
    TIMESTAMP,
    LIST,
    STRUCT
  }

  private static final ValueReader SAME = new ValueReader(Kind.SAME, null, null, null, null);
  private static final ValueReader NUMBER = new ValueReader(Kind.NUMBER, null, null, null, null);
  private static final ValueReader TEXT = new ValueReader(Kind.TEXT, null, null, null, null);
  private static final ValueReader TIMESTAMP =
      new ValueReader(Kind.TIMESTAMP, null, null, null, null);

  private final Kind kind;

  /** The reader of a list's elements; null for other types. */
  private final ValueReader element;

  /** The order of a list's elements; null when they are not sorted. */
  private final Comparator<Object> order;

  /** The fields of a struct; null for other types. */
  private final ShapeField[] members;

  private final ValueReader[] fields;

  private ValueReader(
      Kind kind,
      ValueReader element,
      Comparator<Object> order,
      ShapeField[] members,
      ValueReader[] fields) {
    this.kind = requireNonNull(kind, "kind is null");
    this.element = element;
    this.order = order;
    this.members = members;
    this.fields = fields;
  }

  static ValueReader of(ColumnType<?> type) {
    return switch (type) {
      case StringType string -> TEXT;
      case IntegerType integer -> SAME;
      case DoubleType number -> NUMBER;
      case BooleanType flag -> SAME;
      case TimestampType timestamp -> TIMESTAMP;
      case ListType<?> list ->
          new ValueReader(Kind.LIST, of(list.element()), order(list), null, null);
      case StructType struct ->
          new ValueReader(
              Kind.STRUCT,
              null,
              null,
              struct.fields().stream()
                  .map(Field::member)
                  .map(ShapeField::new)
                  .toArray(ShapeField[]::new),
              struct.fields().stream().map(field -> of(field.type())).toArray(ValueReader[]::new));
    };
  }

  private static Comparator<Object> order(ListType<?> type) {
    return switch (type.order()) {
      case Order.AS_GIVEN -> null;
      case Order.SORTED -> ColumnType.comparator(type.element());
    };
  }

  /** The column's value; null where it is absent, or where no row can hold it. */
  Object read(Object value) {
    if (value == null) {
      return null;
    }
    return switch (kind) {
      case SAME -> value;
      case NUMBER -> UnusableValues.isUsable(value) ? value : null;
      case TEXT -> WellFormedText.of((String) value);
      case TIMESTAMP ->
          UnusableValues.isUsable(value) ? ((Instant) value).truncatedTo(ChronoUnit.MILLIS) : null;
      case LIST -> list((List<?>) value);
      case STRUCT -> struct((SdkPojo) value);
    };
  }

  private List<Object> list(List<?> given) {
    if (given.isEmpty()) {
      return List.of();
    }
    Object[] read = new Object[given.size()];
    for (int index = 0; index < read.length; index++) {
      read[index] = element.read(given.get(index));
    }
    if (order != null && read.length > 1) {
      Arrays.sort(read, order);
    }
    return Collections.unmodifiableList(Arrays.asList(read));
  }

  private Struct struct(SdkPojo shape) {
    Object[] values = new Object[fields.length];
    for (int index = 0; index < values.length; index++) {
      values[index] = fields[index].read(members[index].of(shape));
    }
    return Struct.of(values);
  }
}
