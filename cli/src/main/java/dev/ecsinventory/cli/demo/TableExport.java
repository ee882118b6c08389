package dev.ecsinventory.cli.demo;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ecsinventory.schema.TableLayout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A table's items as one JSON array in DynamoDB's own notation, by partition and sort key.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.LowLevelAPI.html">
 *     DynamoDB low-level API</a>
 */
public final class TableExport {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final JsonMapper MAPPER = new JsonMapper();

  private final DynamoDbClient client;
  private final String table;

  public TableExport(DynamoDbClient client, String table) {
    this.client = requireNonNull(client, "client is null");
    this.table = requireNonNull(table, "table is null");
  }

  /**
   * Writes every item, replacing an existing file.
   *
   * @return the number of items
   */
  public int into(Path file) {
    List<Map<String, AttributeValue>> items =
        client.scanPaginator(scan -> scan.tableName(table).consistentRead(true)).items().stream()
            .sorted(
                Comparator.comparing(
                        (Map<String, AttributeValue> item) ->
                            item.get(TableLayout.PARTITION_KEY).s())
                    .thenComparing(item -> item.get(TableLayout.SORT_KEY).s()))
            .toList();
    ArrayNode array = JSON.arrayNode();
    items.forEach(item -> array.add(map(item)));
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.writeString(
          file, MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(array) + "\n");
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    return items.size();
  }

  private static ObjectNode map(Map<String, AttributeValue> attributes) {
    ObjectNode map = JSON.objectNode();
    new TreeMap<>(attributes).forEach((name, value) -> map.set(name, json(value)));
    return map;
  }

  private static JsonNode json(AttributeValue value) {
    ObjectNode json = JSON.objectNode();
    return switch (value.type()) {
      case S -> json.put("S", value.s());
      case N -> json.put("N", value.n());
      case BOOL -> json.put("BOOL", value.bool());
      case NUL -> json.put("NULL", true);
      case B -> json.put("B", base64(value.b()));
      case M -> json.set("M", map(value.m()));
      case L -> json.set("L", list(value.l().stream().map(TableExport::json).toList()));
      case SS -> json.set("SS", list(value.ss().stream().<JsonNode>map(JSON::textNode).toList()));
      case NS -> json.set("NS", list(value.ns().stream().<JsonNode>map(JSON::textNode).toList()));
      case BS ->
          json.set(
              "BS",
              list(value.bs().stream().<JsonNode>map(b -> JSON.textNode(base64(b))).toList()));
      case UNKNOWN_TO_SDK_VERSION ->
          throw new IllegalArgumentException("an attribute of a type that is not known: " + value);
    };
  }

  private static ArrayNode list(List<JsonNode> elements) {
    return JSON.arrayNode().addAll(elements);
  }

  private static String base64(SdkBytes bytes) {
    return Base64.getEncoder().encodeToString(bytes.asByteArray());
  }
}
