package dev.ecsinventory.cli.tabular;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ecsinventory.format.JsonLinesEncoder;
import dev.ecsinventory.schema.Column;
import dev.ecsinventory.schema.Dataset;
import dev.ecsinventory.schema.Row;
import java.util.ArrayList;
import java.util.List;

/**
 * The values of a row as text: text unchanged, all else as in JSON Lines, and null for an absent
 * value. A list is a JSON array, so that an empty list differs from an absent one.
 */
final class RowCells {
  private static final JsonMapper MAPPER = new JsonMapper();

  private RowCells() {}

  /** The names of all columns. */
  static List<String> names(Dataset dataset) {
    return dataset.columns().stream().<String>map(Column::name).toList();
  }

  /** The values of all columns; the list contains null. */
  static List<String> of(Row row) {
    return of(row, row.dataset().columns());
  }

  /** The values of {@code columns}; the list contains null. */
  static List<String> of(Row row, List<Column<?>> columns) {
    JsonNode json = json(row);
    List<String> cells = new ArrayList<>();
    for (Column<?> column : columns) {
      JsonNode value = json.path(column.name());
      boolean isAbsent = value.isNull() || value.isMissingNode();
      cells.add(isAbsent ? null : value.isTextual() ? value.textValue() : value.toString());
    }
    return cells;
  }

  private static JsonNode json(Row row) {
    try {
      return MAPPER.readTree(JsonLinesEncoder.line(row));
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
