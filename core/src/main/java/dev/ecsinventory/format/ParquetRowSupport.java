package dev.ecsinventory.format;

import dev.ecsinventory.schema.Column;
import dev.ecsinventory.schema.Dataset;
import dev.ecsinventory.schema.Row;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.io.api.RecordConsumer;

/** Writes rows of a dataset as Parquet records; one thread per file. */
final class ParquetRowSupport extends WriteSupport<Row> {
  private final Dataset dataset;
  private final String[] names;
  private final ParquetValueWriter[] values;
  private RecordConsumer record;

  ParquetRowSupport(Dataset dataset) {
    this.dataset = dataset;
    this.names = dataset.columns().stream().map(Column::name).toArray(String[]::new);
    this.values =
        dataset.columns().stream()
            .map(column -> ParquetValueWriter.of(column.type()))
            .toArray(ParquetValueWriter[]::new);
  }

  @Override
  public WriteContext init(ParquetConfiguration configuration) {
    return new WriteContext(ParquetTypes.of(dataset), Map.of());
  }

  @Override
  @SuppressWarnings("deprecation") // Deprecated, but abstract.
  public WriteContext init(Configuration configuration) {
    throw new UnsupportedOperationException("Hadoop is not supported");
  }

  @Override
  public void prepareForWrite(RecordConsumer recordConsumer) {
    record = recordConsumer;
  }

  @Override
  public void write(Row row) {
    record.startMessage();
    for (int index = 0; index < values.length; index++) {
      values[index].writeField(record, names[index], index, row.value(index));
    }
    record.endMessage();
  }
}
