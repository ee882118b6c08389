package dev.ecsinventory.schema;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A dataset: its name, the meaning of a row, and its columns.
 *
 * @param name the folder in S3 and the name of the Glue table
 * @param columns in the order in which every rendering writes them
 * @param sortedBy columns by which the rows of a file are sorted, so that the same rows produce the
 *     same bytes
 */
public record Dataset(String name, String doc, List<Column<?>> columns, List<Column<?>> sortedBy) {
  /**
   * Increases only when columns are added: a reader of any version reads the files of every older
   * one.
   */
  public static final int SCHEMA_VERSION = 1;

  public Dataset {
    requireNonNull(name, "name is null");
    requireNonNull(doc, "doc is null");
    columns = List.copyOf(columns);
    sortedBy = List.copyOf(sortedBy);
    Set<Object> seen = new HashSet<>();
    for (Column<?> column : columns) {
      if (!seen.add(column.id()) | !seen.add(column.name())) {
        throw new IllegalArgumentException(
            "dataset " + name + " has column " + column.id() + " " + column.name() + " twice");
      }
    }
  }

  static Dataset of(String name, String doc, Columns columns, Column<?>... sortedBy) {
    return new Dataset(name, doc, columns.list(), List.of(sortedBy));
  }

  /** The column {@code columnName}. */
  public Column<?> column(String columnName) {
    return columns.stream()
        .filter(column -> column.name().equals(columnName))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no column " + columnName + " in " + name));
  }

  // The five columns with which every dataset starts, at the same positions in each.

  @SuppressWarnings("unchecked")
  public Column<Integer> schemaVersion() {
    return (Column<Integer>) columns.get(0);
  }

  @SuppressWarnings("unchecked")
  public Column<String> snapshotId() {
    return (Column<String>) columns.get(1);
  }

  @SuppressWarnings("unchecked")
  public Column<Instant> snapshotTime() {
    return (Column<Instant>) columns.get(2);
  }

  @SuppressWarnings("unchecked")
  public Column<String> accountId() {
    return (Column<String>) columns.get(3);
  }

  @SuppressWarnings("unchecked")
  public Column<String> region() {
    return (Column<String>) columns.get(4);
  }

  /** The order of rows in a file. */
  public Comparator<Row> rowOrder() {
    Comparator<Row> order = Comparator.comparing(Row::dataset, Comparator.comparing(Dataset::name));
    for (Column<?> column : sortedBy) {
      Comparator<Object> values = ColumnType.comparator(column.type());
      order = order.thenComparing(row -> row.get(column), values);
    }
    return order;
  }

  @Override
  public String toString() {
    return name;
  }
}
