package dev.ecsinventory.infra.athena;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Executors;

/**
 * The calls of the Glue Data Catalog that the engine makes: the databases, tables and views of a
 * synthesized template, and those that the engine creates.
 */
final class FakeGlue {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private final HttpServer server;
  private final Map<String, ObjectNode> databases = new TreeMap<>();
  private final Map<String, ObjectNode> tables = new TreeMap<>();

  FakeGlue() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::handle);
    server.start();
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Replaces all contents by the resources of {@code template}. */
  synchronized void serve(JsonNode template, TemplateValues values) {
    databases.clear();
    tables.clear();
    for (JsonNode resource : template.path("Resources")) {
      JsonNode properties = values.resolve(resource.path("Properties"));
      switch (resource.path("Type").asText()) {
        case "AWS::Glue::Database" -> addDatabase((ObjectNode) properties.get("DatabaseInput"));
        case "AWS::Glue::Table" ->
            addTable(
                properties.get("DatabaseName").asText(), (ObjectNode) properties.get("TableInput"));
        default -> {}
      }
    }
  }

  /** Adds a column to each table and a field to each struct, as a later version may do. */
  synchronized void evolveTables() {
    for (ObjectNode table : tables.values()) {
      if (table.path("TableType").asText().equals("EXTERNAL_TABLE")) {
        ArrayNode columns = (ArrayNode) table.at("/StorageDescriptor/Columns");
        for (JsonNode column : columns) {
          String type = column.path("Type").asText();
          if (type.startsWith("array<struct<")) {
            String wider = type.substring(0, type.length() - 2) + ",added:string>>";
            ((ObjectNode) column)
                .put("Type", wider.replace("role_arn:string>", "role_arn:string,added:string>"));
          }
        }
        columns.addObject().put("Name", "added").put("Type", "string");
      }
    }
  }

  private void addDatabase(ObjectNode database) {
    databases.put(database.get("Name").asText(), database.put("CreateTime", 0));
  }

  private void addTable(String database, ObjectNode table) {
    table.put("DatabaseName", database).put("CreateTime", 0).put("VersionId", "0");
    tables.put(database + "." + table.get("Name").asText(), table);
  }

  private void handle(HttpExchange exchange) throws IOException {
    String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
    JsonNode request = MAPPER.readTree(exchange.getRequestBody());
    Optional<ObjectNode> found = response(target.substring(target.indexOf('.') + 1), request);
    byte[] body =
        MAPPER.writeValueAsBytes(
            found.orElseGet(
                () ->
                    MAPPER
                        .createObjectNode()
                        .put("__type", "EntityNotFoundException")
                        .put("Message", "not found")));
    exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
    exchange.sendResponseHeaders(found.isPresent() ? 200 : 400, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private synchronized Optional<ObjectNode> response(String operation, JsonNode request) {
    ObjectNode response = MAPPER.createObjectNode();
    String database = request.path("DatabaseName").asText();
    return switch (operation) {
      case "GetDatabases" -> {
        response.putArray("DatabaseList").addAll(databases.values());
        yield Optional.of(response);
      }
      case "GetDatabase" -> one(response, "Database", databases.get(request.get("Name").asText()));
      case "GetTables" -> {
        tables.values().stream()
            .filter(table -> table.get("DatabaseName").asText().equals(database))
            .forEach(response.putArray("TableList")::add);
        yield Optional.of(response);
      }
      case "GetTable" ->
          one(response, "Table", tables.get(database + "." + request.get("Name").asText()));
      case "CreateTable", "UpdateTable" -> {
        addTable(database, (ObjectNode) request.get("TableInput"));
        yield Optional.of(response);
      }
      case "GetUserDefinedFunctions" -> {
        response.putArray("UserDefinedFunctions");
        yield Optional.of(response);
      }
      default ->
          throw new IllegalStateException(
              "the engine called an unexpected operation of Glue: " + operation);
    };
  }

  private static Optional<ObjectNode> one(ObjectNode response, String name, ObjectNode value) {
    return Optional.ofNullable(value).map(present -> response.set(name, present));
  }
}
