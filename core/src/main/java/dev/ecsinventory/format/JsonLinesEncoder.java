package dev.ecsinventory.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import dev.ecsinventory.schema.Dataset;
import dev.ecsinventory.schema.Row;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/**
 * JSON Lines in gzip: one object per line with every column, null where absent, timestamps as
 * {@code yyyy-MM-dd'T'HH:mm:ss.SSS'Z'}. The number of lines equals the number of rows for every
 * reader, because a line end in a text is always escaped.
 *
 * @see <a href="https://docs.aws.amazon.com/athena/latest/ug/parsing-json-data.html">Best practices
 *     for reading JSON data</a>
 */
public final class JsonLinesEncoder implements RowEncoder {
  private static final JsonFactory JSON =
      new JsonFactoryBuilder()
          .characterEscapes(new LineEndEscapes())
          .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
          .build();

  @Override
  public byte[] encode(Dataset dataset, List<Row> rows) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      // Since JDK 16 the header contains neither a time nor the platform, so the same rows produce
      // the same bytes.
      try (GZIPOutputStream gzip = new GZIPOutputStream(bytes, 1 << 13)) {
        write(dataset, rows, gzip);
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

  /** One row as the JSON object of its line. */
  public static String line(Row row) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      write(row.dataset(), List.of(row), bytes);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toString(StandardCharsets.UTF_8).stripTrailing();
  }

  /** Writes {@code rows}, which all belong to {@code dataset}, as uncompressed lines. */
  public static void write(Dataset dataset, List<Row> rows, OutputStream out) throws IOException {
    JsonFields members = JsonFields.of(dataset);
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.setRootValueSeparator(null);
      for (Row row : rows) {
        members.write(json, row);
        json.writeRaw('\n');
      }
    }
  }
}
