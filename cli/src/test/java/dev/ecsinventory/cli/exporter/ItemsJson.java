package dev.ecsinventory.cli.exporter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Items as DynamoDB JSON, one per line, in which tests store a table. */
final class ItemsJson {
  private static final JsonMapper MAPPER = new JsonMapper();

  private ItemsJson() {}

  static String write(Collection<Map<String, AttributeValue>> items) {
    StringBuilder lines = new StringBuilder();
    items.forEach(item -> lines.append(fields(item)).append('\n'));
    return lines.toString();
  }

  static List<Map<String, AttributeValue>> read(Path file) {
    try {
      List<Map<String, AttributeValue>> items = new ArrayList<>();
      for (String line : Files.readAllLines(file)) {
        items.add(fields(MAPPER.readTree(line)));
      }
      return items;
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static ObjectNode fields(Map<String, AttributeValue> attributes) {
    ObjectNode node = MAPPER.createObjectNode();
    new TreeMap<>(attributes).forEach((name, value) -> node.set(name, value(value)));
    return node;
  }

  private static ObjectNode value(AttributeValue value) {
    ObjectNode node = MAPPER.createObjectNode();
    switch (value.type()) {
      case S -> node.put("S", value.s());
      case N -> node.put("N", value.n());
      case BOOL -> node.put("BOOL", value.bool());
      case M -> node.set("M", fields(value.m()));
      case L -> {
        ArrayNode list = node.putArray("L");
        value.l().forEach(element -> list.add(value(element)));
      }
      case NUL, SS, NS, BS, B, UNKNOWN_TO_SDK_VERSION ->
          throw new IllegalArgumentException("not in a stored table: " + value);
    }
    return node;
  }

  private static Map<String, AttributeValue> fields(JsonNode node) {
    Map<String, AttributeValue> attributes = new HashMap<>();
    node.properties().forEach(field -> attributes.put(field.getKey(), value(field.getValue())));
    return attributes;
  }

  private static AttributeValue value(JsonNode node) {
    String type = node.fieldNames().next();
    JsonNode value = node.path(type);
    return switch (type) {
      case "S" -> AttributeValue.fromS(value.asText());
      case "N" -> AttributeValue.fromN(value.asText());
      case "BOOL" -> AttributeValue.fromBool(value.asBoolean());
      case "M" -> AttributeValue.fromM(fields(value));
      case "L" -> {
        List<AttributeValue> elements = new ArrayList<>();
        value.forEach(element -> elements.add(value(element)));
        yield AttributeValue.fromL(elements);
      }
      default -> throw new IllegalArgumentException("not in a stored table: " + node);
    };
  }
}
