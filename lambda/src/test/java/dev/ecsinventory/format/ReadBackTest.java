package dev.ecsinventory.format;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.ecsinventory.pipeline.Exporter;
import dev.ecsinventory.schema.AthenaTypes;
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
import dev.ecsinventory.schema.Datasets;
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.schema.Struct;
import dev.ecsinventory.schema.TagViolations;
import dev.ecsinventory.simulator.fault.Fault;
import dev.ecsinventory.simulator.fault.FaultRule;
import dev.ecsinventory.simulator.fleet.generate.FleetGenerator;
import dev.ecsinventory.simulator.fleet.generate.FleetSize;
import dev.ecsinventory.store.DirectoryObjectStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** DuckDB reads from both formats the rows that were written. */
class ReadBackTest {
  @TempDir Path directory;

  @Test
  void duckDbReadsTheSameRowsFromBothFormats() {
    try (Exporter exporter =
            Exporter.of(FleetGenerator.varied(11).generate(new FleetSize(3, 12, 3)), directory);
        DuckDb duckDb = new DuckDb()) {
      exporter.set("TAG_POLICY", "classpath:policies/owner.json");
      exporter.faults(
          FaultRule.of(new Fault.AccessDenied()).on("DescribeTaskSets").from(3).times(2));
      exporter.run();
      for (Dataset dataset : Datasets.ALL) {
        List<List<Object>> written =
            exporter.rows(dataset).stream().map(ReadBackTest::values).toList();
        assertFalse(written.isEmpty(), dataset.name());
        assertEquals(written, duckDb.query(json(dataset)), dataset + " as JSON");
        assertEquals(written, duckDb.query(parquet(dataset)), dataset + " as Parquet");
      }
    }
  }

  @Test
  void writesTheSameBytesForTheSameRows() {
    Row row = Samples.taskSet();
    for (RowEncoder encoder : List.of(new JsonLinesEncoder(), new ParquetEncoder())) {
      byte[] once = encoder.encode(row.dataset(), List.of(row, row));
      byte[] again = encoder.encode(row.dataset(), List.of(row, row));
      assertArrayEquals(once, again);
    }
  }

  @Test
  void writesAFileWithoutRows() {
    try (DuckDb duckDb = new DuckDb()) {
      DirectoryObjectStore store = new DirectoryObjectStore(directory);
      Dataset dataset = TagViolations.DATASET;
      store.put("parquet/empty.parquet", new ParquetEncoder().encode(dataset, List.of()), "");
      store.put("json/empty.jsonl.gz", new JsonLinesEncoder().encode(dataset, List.of()), "");
      assertEquals(
          List.of(List.of(0L)),
          duckDb.query(
              "SELECT count(*) FROM read_parquet("
                  + DuckDb.quoted(directory.resolve("parquet/empty.parquet"))
                  + ")"));
      assertEquals(
          List.of(List.of(0L)),
          duckDb.query(
              "SELECT count(*) FROM read_json("
                  + DuckDb.quoted(directory.resolve("json/empty.jsonl.gz"))
                  + ", columns = {a: 'VARCHAR'}, format = 'newline_delimited')"));
    }
  }

  private String json(Dataset dataset) {
    String columns =
        dataset.columns().stream()
            .map(column -> "\"" + column.name() + "\": '" + duckDbType(column.type()) + "'")
            .collect(Collectors.joining(", ", "{", "}"));
    return "SELECT %s FROM read_json(%s, columns = %s, format = 'newline_delimited') ORDER BY %s"
        .formatted(names(dataset), files("json", dataset), columns, order(dataset));
  }

  private String parquet(Dataset dataset) {
    return "SELECT %s FROM read_parquet(%s) ORDER BY %s"
        .formatted(names(dataset), files("parquet", dataset), order(dataset));
  }

  private String files(String format, Dataset dataset) {
    return DuckDb.quoted(
        directory.resolve("inventory").resolve(format).resolve(dataset.name()).resolve("*/*"));
  }

  private static String names(Dataset dataset) {
    return dataset.columns().stream()
        .map(column -> "\"" + column.name() + "\"")
        .collect(Collectors.joining(", "));
  }

  private static String order(Dataset dataset) {
    return dataset.sortedBy().stream().map(Column::name).collect(Collectors.joining(", "));
  }

  private static String duckDbType(ColumnType<?> type) {
    return switch (type) {
      case StringType string -> "VARCHAR";
      case IntegerType integer -> "INTEGER";
      case DoubleType number -> "DOUBLE";
      case BooleanType flag -> "BOOLEAN";
      case TimestampType timestamp -> "TIMESTAMPTZ";
      case ListType<?> list -> duckDbType(list.element()) + "[]";
      case StructType struct ->
          struct.fields().stream()
              .map(field -> field.name() + " " + duckDbType(field.type()))
              .collect(Collectors.joining(", ", "STRUCT(", ")"));
    };
  }

  private static List<Object> values(Row row) {
    List<Object> values = new ArrayList<>();
    row.dataset().columns().forEach(column -> values.add(plain(row.get(column))));
    return values;
  }

  private static Object plain(Object value) {
    return switch (value) {
      case Struct struct -> {
        List<Object> fields = new ArrayList<>();
        struct.values().forEach(field -> fields.add(plain(field)));
        yield fields;
      }
      case List<?> list -> {
        List<Object> elements = new ArrayList<>();
        list.forEach(element -> elements.add(plain(element)));
        yield elements;
      }
      case null -> null;
      default -> value;
    };
  }

  @Test
  void usesTheTypeNamesOfAthena() {
    assertEquals(
        "array<struct<key:string,value:string>>",
        AthenaTypes.of(Datasets.named("task_sets").column("tags").type()));
  }
}
