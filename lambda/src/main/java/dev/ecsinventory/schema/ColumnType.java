package dev.ecsinventory.schema;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * The type of a column, and of the values in it. Every rendering switches over it without a
 * default, so a new type does not compile until each rendering knows it.
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

  /** Whether a list's order means something. */
  enum Order {
    /** Kept as ECS gave it. */
    AS_GIVEN,
    /** ECS promises none, so it is sorted: the same set always gives the same bytes. */
    SORTED
  }

  record ListType<E>(ColumnType<E> element, Order order) implements ColumnType<List<E>> {
    public ListType {
      requireNonNull(element, "element is null");
      requireNonNull(order, "order is null");
    }
  }

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
   * @param name the column-style name
   * @param member the member's name in the API's shape
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
    return Comparator.nullsFirst((left, right) -> compare(type, left, right));
  }

  private static int compare(ColumnType<?> type, Object left, Object right) {
    return switch (type) {
      case StringType s -> ((String) left).compareTo((String) right);
      case IntegerType i -> ((Integer) left).compareTo((Integer) right);
      case DoubleType d -> ((Double) left).compareTo((Double) right);
      case BooleanType b -> ((Boolean) left).compareTo((Boolean) right);
      case TimestampType t -> ((Instant) left).compareTo((Instant) right);
      case ListType<?> list -> compareLists(list, (List<?>) left, (List<?>) right);
      case StructType struct -> compareStructs(struct, (Struct) left, (Struct) right);
    };
  }

  private static int compareLists(ListType<?> type, List<?> left, List<?> right) {
    Comparator<Object> elements = comparator(type.element());
    for (int index = 0; index < Math.min(left.size(), right.size()); index++) {
      int order = elements.compare(left.get(index), right.get(index));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(left.size(), right.size());
  }

  private static int compareStructs(StructType type, Struct left, Struct right) {
    for (int index = 0; index < type.fields().size(); index++) {
      Comparator<Object> field = comparator(type.fields().get(index).type());
      int order = field.compare(left.value(index), right.value(index));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }
}
