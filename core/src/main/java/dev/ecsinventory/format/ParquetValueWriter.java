package dev.ecsinventory.format;

import dev.ecsinventory.schema.ColumnType;
import dev.ecsinventory.schema.ColumnType.BooleanType;
import dev.ecsinventory.schema.ColumnType.DoubleType;
import dev.ecsinventory.schema.ColumnType.Field;
import dev.ecsinventory.schema.ColumnType.IntegerType;
import dev.ecsinventory.schema.ColumnType.ListType;
import dev.ecsinventory.schema.ColumnType.StringType;
import dev.ecsinventory.schema.ColumnType.StructType;
import dev.ecsinventory.schema.ColumnType.TimestampType;
import dev.ecsinventory.schema.Struct;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;

/** Writes values of one type. It is created once per column, so that the type is resolved once. */
@FunctionalInterface
interface ParquetValueWriter {
  /** Writes a value that is present. */
  void write(RecordConsumer record, Object value);

  /** Writes a field; an absent value has no field. */
  default void writeField(RecordConsumer record, String name, int index, Object value) {
    if (value != null) {
      record.startField(name, index);
      write(record, value);
      record.endField(name, index);
    }
  }

  static ParquetValueWriter of(ColumnType<?> type) {
    return switch (type) {
      case StringType string -> new StringWriter();
      case IntegerType integer -> (record, value) -> record.addInteger((int) value);
      case DoubleType number -> (record, value) -> record.addDouble((double) value);
      case BooleanType flag -> (record, value) -> record.addBoolean((boolean) value);
      case TimestampType timestamp ->
          (record, value) -> record.addLong(((Instant) value).toEpochMilli());
      case ListType<?> list -> list(of(list.element()));
      case StructType struct -> struct(struct);
    };
  }

  /** An empty list is a group without its repeated field; an absent one is no group. */
  private static ParquetValueWriter list(ParquetValueWriter element) {
    return (record, value) -> {
      List<?> elements = (List<?>) value;
      record.startGroup();
      if (!elements.isEmpty()) {
        record.startField(ParquetTypes.REPEATED, 0);
        for (Object one : elements) {
          record.startGroup();
          element.writeField(record, ParquetTypes.ELEMENT, 0, one);
          record.endGroup();
        }
        record.endField(ParquetTypes.REPEATED, 0);
      }
      record.endGroup();
    };
  }

  private static ParquetValueWriter struct(StructType type) {
    String[] names = type.fields().stream().map(Field::name).toArray(String[]::new);
    ParquetValueWriter[] fields =
        type.fields().stream().map(field -> of(field.type())).toArray(ParquetValueWriter[]::new);
    return (record, value) -> {
      record.startGroup();
      for (int index = 0; index < fields.length; index++) {
        fields[index].writeField(record, names[index], index, ((Struct) value).value(index));
      }
      record.endGroup();
    };
  }

  /** Adjacent rows share many texts, so the previous text is not encoded again. */
  final class StringWriter implements ParquetValueWriter {
    private String last;
    private Binary encoded;

    private StringWriter() {}

    @Override
    public void write(RecordConsumer record, Object value) {
      String text = (String) value;
      if (!text.equals(last)) {
        last = text;
        encoded = Binary.fromConstantByteArray(text.getBytes(StandardCharsets.UTF_8));
      }
      record.addBinary(encoded);
    }
  }
}
