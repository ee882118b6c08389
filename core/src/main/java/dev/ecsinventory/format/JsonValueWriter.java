package dev.ecsinventory.format;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
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

/**
 * Writes values of one type. It is created once per column of a file, so that the type is resolved
 * once. Adjacent rows share many values, so it caches the encoded form of the last one. Not safe
 * for concurrent use.
 */
final class JsonValueWriter {
  /** One class with a switch, because a row has a hundred values and interface calls are slower. */
  private enum Kind {
    STRING,
    INTEGER,
    DOUBLE,
    BOOLEAN,
    TIMESTAMP,
    LIST,
    STRUCT
  }

  private final Kind kind;

  /** The writer of a list's elements; null for other types. */
  private final JsonValueWriter element;

  /** The members of a struct; null for other types. */
  private final JsonFields members;

  private Object last;
  private SerializableString escaped;
  private char[] digits;

  private JsonValueWriter(Kind kind, JsonValueWriter element, JsonFields members) {
    this.kind = requireNonNull(kind, "kind is null");
    this.element = element;
    this.members = members;
  }

  static JsonValueWriter of(ColumnType<?> type) {
    return switch (type) {
      case StringType string -> new JsonValueWriter(Kind.STRING, null, null);
      case IntegerType integer -> new JsonValueWriter(Kind.INTEGER, null, null);
      case DoubleType number -> new JsonValueWriter(Kind.DOUBLE, null, null);
      case BooleanType flag -> new JsonValueWriter(Kind.BOOLEAN, null, null);
      case TimestampType timestamp -> new JsonValueWriter(Kind.TIMESTAMP, null, null);
      case ListType<?> list -> new JsonValueWriter(Kind.LIST, of(list.element()), null);
      case StructType struct -> new JsonValueWriter(Kind.STRUCT, null, JsonFields.of(struct));
    };
  }

  void write(JsonGenerator json, Object value) throws IOException {
    if (value == null) {
      json.writeNull();
      return;
    }
    switch (kind) {
      case STRING -> string(json, (String) value);
      case INTEGER -> json.writeNumber((int) value);
      case DOUBLE -> json.writeNumber((double) value);
      case BOOLEAN -> json.writeBoolean((boolean) value);
      case TIMESTAMP -> timestamp(json, (Instant) value);
      case LIST -> list(json, (List<?>) value);
      case STRUCT -> members.write(json, (Struct) value);
    }
  }

  private void string(JsonGenerator json, String text) throws IOException {
    if (!text.equals(last)) {
      last = text;
      escaped = null;
      json.writeString(text);
      return;
    }
    if (escaped == null && isWrittenAlikeInAdvance(text)) {
      escaped = new SerializedString(text);
    }
    if (escaped == null) {
      json.writeString(text);
    } else {
      json.writeString(escaped);
    }
  }

  /**
   * Whether a pre-escaped text is written in the same way: Jackson writes a surrogate pair as two
   * escapes in a text, and as UTF-8 in a pre-escaped text, to which {@link LineEndEscapes} do not
   * apply either.
   */
  private static boolean isWrittenAlikeInAdvance(String text) {
    return text.chars()
        .noneMatch(unit -> Character.isSurrogate((char) unit) || LineEndEscapes.isLineEnd(unit));
  }

  private void timestamp(JsonGenerator json, Instant time) throws IOException {
    if (!time.equals(last)) {
      last = time;
      digits = TimestampText.of(time);
    }
    json.writeString(digits, 0, digits.length);
  }

  private void list(JsonGenerator json, List<?> elements) throws IOException {
    json.writeStartArray();
    for (int index = 0; index < elements.size(); index++) {
      element.write(json, elements.get(index));
    }
    json.writeEndArray();
  }
}
