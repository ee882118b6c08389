package dev.ecsinventory.schema;

import static java.util.Objects.requireNonNull;

/**
 * A column of a dataset.
 *
 * @param id stable for ever within the dataset; also the field id in Parquet files
 * @param ordinal the position in the dataset, from 0
 * @param role what a change of the value means
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

  /** What a change of a column's value says about the resource. */
  public enum Role {
    /** Says which snapshot this is, nothing about the resource. */
    SNAPSHOT,
    /** Changes only when somebody or something changed the resource: makes a new version. */
    STATE,
    /** Moves by itself, as counts do: no new version. */
    MEASURE,
    /** What we say about the resource. */
    EVALUATED
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
