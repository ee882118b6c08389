package dev.ecsinventory.normalize;

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

/** Turns a value of an SDK shape into a value of a column type. */
@FunctionalInterface
interface ValueReader<T> {
  T read(Object value);

  @SuppressWarnings("unchecked") // Each case gives a reader of its type's own values.
  static <T> ValueReader<T> of(ColumnType<T> type) {
    return (ValueReader<T>)
        switch (type) {
          case StringType string -> (ValueReader<String>) value -> (String) value;
          case IntegerType integer -> (ValueReader<Integer>) value -> (Integer) value;
          case DoubleType number -> (ValueReader<Double>) value -> (Double) value;
          case BooleanType flag -> (ValueReader<Boolean>) value -> (Boolean) value;
          case TimestampType timestamp -> (ValueReader<Instant>) ValueReader::milliseconds;
          case ListType<?> list -> list(list);
          case StructType struct -> struct(struct);
        };
  }

  private static Instant milliseconds(Object value) {
    return value == null ? null : ((Instant) value).truncatedTo(ChronoUnit.MILLIS);
  }

  private static <E> ValueReader<List<E>> list(ListType<E> type) {
    ValueReader<E> element = of(type.element());
    Comparator<Object> order = ColumnType.comparator(type.element());
    boolean sorted =
        switch (type.order()) {
          case Order.AS_GIVEN -> false;
          case Order.SORTED -> true;
        };
    return value -> {
      if (value == null) {
        return null;
      }
      List<?> given = (List<?>) value;
      Object[] read = new Object[given.size()];
      for (int index = 0; index < read.length; index++) {
        read[index] = element.read(given.get(index));
      }
      if (sorted && read.length > 1) {
        Arrays.sort(read, order);
      }
      @SuppressWarnings("unchecked") // Each is what a reader of elements gave.
      List<E> elements = (List<E>) Collections.unmodifiableList(Arrays.asList(read));
      return elements;
    };
  }

  private static ValueReader<Struct> struct(StructType type) {
    Member[] members =
        type.fields().stream().map(Field::member).map(Member::new).toArray(Member[]::new);
    ValueReader<?>[] readers =
        type.fields().stream().map(field -> of(field.type())).toArray(ValueReader<?>[]::new);
    return value -> {
      if (value == null) {
        return null;
      }
      Object[] values = new Object[readers.length];
      for (int index = 0; index < values.length; index++) {
        values[index] = readers[index].read(members[index].of((SdkPojo) value));
      }
      return Struct.of(values);
    };
  }
}
