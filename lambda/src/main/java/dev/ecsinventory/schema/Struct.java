package dev.ecsinventory.schema;

import java.util.ArrayList;
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
    values = Collections.unmodifiableList(new ArrayList<>(values));
  }

  public static Struct of(Object... values) {
    ArrayList<Object> list = new ArrayList<>(values.length);
    Collections.addAll(list, values);
    return new Struct(list);
  }

  public Object value(int index) {
    return values.get(index);
  }

  public String string(int index) {
    return (String) values.get(index);
  }
}
