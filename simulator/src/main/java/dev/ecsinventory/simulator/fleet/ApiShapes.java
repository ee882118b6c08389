package dev.ecsinventory.simulator.fleet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The fields of the API's {@code Cluster}, {@code Service} and {@code TaskSet} and of their nested
 * shapes, and those of {@code TaskDefinition} except its containers. The resource {@code
 * shapes.json} maps shapes to fields to types, where {@code [X]} is a list of X, {@code {X}} a map
 * from strings to X, and {@code document} any JSON. Enumerations are plain strings, so the
 * simulator can serve values that the API does not have yet.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Types.html">Data
 *     types</a>
 */
public final class ApiShapes {
  private static final Map<String, Map<String, String>> SHAPES = load();

  private ApiShapes() {}

  /** The fields of a shape with their types, in the order of their names. */
  public static SortedMap<String, String> fields(String shape) {
    return new TreeMap<>(SHAPES.get(shape));
  }

  /**
   * Checks {@code node} against a shape and rewrites timestamps given as ISO 8601 text.
   *
   * @param more additional accepted fields, which are not checked
   */
  static void check(
      String shape, ObjectNode node, String path, Set<String> more, DescriptionProblems problems) {
    Map<String, String> types = SHAPES.get(shape);
    Set<String> accepted = new HashSet<>(types.keySet());
    accepted.addAll(more);
    problems.unknownFields(path, node, accepted);
    List<String> names = new ArrayList<>();
    node.fieldNames().forEachRemaining(names::add);
    for (String name : names) {
      String type = types.get(name);
      if (type != null && !more.contains(name) && !node.get(name).isNull()) {
        node.set(name, checked(type, node.get(name), path + "." + name, problems));
      }
    }
  }

  private static JsonNode checked(
      String type, JsonNode value, String path, DescriptionProblems problems) {
    return switch (type) {
      case "string" -> expect(value.isTextual(), value, path, "a string", problems);
      case "integer" -> expect(value.isIntegralNumber(), value, path, "a whole number", problems);
      case "double" -> expect(value.isNumber(), value, path, "a number", problems);
      case "boolean" -> expect(value.isBoolean(), value, path, "true or false", problems);
      case "document" -> value;
      case "timestamp" -> timestamp(value, path, problems);
      default -> composite(type, value, path, problems);
    };
  }

  private static JsonNode composite(
      String type, JsonNode value, String path, DescriptionProblems problems) {
    String inner = type.substring(1, type.length() - 1);
    if (type.startsWith("[")) {
      return list(inner, value, path, problems);
    }
    if (!(value instanceof ObjectNode object)) {
      problems.add(path, value, "an object");
    } else if (type.startsWith("{")) {
      object
          .properties()
          .forEach(e -> checked(inner, e.getValue(), path + "." + e.getKey(), problems));
    } else {
      check(type, object, path, Set.of(), problems);
    }
    return value;
  }

  private static JsonNode list(
      String inner, JsonNode value, String path, DescriptionProblems problems) {
    if (!(value instanceof ArrayNode array)) {
      problems.add(path, value, "a list");
      return value;
    }
    for (int i = 0; i < array.size(); i++) {
      array.set(i, checked(inner, array.get(i), path + "[" + i + "]", problems));
    }
    return array;
  }

  private static JsonNode expect(
      boolean holds, JsonNode value, String path, String accepted, DescriptionProblems problems) {
    if (!holds) {
      problems.add(path, value, accepted);
    }
    return value;
  }

  private static JsonNode timestamp(JsonNode value, String path, DescriptionProblems problems) {
    if (value.isNumber()) {
      return value;
    }
    try {
      return DecimalNode.valueOf(Json.timestamp(Instant.parse(value.asText()).toEpochMilli()));
    } catch (DateTimeParseException e) {
      problems.add(
          path,
          value,
          "seconds since 1970 such as 1735689600.123, or \"2025-01-01T00:00:00.123Z\"");
      return value;
    }
  }

  private static Map<String, Map<String, String>> load() {
    try (InputStream in = ApiShapes.class.getResourceAsStream("shapes.json")) {
      Map<String, Map<String, String>> shapes = new HashMap<>();
      for (Map.Entry<String, JsonNode> shape : Json.parse(in.readAllBytes()).properties()) {
        Map<String, String> fields = new HashMap<>();
        shape.getValue().properties().forEach(f -> fields.put(f.getKey(), f.getValue().asText()));
        shapes.put(shape.getKey(), Map.copyOf(fields));
      }
      return Map.copyOf(shapes);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read shapes.json", e);
    }
  }
}
