package dev.ecsinventory.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ecsinventory.schema.Column;
import dev.ecsinventory.schema.Dataset;
import dev.ecsinventory.schema.Datasets;
import dev.ecsinventory.schema.FileFormat;
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.schema.TaskSets;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * RowReader returns the rows that were written in either format; see {@link ReadBackTest} for other
 * readers.
 */
@Execution(ExecutionMode.CONCURRENT)
class RowReaderTest {
  @TempDir Path directory;

  @ParameterizedTest
  @EnumSource(FileFormat.class)
  void readsEveryWrittenValue(FileFormat format) {
    for (Dataset dataset : Datasets.ALL) {
      List<Row> rows = RandomRows.of(dataset, 300, dataset.name().hashCode());
      byte[] file = RowEncoder.of(format).encode(dataset, rows);
      assertEquals(rows, RowReader.rows(format, dataset, file), dataset.name());
    }
  }

  @ParameterizedTest
  @EnumSource(FileFormat.class)
  void readsNoRowFromAFileWithoutRows(FileFormat format) {
    byte[] file = RowEncoder.of(format).encode(TaskSets.DATASET, List.of());
    try (RowReader reader = RowReader.open(format, TaskSets.DATASET, file)) {
      assertEquals(Optional.empty(), reader.next());
      assertEquals(Optional.empty(), reader.next());
    }
  }

  @ParameterizedTest
  @EnumSource(FileFormat.class)
  void readsFilesOfEarlierAndLaterVersions(FileFormat format) {
    Dataset all = TaskSets.DATASET;
    Dataset earlier = without(all, "tags");
    Row full = Samples.taskSet();
    byte[] old = RowEncoder.of(format).encode(earlier, List.of(as(earlier, full)));
    assertEquals(List.of(full.with(TaskSets.TAGS, null)), RowReader.rows(format, all, old));
    byte[] later = RowEncoder.of(format).encode(all, List.of(full));
    assertEquals(List.of(as(earlier, full)), RowReader.rows(format, earlier, later));
  }

  @Test
  void readsEveryRowGroupOfAFileThatWasWrittenRowByRow() throws IOException {
    Path file = directory.resolve("rows.parquet");
    Random random = new Random(5);
    List<Row> rows = new ArrayList<>();
    for (int number = 0; number < 4_000; number++) {
      byte[] noise = new byte[8_000];
      random.nextBytes(noise);
      rows.add(Samples.taskSet(new String(noise, StandardCharsets.ISO_8859_1)));
    }
    try (ParquetRowWriter writer = new ParquetRowWriter(TaskSets.DATASET, file)) {
      rows.forEach(writer::write);
    }
    byte[] content = Files.readAllBytes(file);
    assertTrue(content.length > 32 << 20, content.length + " bytes are one row group");
    assertEquals(rows, RowReader.rows(FileFormat.PARQUET, TaskSets.DATASET, content));
  }

  private static Dataset without(Dataset dataset, String name) {
    List<Column<?>> columns = new ArrayList<>();
    for (Column<?> column : dataset.columns()) {
      if (!column.name().equals(name)) {
        columns.add(at(columns.size(), column));
      }
    }
    return new Dataset(dataset.name(), dataset.doc(), columns, dataset.sortedBy());
  }

  private static <T> Column<T> at(int ordinal, Column<T> column) {
    return new Column<>(
        column.id(),
        ordinal,
        column.name(),
        column.type(),
        column.nullable(),
        column.role(),
        column.source(),
        column.doc());
  }

  private static Row as(Dataset dataset, Row row) {
    Row.Builder builder = Row.builder(dataset);
    dataset.columns().forEach(column -> copy(builder, column, row));
    return builder.build();
  }

  @SuppressWarnings("unchecked") // The column with this name has this type.
  private static <T> void copy(Row.Builder builder, Column<T> column, Row row) {
    builder.set(column, (T) row.get(row.dataset().column(column.name())));
  }
}
