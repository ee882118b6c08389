package dev.ecsinventory.cli.past.ecs;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
import dev.ecsinventory.schema.Dataset;
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.schema.Source;
import dev.ecsinventory.schema.Source.Api;
import dev.ecsinventory.schema.Source.Derived;
import dev.ecsinventory.schema.Source.Other;
import dev.ecsinventory.schema.Source.Parent;
import dev.ecsinventory.schema.Source.Requested;
import dev.ecsinventory.schema.Source.Stage;
import dev.ecsinventory.schema.Struct;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Converts the rows of a dataset back to the resources that ECS described: the inverse of the
 * normalizer. What was absent is absent, and lists are in the order of the columns.
 */
final class ApiDocument {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();
  private static final int MILLISECONDS = 3;
  private static final String REPORTED = "reported_";

  private final List<Member> members = new ArrayList<>();
  private final List<Column<?>> others = new ArrayList<>();

  ApiDocument(Dataset dataset) {
    for (Column<?> column : requireNonNull(dataset, "dataset is null").columns()) {
      switch (column.source()) {
        case Api api -> members.add(new Member(api.path(), column, Optional.empty()));
        case Requested requested ->
            members.add(new Member(requested.path(), column, reported(dataset, column)));
        case Other other -> others.add(column);
        case Derived derived -> {}
        case Parent parent -> {}
        case Source.Snapshot snapshot -> {}
        case Stage stage -> {}
      }
    }
  }

  /** A member of the resource, and the columns that have its value. */
  private record Member(List<String> path, Column<?> column, Optional<Column<?>> reported) {
    Object value(Row row) {
      Object own = reported.map(other -> row.value(other.ordinal())).orElse(null);
      return own == null ? row.value(column.ordinal()) : own;
    }
  }

  private static Optional<Column<?>> reported(Dataset dataset, Column<?> column) {
    return dataset.columns().stream()
        .filter(other -> other.name().equals(REPORTED + column.name()))
        .findFirst();
  }

  /** The resource of {@code row}, which the caller may change. */
  ObjectNode of(Row row) {
    ObjectNode resource = NODES.objectNode();
    for (Member member : members) {
      Object value = member.value(row);
      if (value != null) {
        ObjectNode parent = resource;
        for (String name : member.path().subList(0, member.path().size() - 1)) {
          parent = parent.withObjectProperty(name);
        }
        parent.set(member.path().getLast(), node(member.column().type(), value));
      }
    }
    for (Column<?> column : others) {
      if (row.value(column.ordinal()) instanceof String text) {
        merge(resource, parse(text));
      }
    }
    return resource;
  }

  private static void merge(ObjectNode into, JsonNode others) {
    for (Map.Entry<String, JsonNode> member : others.properties()) {
      if (into.get(member.getKey()) instanceof ObjectNode structure) {
        merge(structure, member.getValue());
      } else {
        into.set(member.getKey(), member.getValue());
      }
    }
  }

  private static JsonNode parse(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException malformed) {
      throw new UncheckedIOException("a value of the column other is not JSON", malformed);
    }
  }

  private static JsonNode node(ColumnType<?> type, Object value) {
    if (value == null) {
      return NODES.nullNode();
    }
    return switch (type) {
      case StringType string -> NODES.textNode((String) value);
      case IntegerType integer -> NODES.numberNode((Integer) value);
      case DoubleType number -> NODES.numberNode((Double) value);
      case BooleanType flag -> NODES.booleanNode((Boolean) value);
      case TimestampType timestamp ->
          NODES.numberNode(BigDecimal.valueOf(((Instant) value).toEpochMilli(), MILLISECONDS));
      case ListType<?> list -> list(list.element(), (List<?>) value);
      case StructType struct -> structure(struct, (Struct) value);
    };
  }

  private static ArrayNode list(ColumnType<?> element, List<?> values) {
    ArrayNode list = NODES.arrayNode(values.size());
    values.forEach(value -> list.add(node(element, value)));
    return list;
  }

  private static ObjectNode structure(StructType type, Struct value) {
    ObjectNode structure = NODES.objectNode();
    int index = 0;
    for (Field field : type.fields()) {
      Object member = value.value(index++);
      if (member != null) {
        structure.set(field.member(), node(field.type(), member));
      }
    }
    return structure;
  }
}
