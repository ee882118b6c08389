package dev.ecsinventory.format;

import dev.ecsinventory.schema.Dataset;
import dev.ecsinventory.schema.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;

/**
 * The lower bound for a Parquet file: writes column values that are computed in advance, in the
 * form of Parquet, through the plain writer into the same bytes.
 */
public final class ParquetFloor {
  private final Dataset dataset;
  private final List<Recorded> records;

  private ParquetFloor(Dataset dataset, List<Recorded> records) {
    this.dataset = dataset;
    this.records = records;
  }

  public static ParquetFloor of(Dataset dataset, List<Row> rows) {
    ParquetRowSupport support = new ParquetRowSupport(dataset);
    List<Recorded> records = new ArrayList<>();
    for (Row row : rows) {
      Recorder recorder = new Recorder();
      support.prepareForWrite(recorder);
      support.write(row);
      records.add(recorder.recorded());
    }
    return new ParquetFloor(dataset, records);
  }

  /** Writes the file again. */
  public byte[] write() {
    return ParquetEncoder.write(new Replay(dataset), records);
  }

  private enum Step {
    START_MESSAGE,
    END_MESSAGE,
    START_FIELD,
    END_FIELD,
    START_GROUP,
    END_GROUP,
    INTEGER,
    LONG,
    BOOLEAN,
    BINARY,
    DOUBLE
  }

  /** The steps of one record, each with a value and, for a field, its index. */
  private record Recorded(Step[] steps, Object[] values, int[] indexes) {}

  private static final class Recorder extends RecordConsumer {
    private final List<Step> steps = new ArrayList<>();
    private final List<Object> values = new ArrayList<>();
    private final List<Integer> indexes = new ArrayList<>();

    private void add(Step step, Object value, int index) {
      steps.add(step);
      values.add(value);
      indexes.add(index);
    }

    private Recorded recorded() {
      return new Recorded(
          steps.toArray(Step[]::new),
          values.toArray(),
          indexes.stream().mapToInt(Integer::intValue).toArray());
    }

    @Override
    public void startMessage() {
      add(Step.START_MESSAGE, null, 0);
    }

    @Override
    public void endMessage() {
      add(Step.END_MESSAGE, null, 0);
    }

    @Override
    public void startField(String field, int index) {
      add(Step.START_FIELD, field, index);
    }

    @Override
    public void endField(String field, int index) {
      add(Step.END_FIELD, field, index);
    }

    @Override
    public void startGroup() {
      add(Step.START_GROUP, null, 0);
    }

    @Override
    public void endGroup() {
      add(Step.END_GROUP, null, 0);
    }

    @Override
    public void addInteger(int value) {
      add(Step.INTEGER, value, 0);
    }

    @Override
    public void addLong(long value) {
      add(Step.LONG, value, 0);
    }

    @Override
    public void addBoolean(boolean value) {
      add(Step.BOOLEAN, value, 0);
    }

    @Override
    public void addBinary(Binary value) {
      add(Step.BINARY, value, 0);
    }

    @Override
    public void addFloat(float value) {
      throw new IllegalStateException("no column is a float");
    }

    @Override
    public void addDouble(double value) {
      add(Step.DOUBLE, value, 0);
    }
  }

  private static final class Replay extends WriteSupport<Recorded> {
    private final Dataset dataset;
    private RecordConsumer record;

    private Replay(Dataset dataset) {
      this.dataset = dataset;
    }

    @Override
    public WriteContext init(ParquetConfiguration configuration) {
      return new WriteContext(ParquetTypes.of(dataset), Map.of());
    }

    @Override
    @SuppressWarnings("deprecation") // Deprecated, but still abstract.
    public WriteContext init(Configuration configuration) {
      throw new UnsupportedOperationException("there is no Hadoop here");
    }

    @Override
    public void prepareForWrite(RecordConsumer recordConsumer) {
      record = recordConsumer;
    }

    @Override
    public void write(Recorded recorded) {
      for (int index = 0; index < recorded.steps().length; index++) {
        Object value = recorded.values()[index];
        switch (recorded.steps()[index]) {
          case START_MESSAGE -> record.startMessage();
          case END_MESSAGE -> record.endMessage();
          case START_FIELD -> record.startField((String) value, recorded.indexes()[index]);
          case END_FIELD -> record.endField((String) value, recorded.indexes()[index]);
          case START_GROUP -> record.startGroup();
          case END_GROUP -> record.endGroup();
          case INTEGER -> record.addInteger((int) value);
          case LONG -> record.addLong((long) value);
          case BOOLEAN -> record.addBoolean((boolean) value);
          case BINARY -> record.addBinary((Binary) value);
          case DOUBLE -> record.addDouble((double) value);
        }
      }
    }
  }
}
