package dev.ecsinventory.format;

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
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Random rows of any dataset, with absent, empty, long and unusual values in every column. */
final class RandomRows {
  private static final List<String> TEXTS =
      List.of("", "a", "Zoë", "日本語", "\"quoted\" \\ \t\n", "=", "\uD83D\uDE00", "x".repeat(3_000));

  private final Random random;

  private RandomRows(long seed) {
    this.random = new Random(seed);
  }

  static List<Row> of(Dataset dataset, int count, long seed) {
    RandomRows generator = new RandomRows(seed);
    List<Row> rows = new ArrayList<>();
    for (int number = 0; number < count; number++) {
      Row.Builder row = Row.builder(dataset);
      dataset.columns().forEach(column -> generator.set(row, column));
      rows.add(row.build());
    }
    return rows;
  }

  @SuppressWarnings("unchecked") // The value has the type of the column.
  private <T> void set(Row.Builder row, Column<T> column) {
    row.set(column, (T) (column.nullable() ? orAbsent(column.type()) : value(column.type())));
  }

  private Object orAbsent(ColumnType<?> type) {
    return random.nextInt(4) == 0 ? null : value(type);
  }

  private Object value(ColumnType<?> type) {
    return switch (type) {
      case StringType string ->
          random.nextBoolean()
              ? TEXTS.get(random.nextInt(TEXTS.size()))
              : Long.toString(random.nextLong(), 36);
      case IntegerType integer -> random.nextInt();
      case DoubleType number -> random.nextDouble(-1e9, 1e9);
      case BooleanType flag -> random.nextBoolean();
      case TimestampType timestamp -> Instant.ofEpochMilli(random.nextLong(4_000_000_000_000L));
      case ListType<?> list ->
          random.ints(random.nextInt(4)).mapToObj(ignored -> value(list.element())).toList();
      case StructType struct ->
          Struct.of(struct.fields().stream().map(field -> orAbsent(field.type())).toArray());
    };
  }
}
