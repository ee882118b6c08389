package dev.ecsinventory.infra.athena;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ecsinventory.compact.Compactor;
import dev.ecsinventory.config.Retention;
import dev.ecsinventory.format.RowReader;
import dev.ecsinventory.index.IndexMaintenance;
import dev.ecsinventory.manifest.DataFile;
import dev.ecsinventory.manifest.Manifest;
import dev.ecsinventory.model.Deadline;
import dev.ecsinventory.model.SnapshotId;
import dev.ecsinventory.schema.Column;
import dev.ecsinventory.schema.ColumnType.BooleanType;
import dev.ecsinventory.schema.ColumnType.DoubleType;
import dev.ecsinventory.schema.ColumnType.IntegerType;
import dev.ecsinventory.schema.ColumnType.ListType;
import dev.ecsinventory.schema.ColumnType.StringType;
import dev.ecsinventory.schema.ColumnType.StructType;
import dev.ecsinventory.schema.ColumnType.TimestampType;
import dev.ecsinventory.schema.Dataset;
import dev.ecsinventory.schema.Datasets;
import dev.ecsinventory.schema.FileFormat;
import dev.ecsinventory.schema.ObjectKeys;
import dev.ecsinventory.schema.Row;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Athena's engine reads a bucket of version 0.1.0 through the synthesized tables: every day has the
 * rows of its committed files.
 */
class UpgradeQueryTest {
  private static final Path OLD =
      Path.of("..", "lambda", "src", "test", "resources", "bucket-0.1.0");
  private static final LocalDate FIRST = LocalDate.parse("2026-01-13");
  private static final List<LocalDate> DAYS = List.of(FIRST, FIRST.plusDays(1), FIRST.plusDays(2));
  private static final ObjectKeys KEYS = new ObjectKeys("inventory/");
  private static final AtomicInteger BUCKETS = new AtomicInteger();

  private AthenaFixture athena;
  private LocalBucket bucket;

  @BeforeEach
  void copy() throws Exception {
    athena = AthenaFixture.shared();
    bucket = athena.bucket().another("upgrade" + BUCKETS.incrementAndGet());
    try (Stream<Path> files = Files.walk(OLD)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        bucket.put(OLD.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(FileFormat.class)
  void everyDayHasItsRowsAfterIndexingAndAfterCompaction(FileFormat format) throws Exception {
    athena.serve(format, bucket, FIRST);
    IndexMaintenance.Pass pass =
        new IndexMaintenance(bucket.store(), KEYS, Retention.UNKNOWN, Clock.systemUTC())
            .runAll(Deadline.NONE);
    assertEquals(List.of(), pass.problems());
    assertCommittedRows();
    SnapshotId later = SnapshotId.parse("20260116T060000Z");
    assertEquals(0, new Compactor(bucket.store(), KEYS).run(later, Deadline.NONE).failed());
    assertCommittedRows();
  }

  private void assertCommittedRows() throws Exception {
    for (LocalDate day : DAYS) {
      for (Dataset dataset : Datasets.ALL) {
        assertEquals(committed(dataset, day), queried(dataset, day), dataset + " " + day);
      }
      assertFalse(committed(Datasets.named("task_sets"), day).isEmpty());
      List<Map<String, String>> view =
          athena.rows(
              "SELECT task_set_arn FROM committed_task_sets WHERE dt = '%s'".formatted(day));
      assertEquals(committed(Datasets.named("task_sets"), day).size(), view.size());
    }
    assertTrue(DAYS.size() > 1);
  }

  /** The rows of the files that the day's manifests list. */
  private List<String> committed(Dataset dataset, LocalDate day) {
    List<String> rows = new ArrayList<>();
    bucket
        .store()
        .list(KEYS.manifests(day), "")
        .forEach(
            object ->
                files(object.key()).stream()
                    .filter(file -> file.dataset().equals(dataset.name()))
                    .filter(file -> file.format().equals(FileFormat.JSON.folder()))
                    .flatMap(file -> read(dataset, file.key()).stream())
                    .forEach(row -> rows.add(text(dataset, row))));
    return rows.stream().sorted().toList();
  }

  private List<DataFile> files(String manifest) {
    return Manifest.parse(bucket.store().get(manifest).orElseThrow()).files();
  }

  private List<Row> read(Dataset dataset, String key) {
    return RowReader.rows(FileFormat.JSON, dataset, bucket.store().get(key).orElseThrow());
  }

  private static String text(Dataset dataset, Row row) {
    return dataset.columns().stream()
        .map(column -> column.name() + "=" + text(row.get(column)))
        .collect(Collectors.joining(" "));
  }

  private static String text(Object value) {
    return switch (value) {
      case Instant time -> String.valueOf(time.toEpochMilli());
      case List<?> list -> String.valueOf(list.size());
      case null, default -> String.valueOf(value);
    };
  }

  /** The same rows, as returned by the engine. */
  private List<String> queried(Dataset dataset, LocalDate day) throws SQLException {
    String columns =
        dataset.columns().stream()
            .map(column -> expression(column) + " AS " + column.name())
            .collect(Collectors.joining(", "));
    return athena
        .rows("SELECT %s FROM %s WHERE dt = '%s'".formatted(columns, dataset.name(), day))
        .stream()
        .map(
            row ->
                dataset.columns().stream()
                    .map(column -> column.name() + "=" + row.get(column.name()))
                    .collect(Collectors.joining(" ")))
        .sorted()
        .toList();
  }

  private static String expression(Column<?> column) {
    return switch (column.type()) {
      case TimestampType _ ->
          "CAST(round(to_unixtime(%s) * 1000) AS bigint)".formatted(column.name());
      case ListType<?> _ -> "cardinality(%s)".formatted(column.name());
      case StringType _, IntegerType _, DoubleType _, BooleanType _, StructType _ -> column.name();
    };
  }
}
