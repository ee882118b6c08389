package dev.ecsinventory.cli.schemas;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ecsinventory.schema.Column;
import dev.ecsinventory.schema.ColumnType;
import dev.ecsinventory.schema.Dataset;
import dev.ecsinventory.schema.Datasets;
import java.util.Map;
import java.util.Optional;

/**
 * Completes a JSON Schema from the declarations of columns. An object whose {@code $comment} is
 * {@code every column of DATASET} gets all of them, one with {@code columns of DATASET} those whose
 * names it lists. Other keywords, such as {@code enum}, stay.
 */
final class ColumnSchemas {
  private static final String EVERY = "every column of ";
  private static final String SOME = "columns of ";

  private ColumnSchemas() {}

  static void complete(JsonNode schema) {
    if (schema instanceof ObjectNode object) {
      dataset(object, EVERY).ifPresent(dataset -> every(object, dataset));
      dataset(object, SOME).ifPresent(dataset -> some(object, dataset));
    }
    schema.forEach(ColumnSchemas::complete);
  }

  private static Optional<Dataset> dataset(ObjectNode schema, String prefix) {
    String comment = schema.path("$comment").asText();
    return Datasets.ALL.stream()
        .filter(dataset -> comment.equals(prefix + dataset.name()))
        .findFirst();
  }

  private static void every(ObjectNode schema, Dataset dataset) {
    JsonNode before = schema.path("properties").deepCopy();
    ArrayNode required = schema.putArray("required");
    ObjectNode properties = schema.putObject("properties");
    for (Column<?> column : dataset.columns()) {
      properties.set(column.name(), merged(column, before.path(column.name())));
      if (!column.nullable()) {
        required.add(column.name());
      }
    }
  }

  private static void some(ObjectNode schema, Dataset dataset) {
    ObjectNode properties = (ObjectNode) schema.get("properties");
    for (Column<?> column : dataset.columns()) {
      if (properties.has(column.name())) {
        properties.set(column.name(), merged(column, properties.get(column.name())));
      }
    }
  }

  private static ObjectNode merged(Column<?> column, JsonNode before) {
    ObjectNode schema = JsonNodeFactory.instance.objectNode();
    schema.put("description", column.doc());
    describe(schema, column.type(), column.nullable());
    for (Map.Entry<String, JsonNode> keyword : before.properties()) {
      if (!schema.has(keyword.getKey())) {
        schema.set(keyword.getKey(), keyword.getValue());
      }
    }
    return schema;
  }

  private static void describe(ObjectNode schema, ColumnType<?> type, boolean nullable) {
    switch (type) {
      case ColumnType.StringType _ -> put(schema, "string", nullable);
      case ColumnType.IntegerType _ -> put(schema, "integer", nullable);
      case ColumnType.DoubleType _ -> put(schema, "number", nullable);
      case ColumnType.BooleanType _ -> put(schema, "boolean", nullable);
      case ColumnType.TimestampType _ -> {
        put(schema, "string", nullable);
        schema.put("format", "date-time");
      }
      case ColumnType.ListType<?> list -> {
        put(schema, "array", nullable);
        describe(schema.putObject("items"), list.element(), false);
      }
      case ColumnType.StructType struct -> {
        put(schema, "object", nullable);
        ObjectNode properties = schema.putObject("properties");
        struct
            .fields()
            .forEach(field -> describe(properties.putObject(field.name()), field.type(), true));
      }
    }
  }

  private static void put(ObjectNode schema, String type, boolean nullable) {
    if (nullable) {
      schema.putArray("type").add(type).add("null");
    } else {
      schema.put("type", type);
    }
  }
}
