package dev.ecsinventory.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ecsinventory.schema.Column;
import dev.ecsinventory.schema.ColumnType;
import dev.ecsinventory.schema.ColumnType.BooleanType;
import dev.ecsinventory.schema.ColumnType.DoubleType;
import dev.ecsinventory.schema.ColumnType.IntegerType;
import dev.ecsinventory.schema.ColumnType.ListType;
import dev.ecsinventory.schema.ColumnType.StringType;
import dev.ecsinventory.schema.ColumnType.StructType;
import dev.ecsinventory.schema.ColumnType.TimestampType;
import dev.ecsinventory.schema.Dataset;
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.schema.Struct;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/** Reads rows from files that {@link JsonLinesEncoder} wrote, of this schema version or older. */
public final class JsonLinesDecoder {
  private static final JsonMapper MAPPER = new JsonMapper();

  private JsonLinesDecoder() {}

  /** A file's rows in sequence, with one in memory at a time. */
  static RowReader open(Dataset dataset, byte[] file) {
    try {
      InputStream text = new GZIPInputStream(new ByteArrayInputStream(file));
      return new Lines(dataset, MAPPER.readerFor(JsonNode.class).readValues(text));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static final class Lines implements RowReader {
    private final Dataset dataset;
    private final MappingIterator<JsonNode> lines;
    private boolean leftOut;

    Lines(Dataset dataset, MappingIterator<JsonNode> lines) {
      this.dataset = dataset;
      this.lines = lines;
    }

    @Override
    public Optional<Row> next() {
      try {
        if (!lines.hasNextValue()) {
          return Optional.empty();
        }
        JsonNode line = lines.nextValue();
        leftOut = leftOut || hasMore(dataset, line);
        return Optional.of(row(dataset, line));
      } catch (IOException unreadable) {
        throw new UncheckedIOException(unreadable);
      }
    }

    @Override
    public boolean leftSomethingOut() {
      return leftOut;
    }

    @Override
    public void close() {
      try {
        lines.close();
      } catch (IOException unreadable) {
        throw new UncheckedIOException(unreadable);
      }
    }
  }

  /** Schemas only grow, so the schema with fewer fields is the earlier one. */
  private static boolean hasMore(Dataset dataset, JsonNode line) {
    return line.size() > dataset.columns().size()
        || dataset.columns().stream()
            .anyMatch(column -> hasMore(column.type(), line.path(column.name())));
  }

  private static boolean hasMore(ColumnType<?> type, JsonNode value) {
    return switch (type) {
      case StringType string -> false;
      case IntegerType integer -> false;
      case DoubleType number -> false;
      case BooleanType flag -> false;
      case TimestampType timestamp -> false;
      case ListType<?> list ->
          value.valueStream().anyMatch(element -> hasMore(list.element(), element));
      case StructType struct ->
          value.size() > struct.fields().size()
              || struct.fields().stream()
                  .anyMatch(field -> hasMore(field.type(), value.path(field.name())));
    };
  }

  /** The row of one line; a column that an older version did not have is absent. */
  public static Row row(Dataset dataset, JsonNode line) {
    Row.Builder row = Row.builder(dataset);
    dataset.columns().forEach(column -> set(row, column, line));
    return row.build();
  }

  @SuppressWarnings("unchecked") // value() returns values of the requested type.
  private static <T> void set(Row.Builder row, Column<T> column, JsonNode line) {
    row.set(column, (T) value(column.type(), line.path(column.name())));
  }

  private static Object value(ColumnType<?> type, JsonNode node) {
    if (node.isMissingNode() || node.isNull()) {
      return null;
    }
    return switch (type) {
      case StringType string -> node.textValue();
      case IntegerType integer -> node.intValue();
      case DoubleType number -> node.doubleValue();
      case BooleanType flag -> node.booleanValue();
      case TimestampType timestamp -> Instant.parse(node.textValue());
      case ListType<?> list -> {
        List<Object> elements = new ArrayList<>(node.size());
        node.forEach(element -> elements.add(value(list.element(), element)));
        yield List.copyOf(elements);
      }
      case StructType struct ->
          Struct.of(
              struct.fields().stream()
                  .map(field -> value(field.type(), node.path(field.name())))
                  .toArray());
    };
  }
}
