package dev.ecsinventory.write;

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
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;

/** Writes rows of a dataset as Parquet records. */
final class ParquetRowSupport extends WriteSupport<Row> {
  private final Dataset dataset;
  private RecordConsumer record;

  ParquetRowSupport(Dataset dataset) {
    this.dataset = dataset;
  }

  @Override
  public WriteContext init(ParquetConfiguration configuration) {
    return new WriteContext(ParquetTypes.of(dataset), Map.of());
  }

  @Override
  @SuppressWarnings("deprecation") // Deprecated, and abstract all the same.
  public WriteContext init(Configuration configuration) {
    throw new UnsupportedOperationException("there is no Hadoop here");
  }

  @Override
  public void prepareForWrite(RecordConsumer recordConsumer) {
    record = recordConsumer;
  }

  @Override
  public void write(Row row) {
    record.startMessage();
    for (Column<?> column : dataset.columns()) {
      field(column.name(), column.ordinal(), column.type(), row.get(column));
    }
    record.endMessage();
  }

  /** An absent value is a field that is not written. */
  private void field(String name, int index, ColumnType<?> type, Object value) {
    if (value != null) {
      record.startField(name, index);
      value(type, value);
      record.endField(name, index);
    }
  }

  private void value(ColumnType<?> type, Object value) {
    switch (type) {
      case StringType string -> record.addBinary(Binary.fromString((String) value));
      case IntegerType integer -> record.addInteger((Integer) value);
      case DoubleType number -> record.addDouble((Double) value);
      case BooleanType flag -> record.addBoolean((Boolean) value);
      case TimestampType timestamp -> record.addLong(((Instant) value).toEpochMilli());
      case ListType<?> list -> list(list, (List<?>) value);
      case StructType struct -> struct(struct, (Struct) value);
    }
  }

  /** An empty list is a group without its repeated field; an absent one is no group. */
  private void list(ListType<?> type, List<?> elements) {
    record.startGroup();
    if (!elements.isEmpty()) {
      record.startField(ParquetTypes.REPEATED, 0);
      for (Object element : elements) {
        record.startGroup();
        field(ParquetTypes.ELEMENT, 0, type.element(), element);
        record.endGroup();
      }
      record.endField(ParquetTypes.REPEATED, 0);
    }
    record.endGroup();
  }

  private void struct(StructType type, Struct value) {
    record.startGroup();
    for (int index = 0; index < type.fields().size(); index++) {
      ColumnType.Field field = type.fields().get(index);
      field(field.name(), index, field.type(), value.value(index));
    }
    record.endGroup();
  }
}
