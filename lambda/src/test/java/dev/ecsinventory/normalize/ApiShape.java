package dev.ecsinventory.normalize;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ecsinventory.schema.Column;
import dev.ecsinventory.schema.ColumnType;
import dev.ecsinventory.schema.ColumnType.Field;
import dev.ecsinventory.schema.ColumnType.ListType;
import dev.ecsinventory.schema.ColumnType.StructType;
import dev.ecsinventory.schema.ColumnType.TimestampType;
import dev.ecsinventory.schema.Dataset;
import dev.ecsinventory.schema.Source.Api;
import dev.ecsinventory.schema.Source.Other;
import dev.ecsinventory.schema.Source.Requested;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Converts a line of JSON back to the response of the API, without absent fields. */
public final class ApiShape {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  private ApiShape() {}

  public static ObjectNode of(Dataset dataset, JsonNode line) {
    ObjectNode shape = NODES.objectNode();
    for (Column<?> column : dataset.columns()) {
      JsonNode value = line.get(column.name());
      if (column.source() instanceof Requested requested) {
        JsonNode reported = line.path("reported_" + column.name());
        shape.set(requested.path().getFirst(), reported.isTextual() ? reported : value);
      } else if (column.source() instanceof Api api && !value.isNull()) {
        ObjectNode parent = shape;
        for (String member : api.path().subList(0, api.path().size() - 1)) {
          parent = parent.withObjectProperty(member);
        }
        parent.set(api.path().getLast(), value(column.type(), value));
      } else if (column.source() instanceof Other && !value.isNull()) {
        merge(shape, parse(value.textValue()));
      }
    }
    return shape;
  }

  private static void merge(ObjectNode into, JsonNode other) {
    for (Map.Entry<String, JsonNode> member : other.properties()) {
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
      throw new UncheckedIOException(malformed);
    }
  }

  /** A response without order in lists of strings and of tags, and numbers as their plain text. */
  public static JsonNode plain(String name, JsonNode node) {
    if (node instanceof ObjectNode object) {
      ObjectNode plain = NODES.objectNode();
      object.properties().stream()
          .sorted(Map.Entry.comparingByKey())
          .forEach(member -> plain.set(member.getKey(), plain(member.getKey(), member.getValue())));
      return plain;
    }
    if (node instanceof ArrayNode array) {
      List<JsonNode> elements = new ArrayList<>();
      array.forEach(element -> elements.add(plain("", element)));
      if (name.equals("tags") || elements.stream().allMatch(JsonNode::isTextual)) {
        elements.sort(Comparator.comparing(JsonNode::toString));
      }
      return NODES.arrayNode().addAll(elements);
    }
    return node.isNumber()
        ? NODES.textNode(node.decimalValue().stripTrailingZeros().toPlainString())
        : node;
  }

  private static JsonNode value(ColumnType<?> type, JsonNode value) {
    return switch (type) {
      case ColumnType.StringType string -> value;
      case ColumnType.IntegerType integer -> value;
      case ColumnType.DoubleType number -> value;
      case ColumnType.BooleanType flag -> value;
      case TimestampType timestamp ->
          NODES.numberNode(Instant.parse(value.textValue()).toEpochMilli());
      case ListType<?> list -> {
        ArrayNode array = NODES.arrayNode();
        value.forEach(element -> array.add(value(list.element(), element)));
        yield array;
      }
      case StructType struct -> {
        ObjectNode object = NODES.objectNode();
        for (Field field : struct.fields()) {
          JsonNode member = value.get(field.name());
          if (!member.isNull()) {
            object.set(field.member(), value(field.type(), member));
          }
        }
        yield object;
      }
    };
  }

  /**
   * A response of ECS in the form of {@link #of}: times in milliseconds, and lists that ECS gives
   * no order sorted as columns sort them.
   */
  public static ObjectNode canonical(Dataset dataset, ObjectNode response) {
    ObjectNode copy = response.deepCopy();
    for (Column<?> column : dataset.columns()) {
      if (column.source() instanceof Api api) {
        JsonNode parent = copy;
        for (String member : api.path().subList(0, api.path().size() - 1)) {
          parent = parent.path(member);
        }
        String last = api.path().getLast();
        if (parent.has(last)) {
          ((ObjectNode) parent).set(last, canonical(column.type(), parent.get(last)));
        }
      }
    }
    return copy;
  }

  private static JsonNode canonical(ColumnType<?> type, JsonNode value) {
    return switch (type) {
      case TimestampType timestamp ->
          NODES.numberNode(value.decimalValue().movePointRight(3).longValueExact());
      case ListType<?> list when list.order() == ColumnType.Order.SORTED -> {
        List<JsonNode> elements = new ArrayList<>();
        value.forEach(elements::add);
        elements.sort(
            Comparator.comparing(
                (JsonNode element) ->
                    element.isTextual()
                        ? element.textValue()
                        : element.path("key").asText() + element.path("name").asText()));
        yield NODES.arrayNode().addAll(elements);
      }
      default -> value;
    };
  }
}
