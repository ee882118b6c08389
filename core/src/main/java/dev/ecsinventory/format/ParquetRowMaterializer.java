package dev.ecsinventory.format;

import dev.ecsinventory.schema.Column;
import dev.ecsinventory.schema.Dataset;
import dev.ecsinventory.schema.Row;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.RecordMaterializer;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.Type;

/** Builds rows from the values of a file's columns. */
final class ParquetRowMaterializer extends RecordMaterializer<Row> {
  private final Dataset dataset;
  private final Object[] values;
  private final Record record;

  ParquetRowMaterializer(Dataset dataset, GroupType file) {
    this.dataset = dataset;
    this.values = new Object[dataset.columns().size()];
    this.record = new Record(file.getFields().stream().map(this::converter).toList());
  }

  /** A column that a later schema version added is skipped. */
  private Converter converter(Type field) {
    Optional<Column<?>> column =
        dataset.columns().stream().filter(one -> one.name().equals(field.getName())).findFirst();
    return column.isPresent()
        ? ParquetValueConverters.of(
            column.get().type(), field, value -> values[column.get().ordinal()] = value)
        : ParquetValueConverters.ignoring(field);
  }

  @Override
  public Row getCurrentRecord() {
    Row.Builder row = Row.builder(dataset);
    dataset.columns().forEach(column -> set(row, column, values[column.ordinal()]));
    return row.build();
  }

  @SuppressWarnings("unchecked") // The converter of a column returns values of its type.
  private static <T> void set(Row.Builder row, Column<T> column, Object value) {
    row.set(column, (T) value);
  }

  @Override
  public GroupConverter getRootConverter() {
    return record;
  }

  private final class Record extends GroupConverter {
    private final List<Converter> columns;

    private Record(List<Converter> columns) {
      this.columns = columns;
    }

    @Override
    public Converter getConverter(int fieldIndex) {
      return columns.get(fieldIndex);
    }

    /** The reader calls no converter for an absent field. */
    @Override
    public void start() {
      Arrays.fill(values, null);
    }

    @Override
    public void end() {
      // The row is built when it is requested.
    }
  }
}
