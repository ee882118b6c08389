package dev.ecsinventory.policy;

import dev.ecsinventory.schema.Row;
import dev.ecsinventory.schema.Struct;
import dev.ecsinventory.schema.TaskSets;
import java.util.List;

/** Tags in a row: {@code struct<key, value>}. */
final class Tags {
  private static final int KEY = 0;
  private static final int VALUE = 1;

  private Tags() {}

  /** The tags of a task set whose tags are known; empty where the row has no list. */
  static List<Struct> of(Row taskSet) {
    List<Struct> tags = taskSet.get(TaskSets.TAGS);
    return tags == null ? List.of() : tags;
  }

  static String key(Struct tag) {
    String key = tag.string(KEY);
    return key == null ? "" : key;
  }

  /** For AWS, a tag without a value has the empty value. */
  static String value(Struct tag) {
    String value = tag.string(VALUE);
    return value == null ? "" : value;
  }

  static Struct tag(String key, String value) {
    return Struct.of(key, value);
  }
}
