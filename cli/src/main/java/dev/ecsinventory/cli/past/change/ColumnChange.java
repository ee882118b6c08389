package dev.ecsinventory.cli.past.change;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ecsinventory.model.VisibleText;

/**
 * A column whose values differ.
 *
 * @param before as JSON Lines have it
 * @param after as JSON Lines have it
 */
public record ColumnChange(String column, JsonNode before, JsonNode after) {
  public ColumnChange {
    requireNonNull(column, "column is null");
    requireNonNull(before, "before is null");
    requireNonNull(after, "after is null");
  }

  /** For people. */
  String text() {
    return "%s: %s -> %s".formatted(column, text(before), text(after));
  }

  /** Adds the change to a list, as all JSON formats have it. */
  void addTo(ArrayNode list) {
    list.addObject().put("column", column).<ObjectNode>set("before", before).set("after", after);
  }

  private static String text(JsonNode value) {
    if (value.isNull()) {
      return "absent";
    }
    return VisibleText.of(value.isTextual() ? value.textValue() : value.toString());
  }
}
