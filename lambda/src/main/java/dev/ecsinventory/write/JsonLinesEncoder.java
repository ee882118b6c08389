package dev.ecsinventory.write;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
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
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/**
 * JSON Lines in gzip: one object a line with every column in it, null where absent, timestamps as
 * {@code yyyy-MM-dd'T'HH:mm:ss.SSS'Z'}.
 *
 * @see <a href="https://docs.aws.amazon.com/athena/latest/ug/parsing-json-data.html">Best practices
 *     for reading JSON data</a>
 */
public final class JsonLinesEncoder implements RowEncoder {
  static final DateTimeFormatter TIMESTAMP =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private static final JsonFactory JSON =
      JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

  @Override
  public byte[] encode(Dataset dataset, List<Row> rows) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      // Since JDK 16 the header holds neither a time nor the platform: the same for the same rows.
      try (GZIPOutputStream gzip = new GZIPOutputStream(bytes, 1 << 13)) {
        write(rows, gzip);
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  @Override
  public String contentType() {
    return "application/gzip";
  }

  /** One row as the JSON object that its line holds. */
  public static String line(Row row) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      write(List.of(row), bytes);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toString(StandardCharsets.UTF_8).stripTrailing();
  }

  private static void write(List<Row> rows, OutputStream out) throws IOException {
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.setRootValueSeparator(null);
      for (Row row : rows) {
        json.writeStartObject();
        for (Column<?> column : row.dataset().columns()) {
          json.writeFieldName(column.name());
          write(json, column.type(), row.get(column));
        }
        json.writeEndObject();
        json.writeRaw('\n');
      }
    }
  }

  private static void write(JsonGenerator json, ColumnType<?> type, Object value)
      throws IOException {
    if (value == null) {
      json.writeNull();
      return;
    }
    switch (type) {
      case StringType string -> json.writeString((String) value);
      case IntegerType integer -> json.writeNumber((Integer) value);
      case DoubleType number -> json.writeNumber((Double) value);
      case BooleanType flag -> json.writeBoolean((Boolean) value);
      case TimestampType timestamp -> json.writeString(TIMESTAMP.format((Instant) value));
      case ListType<?> list -> {
        json.writeStartArray();
        for (Object element : (List<?>) value) {
          write(json, list.element(), element);
        }
        json.writeEndArray();
      }
      case StructType struct -> {
        json.writeStartObject();
        for (int index = 0; index < struct.fields().size(); index++) {
          json.writeFieldName(struct.fields().get(index).name());
          write(json, struct.fields().get(index).type(), ((Struct) value).value(index));
        }
        json.writeEndObject();
      }
    }
  }
}
