package dev.ecsinventory.format;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import dev.ecsinventory.schema.Column;
import dev.ecsinventory.schema.ColumnType;
import dev.ecsinventory.schema.ColumnType.Field;
import dev.ecsinventory.schema.ColumnType.StructType;
import dev.ecsinventory.schema.Dataset;
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.schema.Struct;
import java.io.IOException;
import java.util.List;

/**
 * The members of a JSON object: their names, encoded once, and the writers of their values. Every
 * object has all of them, null where absent.
 */
final class JsonFields {
  private final SerializableString[] names;
  private final JsonValueWriter[] values;

  private JsonFields(List<String> names, List<? extends ColumnType<?>> types) {
    this.names = names.stream().map(SerializedString::new).toArray(SerializableString[]::new);
    this.values = types.stream().map(JsonValueWriter::of).toArray(JsonValueWriter[]::new);
  }

  static JsonFields of(Dataset dataset) {
    return new JsonFields(
        dataset.columns().stream().map(Column::name).toList(),
        dataset.columns().stream().<ColumnType<?>>map(Column::type).toList());
  }

  static JsonFields of(StructType struct) {
    return new JsonFields(
        struct.fields().stream().map(Field::name).toList(),
        struct.fields().stream().<ColumnType<?>>map(Field::type).toList());
  }

  void write(JsonGenerator json, Row row) throws IOException {
    json.writeStartObject();
    for (int index = 0; index < names.length; index++) {
      json.writeFieldName(names[index]);
      values[index].write(json, row.value(index));
    }
    json.writeEndObject();
  }

  void write(JsonGenerator json, Struct struct) throws IOException {
    json.writeStartObject();
    for (int index = 0; index < names.length; index++) {
      json.writeFieldName(names[index]);
      values[index].write(json, struct.value(index));
    }
    json.writeEndObject();
  }
}
