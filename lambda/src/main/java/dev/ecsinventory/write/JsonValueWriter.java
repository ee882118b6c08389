package dev.ecsinventory.write;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.ecsinventory.schema.ColumnType;
import dev.ecsinventory.schema.ColumnType.BooleanType;
import dev.ecsinventory.schema.ColumnType.DoubleType;
import dev.ecsinventory.schema.ColumnType.IntegerType;
import dev.ecsinventory.schema.ColumnType.ListType;
import dev.ecsinventory.schema.ColumnType.StringType;
import dev.ecsinventory.schema.ColumnType.StructType;
import dev.ecsinventory.schema.ColumnType.TimestampType;
import dev.ecsinventory.schema.Struct;
import java.io.IOException;
import java.time.Instant;
import java.util.List;

/** Writes values of one type; made once for a column, so that no value asks for its type again. */
@FunctionalInterface
interface JsonValueWriter {
  /** Writes a value that is there. */
  void write(JsonGenerator json, Object value) throws IOException;

  default void writeOrNull(JsonGenerator json, Object value) throws IOException {
    if (value == null) {
      json.writeNull();
    } else {
      write(json, value);
    }
  }

  static JsonValueWriter of(ColumnType<?> type) {
    return switch (type) {
      case StringType string -> (json, value) -> json.writeString((String) value);
      case IntegerType integer -> (json, value) -> json.writeNumber((int) value);
      case DoubleType number -> (json, value) -> json.writeNumber((double) value);
      case BooleanType flag -> (json, value) -> json.writeBoolean((boolean) value);
      case TimestampType timestamp -> (json, value) -> timestamp(json, (Instant) value);
      case ListType<?> list -> list(of(list.element()));
      case StructType struct -> struct(JsonMembers.of(struct));
    };
  }

  private static void timestamp(JsonGenerator json, Instant value) throws IOException {
    char[] text = TimestampText.of(value);
    json.writeString(text, 0, text.length);
  }

  private static JsonValueWriter list(JsonValueWriter element) {
    return (json, value) -> {
      json.writeStartArray();
      for (Object one : (List<?>) value) {
        element.writeOrNull(json, one);
      }
      json.writeEndArray();
    };
  }

  private static JsonValueWriter struct(JsonMembers members) {
    return (json, value) -> members.write(json, ((Struct) value)::value);
  }
}
