package dev.ecsinventory.write;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ecsinventory.schema.Row;
import dev.ecsinventory.schema.TaskSets;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class JsonLinesEncoderTest {
  @Test
  void aRowIsWrittenAlikeWhateverTheRowBeforeItHad() throws IOException {
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
}
