package dev.ecsinventory.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Evolution is additive only. A new column is a new line at the end of its dataset in this test;
 * any other difference breaks existing files and tables.
 */
class GoldenSchemaTest {
  private static final Path GOLDEN = Path.of("src/test/resources/golden-schema.txt");

  @Test
  void changesOnlyByAddingColumns() throws IOException {
    String actual =
        Datasets.ALL.stream()
            .flatMap(dataset -> dataset.columns().stream().map(column -> line(dataset, column)))
            .collect(Collectors.joining("\n", "", "\n"));
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(GOLDEN, actual);
    }
    assertEquals(Files.readString(GOLDEN), actual);
  }

  @Test
  void idsNeverRepeatAndGrowInTheOrderOfTheColumns() {
    for (Dataset dataset : Datasets.ALL) {
      List<Integer> ids = dataset.columns().stream().map(Column::id).toList();
      assertEquals(ids.stream().sorted().distinct().toList(), ids, dataset.name());
    }
  }

  @Test
  void startsEveryDatasetWithTheSameColumns() {
    for (Dataset dataset : Datasets.ALL) {
      assertEquals(
          List.of("schema_version", "snapshot_id", "snapshot_time", "account_id", "region"),
          dataset.columns().stream().limit(5).map(Column::name).toList());
    }
  }

  private static String line(Dataset dataset, Column<?> column) {
    return "%s %d %s %s %s"
        .formatted(
            dataset.name(),
            column.id(),
            column.name(),
            AthenaTypes.of(column.type()),
            column.nullable() ? "nullable" : "required");
  }
}
