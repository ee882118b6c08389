package dev.ecsinventory.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * The lower bound for a JSON Lines file: writes tokens that are computed in advance through Jackson
 * and gzip into the same bytes.
 */
public final class JsonFloor {
  private static final JsonFactory JSON = new JsonFactory();

  /** The value of a token without a value. */
  private static final Object NOTHING = new Object();

  private final JsonToken[] tokens;
  private final Object[] values;

  private JsonFloor(List<JsonToken> tokens, List<Object> values) {
    this.tokens = tokens.toArray(JsonToken[]::new);
    this.values = values.toArray();
  }

  /** Parses the tokens of a file that {@link JsonLinesEncoder} wrote. */
  public static JsonFloor of(byte[] file) throws IOException {
    List<JsonToken> tokens = new ArrayList<>();
    List<Object> values = new ArrayList<>();
    Map<String, SerializableString> names = new HashMap<>();
    try (JsonParser parser =
        JSON.createParser(new GZIPInputStream(new ByteArrayInputStream(file)))) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        tokens.add(token);
        values.add(
            switch (token) {
              case FIELD_NAME -> names.computeIfAbsent(parser.currentName(), SerializedString::new);
              case VALUE_STRING -> parser.getText();
              case VALUE_NUMBER_INT -> parser.getIntValue();
              case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
              case START_OBJECT,
                  END_OBJECT,
                  START_ARRAY,
                  END_ARRAY,
                  VALUE_TRUE,
                  VALUE_FALSE,
                  VALUE_NULL,
                  VALUE_EMBEDDED_OBJECT,
                  NOT_AVAILABLE ->
                  NOTHING;
            });
      }
    }
    return new JsonFloor(tokens, values);
  }

  /** Writes the file again. */
  public byte[] write() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes, 1 << 13);
        JsonGenerator json = JSON.createGenerator(gzip)) {
      json.setRootValueSeparator(null);
      int depth = 0;
      for (int index = 0; index < tokens.length; index++) {
        write(json, tokens[index], values[index]);
        depth += tokens[index].isStructStart() ? 1 : tokens[index].isStructEnd() ? -1 : 0;
        if (depth == 0) {
          json.writeRaw('\n');
        }
      }
    }
    return bytes.toByteArray();
  }

  private static void write(JsonGenerator json, JsonToken token, Object value) throws IOException {
    switch (token) {
      case START_OBJECT -> json.writeStartObject();
      case END_OBJECT -> json.writeEndObject();
      case START_ARRAY -> json.writeStartArray();
      case END_ARRAY -> json.writeEndArray();
      case FIELD_NAME -> json.writeFieldName((SerializableString) value);
      case VALUE_STRING -> json.writeString((String) value);
      case VALUE_NUMBER_INT -> json.writeNumber((int) value);
      case VALUE_NUMBER_FLOAT -> json.writeNumber((double) value);
      case VALUE_TRUE -> json.writeBoolean(true);
      case VALUE_FALSE -> json.writeBoolean(false);
      case VALUE_NULL -> json.writeNull();
      case VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE -> throw new IllegalStateException("" + token);
    }
  }
}
