package dev.ecsinventory.policy;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.ecsinventory.schema.Column;
import dev.ecsinventory.schema.ColumnType;
import dev.ecsinventory.schema.ColumnType.BooleanType;
import dev.ecsinventory.schema.ColumnType.DoubleType;
import dev.ecsinventory.schema.ColumnType.Field;
import dev.ecsinventory.schema.ColumnType.IntegerType;
import dev.ecsinventory.schema.ColumnType.ListType;
import dev.ecsinventory.schema.ColumnType.StringType;
import dev.ecsinventory.schema.ColumnType.StructType;
import dev.ecsinventory.schema.ColumnType.TimestampType;
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.schema.Source;
import dev.ecsinventory.schema.Struct;
import dev.ecsinventory.schema.TaskSets;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The input of CreateTaskSet for an existing task set, without its tags. Names are those of
 * DescribeTaskSets; absent and empty values are omitted.
 */
final class CreateInput {
  private static final List<InputField> FIELDS =
      fields(
          List.of(
              TaskSets.EXTERNAL_ID,
              TaskSets.TASK_DEFINITION_ARN,
              TaskSets.LAUNCH_TYPE,
              TaskSets.PLATFORM_VERSION,
              TaskSets.CAPACITY_PROVIDER_STRATEGY,
              TaskSets.SUBNETS,
              TaskSets.SECURITY_GROUPS,
              TaskSets.ASSIGN_PUBLIC_IP,
              TaskSets.LOAD_BALANCERS,
              TaskSets.SERVICE_REGISTRIES,
              TaskSets.SCALE_VALUE,
              TaskSets.SCALE_UNIT),
          0);

  private CreateInput() {}

  /** Writes the fields into the current JSON object. */
  static void write(JsonGenerator json, Row taskSet) throws IOException {
    for (InputField field : FIELDS) {
      field.write(json, taskSet);
    }
  }

  /** Columns whose paths agree up to {@code depth}, grouped by the next field. */
  private static List<InputField> fields(List<Column<?>> columns, int depth) {
    Map<String, List<Column<?>>> byName = new LinkedHashMap<>();
    for (Column<?> column : columns) {
      byName.computeIfAbsent(path(column).get(depth), name -> new ArrayList<>()).add(column);
    }
    List<InputField> fields = new ArrayList<>();
    byName.forEach(
        (name, same) ->
            fields.add(
                path(same.getFirst()).size() == depth + 1
                    ? new Value(name, same.getFirst())
                    : new Group(name, fields(same, depth + 1))));
    return List.copyOf(fields);
  }

  private static List<String> path(Column<?> column) {
    if (column.source() instanceof Source.Api(List<String> path)) {
      return path;
    }
    throw new IllegalStateException(column.name() + " is no field of the API's task set");
  }

  private sealed interface InputField {
    boolean isIn(Row taskSet);

    /** Writes nothing where the task set does not have it. */
    void write(JsonGenerator json, Row taskSet) throws IOException;
  }

  private record Value(String name, Column<?> column) implements InputField {
    @Override
    public boolean isIn(Row taskSet) {
      Object value = taskSet.get(column);
      return value != null && !(value instanceof List<?> list && list.isEmpty());
    }

    @Override
    public void write(JsonGenerator json, Row taskSet) throws IOException {
      if (isIn(taskSet)) {
        json.writeFieldName(name);
        value(json, column.type(), taskSet.get(column));
      }
    }
  }

  private record Group(String name, List<InputField> fields) implements InputField {
    @Override
    public boolean isIn(Row taskSet) {
      return fields.stream().anyMatch(field -> field.isIn(taskSet));
    }

    @Override
    public void write(JsonGenerator json, Row taskSet) throws IOException {
      if (isIn(taskSet)) {
        json.writeObjectFieldStart(name);
        for (InputField field : fields) {
          field.write(json, taskSet);
        }
        json.writeEndObject();
      }
    }
  }

  private static void value(JsonGenerator json, ColumnType<?> type, Object value)
      throws IOException {
    switch (type) {
      case StringType text -> json.writeString((String) value);
      case IntegerType number -> json.writeNumber((int) value);
      case DoubleType number -> json.writeNumber((double) value);
      case BooleanType flag -> json.writeBoolean((boolean) value);
      case TimestampType timestamp -> json.writeString(value.toString());
      case ListType<?> list -> {
        json.writeStartArray();
        for (Object item : (List<?>) value) {
          value(json, list.element(), item);
        }
        json.writeEndArray();
      }
      case StructType struct -> struct(json, struct, (Struct) value);
    }
  }

  private static void struct(JsonGenerator json, StructType type, Struct value) throws IOException {
    json.writeStartObject();
    for (int index = 0; index < type.fields().size(); index++) {
      Object member = value.value(index);
      if (member != null) {
        Field field = type.fields().get(index);
        json.writeFieldName(field.member());
        value(json, field.type(), member);
      }
    }
    json.writeEndObject();
  }
}
