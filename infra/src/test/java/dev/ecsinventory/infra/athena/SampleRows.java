package dev.ecsinventory.infra.athena;

import dev.ecsinventory.model.SnapshotId;
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
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Sample rows of any dataset, with values of every kind. */
final class SampleRows {
  private static final List<String> STRINGS =
      List.of("plain", "", "Zoë", "日本語", "\"quoted\" \\ and\ttab\nline", "a=b,c", "😀");

  private final Random random = new Random(20250301);
  private final SnapshotId snapshot;

  SampleRows(SnapshotId snapshot) {
    this.snapshot = snapshot;
  }

  /** A row with every column set, a row with empty lists, and a row without nullable values. */
  List<Row> of(Dataset dataset) {
    return List.of(row(dataset, 2, true), row(dataset, 0, true), row(dataset, 1, false));
  }

  /** A row with the given values, and with a default value for each other required column. */
  static Row with(Dataset dataset, SnapshotId snapshot, Map<Column<?>, ?> values) {
    Row.Builder row = Row.builder(dataset);
    for (Column<?> column : dataset.columns()) {
      Object value = values.get(column);
      if (value == null && !column.nullable()) {
        value = identity(dataset, column, snapshot, plain(column.type()));
      }
      set(row, column, value);
    }
    return row.build();
  }

  private Row row(Dataset dataset, int elements, boolean full) {
    Row.Builder row = Row.builder(dataset);
    for (Column<?> column : dataset.columns()) {
      Object value = full || !column.nullable() ? value(column.type(), elements) : null;
      set(row, column, identity(dataset, column, snapshot, value));
    }
    return row.build();
  }

  private static Object identity(
      Dataset dataset, Column<?> column, SnapshotId snapshot, Object other) {
    if (column.equals(dataset.schemaVersion())) {
      return Dataset.SCHEMA_VERSION;
    }
    if (column.equals(dataset.snapshotId())) {
      return snapshot.value();
    }
    return column.equals(dataset.snapshotTime()) ? snapshot.time() : other;
  }

  private static Object plain(ColumnType<?> type) {
    return switch (type) {
      case StringType string -> "-";
      case IntegerType integer -> 0;
      case DoubleType number -> 0.0;
      case BooleanType flag -> true;
      case TimestampType timestamp -> Instant.EPOCH;
      case ListType<?> list -> List.of();
      case StructType struct -> Struct.of(new Object[struct.fields().size()]);
    };
  }

  private Object value(ColumnType<?> type, int elements) {
    return switch (type) {
      case StringType string -> STRINGS.get(random.nextInt(STRINGS.size()));
      case IntegerType integer -> random.nextInt();
      case DoubleType number -> random.nextDouble(-1e6, 1e6);
      case BooleanType flag -> random.nextBoolean();
      case TimestampType timestamp -> Instant.ofEpochMilli(random.nextLong(2_000_000_000_000L));
      case ListType<?> list ->
          random.ints(elements).mapToObj(ignored -> value(list.element(), elements)).toList();
      case StructType struct ->
          Struct.of(
              struct.fields().stream()
                  // Any field of a struct may be absent.
                  .map(field -> random.nextInt(3) == 0 ? null : value(field.type(), elements))
                  .toArray());
    };
  }

  @SuppressWarnings("unchecked") // The value has the type of the column.
  private static <T> void set(Row.Builder row, Column<T> column, Object value) {
    row.set(column, (T) value);
  }
}
