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
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.apache.parquet.column.Dictionary;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.Type;

/** Reads values of each type from Parquet, in the layout of {@link ParquetTypes}. */
final class ParquetValueConverters {
  private ParquetValueConverters() {}

  /** Passes each present value to {@code target}. */
  static Converter of(ColumnType<?> type, Type field, Consumer<Object> target) {
    return switch (type) {
      case StringType string -> new TextConverter(target);
      case IntegerType integer -> new ValueConverter(target);
      case DoubleType number -> new ValueConverter(target);
      case BooleanType flag -> new ValueConverter(target);
      case TimestampType timestamp ->
          new ValueConverter(millis -> target.accept(Instant.ofEpochMilli((long) millis)));
      case ListType<?> list -> list(list, field.asGroupType(), target);
      case StructType struct -> struct(struct, field.asGroupType(), target);
    };
  }

  /** Ignores all values. */
  static Converter ignoring(Type field) {
    if (field.isPrimitive()) {
      return new ValueConverter(value -> {});
    }
    List<Converter> fields =
        field.asGroupType().getFields().stream().map(ParquetValueConverters::ignoring).toList();
    return new Group(fields, () -> {}, () -> {});
  }

  private static Converter list(ListType<?> type, GroupType field, Consumer<Object> target) {
    List<Object> elements = new ArrayList<>();
    Object[] element = new Object[1];
    GroupType repeated = field.getType(0).asGroupType();
    Converter value = of(type.element(), repeated.getType(0), one -> element[0] = one);
    Converter each =
        new Group(List.of(value), () -> element[0] = null, () -> elements.add(element[0]));
    return new Group(List.of(each), elements::clear, () -> target.accept(List.copyOf(elements)));
  }

  private static Converter struct(StructType type, GroupType field, Consumer<Object> target) {
    Object[] values = new Object[type.fields().size()];
    List<String> names = type.fields().stream().map(Field::name).toList();
    List<Converter> fields = new ArrayList<>();
    for (Type member : field.getFields()) {
      int index = names.indexOf(member.getName());
      fields.add(
          index < 0
              ? ignoring(member)
              : of(type.fields().get(index).type(), member, value -> values[index] = value));
    }
    return new Group(
        fields, () -> Arrays.fill(values, null), () -> target.accept(Struct.of(values.clone())));
  }

  /** A group: cleared at its start, passed on at its end. */
  private static final class Group extends GroupConverter {
    private final List<Converter> fields;
    private final Runnable start;
    private final Runnable end;

    Group(List<Converter> fields, Runnable start, Runnable end) {
      this.fields = fields;
      this.start = start;
      this.end = end;
    }

    @Override
    public Converter getConverter(int fieldIndex) {
      return fields.get(fieldIndex);
    }

    @Override
    public void start() {
      start.run();
    }

    @Override
    public void end() {
      end.run();
    }
  }

  /** Numbers and booleans, unchanged. */
  private static class ValueConverter extends PrimitiveConverter {
    private final Consumer<Object> target;

    ValueConverter(Consumer<Object> target) {
      this.target = target;
    }

    @Override
    public void addInt(int value) {
      target.accept(value);
    }

    @Override
    public void addLong(long value) {
      target.accept(value);
    }

    @Override
    public void addDouble(double value) {
      target.accept(value);
    }

    @Override
    public void addBoolean(boolean value) {
      target.accept(value);
    }

    @Override
    public void addBinary(Binary value) {
      target.accept(value);
    }
  }

  /**
   * Texts. Those of a small dictionary are decoded once; in a large dictionary few texts are used
   * twice.
   */
  private static final class TextConverter extends PrimitiveConverter {
    private static final int SMALL = 500;

    private final Consumer<Object> target;
    private Dictionary texts;
    private String[] decoded = {};

    TextConverter(Consumer<Object> target) {
      this.target = target;
    }

    @Override
    public boolean hasDictionarySupport() {
      return true;
    }

    @Override
    public void setDictionary(Dictionary dictionary) {
      texts = dictionary;
      decoded = new String[dictionary.getMaxId() < SMALL ? dictionary.getMaxId() + 1 : 0];
    }

    @Override
    public void addValueFromDictionary(int id) {
      if (id >= decoded.length) {
        target.accept(texts.decodeToBinary(id).toStringUsingUTF8());
        return;
      }
      if (decoded[id] == null) {
        decoded[id] = texts.decodeToBinary(id).toStringUsingUTF8();
      }
      target.accept(decoded[id]);
    }

    @Override
    public void addBinary(Binary value) {
      target.accept(value.toStringUsingUTF8());
    }
  }
}
