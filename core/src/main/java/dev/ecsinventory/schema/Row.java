package dev.ecsinventory.schema;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;

/**
 * A row of a dataset. Immutable. A column identifies a value and determines its type. A column that
 * is not nullable has a value in every row.
 */
public final class Row {
  private final Dataset dataset;
  private final Object[] values;

  private Row(Dataset dataset, Object[] values) {
    this.dataset = dataset;
    this.values = values;
  }

  public static Builder builder(Dataset dataset) {
    return new Builder(requireNonNull(dataset, "dataset is null"));
  }

  public Dataset dataset() {
    return dataset;
  }

  /** The value in {@code column}; null when absent. */
  @SuppressWarnings("unchecked") // Only Builder.set puts a value, and it takes a T for a Column<T>.
  public <T> T get(Column<T> column) {
    return (T) values[column.ordinal()];
  }

  /** The value in the column at {@code ordinal}, for iteration over all columns. */
  public Object value(int ordinal) {
    return values[ordinal];
  }

  /** A copy with a different value in one column. */
  public <T> Row with(Column<T> column, T value) {
    Object[] copy = values.clone();
    copy[column.ordinal()] = value;
    return new Row(dataset, copy);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Row row
        && dataset.name().equals(row.dataset.name())
        && Arrays.equals(values, row.values);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return dataset.name() + Arrays.toString(values);
  }

  /** Builds one row column by column; a column that is not set is absent. */
  public static final class Builder {
    private final Dataset dataset;
    private Object[] values;

    private Builder(Dataset dataset) {
      this.dataset = dataset;
      this.values = new Object[dataset.columns().size()];
    }

    public <T> Builder set(Column<T> column, T value) {
      values[column.ordinal()] = value;
      return this;
    }

    /**
     * Shares the values of {@code other}, a row of the same dataset, where they are equal, so that
     * equal values are in memory once.
     */
    public Builder sharing(Row other) {
      if (other.dataset != dataset) {
        throw new IllegalArgumentException(other.dataset.name() + " is not " + dataset.name());
      }
      for (int index = 0; index < values.length; index++) {
        Object value = values[index];
        Object same = other.values[index];
        if (value != null && value != same && value.equals(same)) {
          values[index] = same;
        }
      }
      return this;
    }

    /**
     * Returns the row; the builder must not be used afterwards. A non-nullable column without a
     * value is an error that names the column.
     */
    public Row build() {
      for (Column<?> column : dataset.columns()) {
        if (!column.nullable() && values[column.ordinal()] == null) {
          throw new IllegalStateException(
              "a row of " + dataset.name() + " has no " + column.name() + ": " + toString(values));
        }
      }
      Row row = new Row(dataset, values);
      values = null;
      return row;
    }

    private static String toString(Object[] values) {
      return Arrays.toString(values);
    }
  }
}
