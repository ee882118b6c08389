package dev.ecsinventory.schema;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * The type of a column's values. Every rendering has an exhaustive switch over it, so a new type
 * does not compile until each rendering handles it.
 *
 * @param <T> the Java type of a value; null stands for "absent" in every type
 */
public sealed interface ColumnType<T> {
  StringType STRING = new StringType();
  IntegerType INTEGER = new IntegerType();
  DoubleType DOUBLE = new DoubleType();
  BooleanType BOOLEAN = new BooleanType();
  TimestampType TIMESTAMP = new TimestampType();

  /** UTF-8 text. */
  record StringType() implements ColumnType<String> {}

  /** 32 bits, signed. */
  record IntegerType() implements ColumnType<Integer> {}

  /** IEEE 754, 64 bits. */
  record DoubleType() implements ColumnType<Double> {}

  record BooleanType() implements ColumnType<Boolean> {}

  /** An instant of millisecond precision, in UTC. */
  record TimestampType() implements ColumnType<Instant> {}

  /** Whether a list's order has a meaning. */
  enum Order {
    /** The order that ECS returned. */
    AS_GIVEN,
    /**
     * ECS specifies no order, so the list is sorted: the same set always produces the same bytes.
     */
    SORTED
  }

  record ListType<E>(ColumnType<E> element, Order order) implements ColumnType<List<E>> {
    public ListType {
      requireNonNull(element, "element is null");
      requireNonNull(order, "order is null");
    }
  }

  /** A new field must be the last one, because the position determines the field ID in Parquet. */
  record StructType(List<Field> fields) implements ColumnType<Struct> {
    public StructType {
      fields = List.copyOf(fields);
    }

    /** The position of the field {@code name}. */
    public int indexOf(String name) {
      for (int index = 0; index < fields.size(); index++) {
        if (fields.get(index).name().equals(name)) {
          return index;
        }
      }
      throw new IllegalArgumentException("no field " + name + " in " + fields);
    }
  }

  /**
   * A field of a struct.
   *
   * @param name the name, in the style of column names
   * @param member the field's name in the API's shape
   */
  record Field(String name, String member, ColumnType<?> type) {
    public Field {
      requireNonNull(name, "name is null");
      requireNonNull(member, "member is null");
      requireNonNull(type, "type is null");
    }
  }

  static Field field(String name, String member, ColumnType<?> type) {
    return new Field(name, member, type);
  }

  static StructType struct(Field... fields) {
    return new StructType(List.of(fields));
  }

  static <E> ListType<E> list(ColumnType<E> element) {
    return new ListType<>(element, Order.AS_GIVEN);
  }

  static <E> ListType<E> sorted(ColumnType<E> element) {
    return new ListType<>(element, Order.SORTED);
  }

  /** Orders two values of this type, absent first. */
  static Comparator<Object> comparator(ColumnType<?> type) {
    return switch (type) {
      case StringType s -> ColumnType.<String>natural();
      case IntegerType i -> ColumnType.<Integer>natural();
      case DoubleType d -> ColumnType.<Double>natural();
      case BooleanType b -> ColumnType.<Boolean>natural();
      case TimestampType t -> ColumnType.<Instant>natural();
      case ListType<?> list -> lists(comparator(list.element()));
      case StructType struct -> structs(struct);
    };
  }

  /** Natural order. */
  @SuppressWarnings("unchecked") // A column's values are of its type.
  private static <T extends Comparable<T>> Comparator<Object> natural() {
    return (left, right) ->
        left == null || right == null ? absentFirst(left, right) : ((T) left).compareTo((T) right);
  }

  private static int absentFirst(Object left, Object right) {
    return left == right ? 0 : left == null ? -1 : 1;
  }

  private static Comparator<Object> lists(Comparator<Object> elements) {
    return (left, right) -> {
      if (left == null || right == null) {
        return absentFirst(left, right);
      }
      List<?> one = (List<?>) left;
      List<?> other = (List<?>) right;
      for (int index = 0; index < Math.min(one.size(), other.size()); index++) {
        int order = elements.compare(one.get(index), other.get(index));
        if (order != 0) {
          return order;
        }
      }
      return Integer.compare(one.size(), other.size());
    };
  }

  private static Comparator<Object> structs(StructType type) {
    List<Comparator<Object>> fields =
        type.fields().stream().map(field -> comparator(field.type())).toList();
    return (left, right) -> {
      if (left == null || right == null) {
        return absentFirst(left, right);
      }
      Struct one = (Struct) left;
      Struct other = (Struct) right;
      for (int index = 0; index < fields.size(); index++) {
        int order = fields.get(index).compare(one.value(index), other.value(index));
        if (order != 0) {
          return order;
        }
      }
      return 0;
    };
  }
}
