package dev.ecsinventory.infra.athena;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ecsinventory.format.JsonLinesEncoder;
import dev.ecsinventory.index.DayIndex;
import dev.ecsinventory.manifest.DataFile;
import dev.ecsinventory.model.SnapshotId;
import dev.ecsinventory.schema.Column;
import dev.ecsinventory.schema.ColumnType;
import dev.ecsinventory.schema.Dataset;
import dev.ecsinventory.schema.Datasets;
import dev.ecsinventory.schema.FileFormat;
import dev.ecsinventory.schema.ObjectKeys;
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.write.DataFileWriter;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Athena's engine reads the function's files through the tables of the template. */
class CatalogTest {
  private static final SnapshotId SNAPSHOT =
      SnapshotId.at(History.sixOClock(AthenaFixture.FIRST_DAY), Optional.empty());
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private static AthenaFixture athena;

  @BeforeAll
  static void start() throws Exception {
    athena = AthenaFixture.shared();
    // Another test class may have served another bucket.
    athena.serve(FileFormat.PARQUET);
    ObjectKeys keys = new ObjectKeys("inventory/");
    DataFileWriter writer =
        new DataFileWriter(athena.bucket().store(), keys, EnumSet.allOf(FileFormat.class));
    for (Dataset dataset : Datasets.ALL) {
      for (DataFile file :
          writer.write(SNAPSHOT, "all", dataset, new SampleRows(SNAPSHOT).of(dataset))) {
        new DayIndex(
                athena.bucket().store(),
                keys,
                FileFormat.of(file.format()),
                dataset.name(),
                SNAPSHOT.day())
            .add(List.of(file.key()));
      }
    }
  }

  @Test
  void readsEveryColumnOfEveryDatasetFromParquet() throws Exception {
    for (Dataset dataset : Datasets.ALL) {
      assertEquals(written(dataset), read(dataset, dataset.name()), dataset.name());
    }
  }

  @Test
  void readsEveryColumnOfEveryDatasetFromJsonLines() throws Exception {
    for (Dataset dataset : Datasets.ALL) {
      assertEquals(written(dataset), read(dataset, dataset.name() + "_json"), dataset.name());
    }
  }

  private static List<JsonNode> written(Dataset dataset) throws Exception {
    List<JsonNode> rows = new ArrayList<>();
    List<Row> written = new SampleRows(SNAPSHOT).of(dataset);
    for (Row row : written.stream().sorted(dataset.rowOrder()).toList()) {
      rows.add(MAPPER.readTree(JsonLinesEncoder.line(row)));
    }
    return rows;
  }

  /** The rows as JSON objects, which the engine formats. */
  private static List<JsonNode> read(Dataset dataset, String table) throws Exception {
    String columns =
        dataset.columns().stream().map(CatalogTest::asJson).collect(Collectors.joining(", "));
    List<JsonNode> rows = new ArrayList<>();
    for (Map<String, String> values :
        athena.rows(
            "SELECT " + columns + " FROM " + table + " WHERE dt = '" + SNAPSHOT.day() + "'")) {
      ObjectNode row = MAPPER.createObjectNode();
      for (Map.Entry<String, String> value : values.entrySet()) {
        row.set(
            value.getKey(), MAPPER.readTree(Objects.requireNonNullElse(value.getValue(), "null")));
      }
      rows.add(row);
    }
    return rows;
  }

  private static String asJson(Column<?> column) {
    String value =
        column.type() instanceof ColumnType.TimestampType
            ? "to_iso8601(%s) || 'Z'".formatted(column.name())
            : column.name();
    return "json_format(CAST(%s AS json)) AS %s".formatted(value, column.name());
  }
}
