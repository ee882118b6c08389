package dev.ecsinventory.schema;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * A value of a {@link ColumnType.StructType}: the values of its fields in the type's order, null
 * where absent. Immutable.
 */
public final class Struct {
  private final Object[] values;

  private Struct(Object[] values) {
    this.values = values;
  }

  /** The struct of {@code values}; it takes ownership of the array. */
  public static Struct of(Object... values) {
    return new Struct(values);
  }

  public Object value(int index) {
    return values[index];
  }

  public String string(int index) {
    return (String) values[index];
  }

  public List<Object> values() {
    return Collections.unmodifiableList(Arrays.asList(values));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Struct struct && Arrays.equals(values, struct.values);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return Arrays.toString(values);
  }
}
