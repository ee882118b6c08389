package dev.ecsinventory.format;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.schema.TaskSets;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonLinesEncoderTest {
  @Test
  void writesARowIndependentlyOfThePreviousRow() throws IOException {
    Row one = Samples.taskSet().with(TaskSets.STARTED_BY, "\"größe\" \\ \n \uD83D\uDE80");
    Row other =
        one.with(TaskSets.STARTED_BY, "\"größe\"")
            .with(TaskSets.CREATED_AT, Instant.parse("2026-01-15T06:00:00.001Z"))
            .with(TaskSets.TAGS, List.of());
    List<Row> rows = List.of(one, one, other, one, one.with(TaskSets.STARTED_BY, null), one, one);

    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    JsonLinesEncoder.write(TaskSets.DATASET, rows, lines);

    assertEquals(
        rows.stream().map(row -> JsonLinesEncoder.line(row) + "\n").collect(Collectors.joining()),
        lines.toString(StandardCharsets.UTF_8));
  }

  /** Every code point except for surrogates, in texts of a few thousand. */
  private static List<Row> rowsOfEveryCodePoint() {
    List<Row> rows = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    for (int point = 0; point <= Character.MAX_CODE_POINT; point++) {
      if (point < Character.MIN_SURROGATE || point > Character.MAX_SURROGATE) {
        text.appendCodePoint(point);
      }
      if (point % 0x2000 == 0x1FFF) {
        rows.add(Samples.taskSet().with(TaskSets.STARTED_BY, text.toString()));
        text.setLength(0);
      }
    }
    return rows;
  }

  @Test
  void everyReaderFindsOneLinePerRow(@TempDir Path directory) throws IOException {
    List<Row> rows = new ArrayList<>();
    // Twice, because the encoder has a separate path for a text that equals the previous one.
    rowsOfEveryCodePoint().forEach(row -> rows.addAll(List.of(row, row)));
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    JsonLinesEncoder.write(TaskSets.DATASET, rows, lines);
    String text = lines.toString(StandardCharsets.UTF_8);

    assertEquals(rows.size(), text.split("\n").length);
    assertEquals(rows.size(), text.lines().count());
    assertEquals(rows.size(), text.split("\\R").length, "line ends of Unicode");
    // str.splitlines of Python also splits at the file, group and record separators.
    assertEquals(rows.size(), text.split("[\\n\\x0b\\f\\r\\x1c-\\x1e\\x85\\u2028\\u2029]").length);
    Path file = Files.write(directory.resolve("rows.jsonl"), lines.toByteArray());
    try (DuckDb duckDb = new DuckDb()) {
      List<List<Object>> read =
          duckDb.query(
              "SELECT started_by FROM read_json(%s, format = 'newline_delimited', columns = {started_by: 'VARCHAR'}, maximum_object_size = 1000000)"
                  .formatted(DuckDb.quoted(file)));
      assertEquals(rows.size(), read.size());
    }
    JsonMapper mapper = new JsonMapper();
    int number = 0;
    for (String line : text.lines().toList()) {
      assertEquals(
          rows.get(number++).get(TaskSets.STARTED_BY),
          mapper.readTree(line).get(TaskSets.STARTED_BY.name()).textValue());
    }
  }
}
