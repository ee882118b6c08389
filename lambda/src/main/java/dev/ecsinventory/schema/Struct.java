package dev.ecsinventory.schema;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * A value of a {@link ColumnType.StructType}.
 *
 * @param values the fields' values in the type's order; null where absent
 */
public record Struct(List<Object> values) {
  public Struct {
    // Not List.copyOf: a field may be absent, and absent is null.
    values = Collections.unmodifiableList(Arrays.asList(values.toArray()));
  }

  public static Struct of(Object... values) {
    return new Struct(Arrays.asList(values));
  }

  public Object value(int index) {
    return values.get(index);
  }

  public String string(int index) {
    return (String) values.get(index);
  }
}
