package dev.ecsinventory.schema;

import static java.util.Objects.requireNonNull;

/**
 * A column of a dataset.
 *
 * @param id permanent within the dataset; also the field ID in Parquet files
 * @param ordinal the position in the dataset, from 0
 * @param role the meaning of a change of the value
 * @param doc one sentence, shown in the data dictionary and as the Glue column's comment
 * @param <T> the Java type of its values
 */
public record Column<T>(
    int id,
    int ordinal,
    String name,
    ColumnType<T> type,
    boolean nullable,
    Role role,
    Source source,
    String doc) {

  /** The meaning of a change of a column's value. */
  public enum Role {
    /** The value identifies the snapshot, not the resource. */
    SNAPSHOT,
    /** The value changes only if the resource was changed: a new version is written. */
    STATE,
    /** The value changes without a change of the resource, as counts do: no new version. */
    MEASURE,
    /** The value is the result of the evaluation. */
    EVALUATED,
    /** The value is in files only: the table has no attribute of it, and no log line has it. */
    DETAIL
  }

  public Column {
    requireNonNull(name, "name is null");
    requireNonNull(type, "type is null");
    requireNonNull(role, "role is null");
    requireNonNull(source, "source is null");
    requireNonNull(doc, "doc is null");
    if (!name.matches("[a-z][a-z0-9_]*")) {
      throw new IllegalArgumentException("a column's name is lower snake case, not " + name);
    }
    if (doc.isBlank()) {
      throw new IllegalArgumentException("column " + name + " has no doc");
    }
  }
}
