package dev.ecsinventory.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;

/**
 * A default event bus over HTTP, as strict as EventBridge: it rejects the requests that PutEvents
 * rejects, and stores accepted entries.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html">PutEvents</a>
 */
public final class EventBus implements AutoCloseable {
  private static final int MAX_ENTRIES = 10;
  private static final int MAX_BYTES = 256 * 1024;
  private static final Set<String> KEYS =
      Set.of("Source", "DetailType", "Detail", "Time", "Resources");
  private static final JsonMapper MAPPER = new JsonMapper();

  private final HttpServer server;
  private final List<JsonNode> taken = new ArrayList<>();
  private final List<Integer> calls = new ArrayList<>();
  private final Queue<Response> script = new ArrayDeque<>();

  private EventBus(HttpServer server) {
    this.server = server;
  }

  /** Starts a bus on a free port of the loopback address; when this returns, it responds. */
  public static EventBus start() {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      EventBus bus = new EventBus(server);
      server.createContext("/", bus::handle);
      server.start();
      return bus;
    } catch (IOException failure) {
      throw new UncheckedIOException("the event bus did not start", failure);
    }
  }

  /** The endpoint for an SDK. */
  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** The responses to the next calls, one each. */
  public enum Response {
    /** The first entry is rejected, the others are accepted. */
    FIRST_ENTRY_FAILS,
    THROTTLED,
    /** All entries are accepted, and the response is an error. */
    BROKEN_AFTER_TAKING
  }

  public synchronized EventBus next(Response... responses) {
    script.addAll(List.of(responses));
    return this;
  }

  /** Every accepted entry, in order. */
  public synchronized List<JsonNode> taken() {
    return List.copyOf(taken);
  }

  /** The detail of every accepted entry. */
  public List<JsonNode> details() {
    List<JsonNode> details = new ArrayList<>();
    taken().forEach(entry -> details.add(json(entry.path("Detail").asText())));
    return details;
  }

  /** The number of entries of each call. */
  public synchronized List<Integer> calls() {
    return List.copyOf(calls);
  }

  public synchronized void clear() {
    taken.clear();
    calls.clear();
  }

  private synchronized void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
      String authorization = exchange.getRequestHeaders().getFirst("Authorization");
      JsonNode entries = json(body).path("Entries");
      String problem = problem(target, authorization, entries);
      if (problem != null) {
        response(exchange, 400, error("ValidationException", problem));
        return;
      }
      calls.add(entries.size());
      Response response = script.poll();
      if (response == Response.THROTTLED) {
        response(exchange, 400, error("ThrottlingException", "Rate exceeded"));
      } else {
        put(exchange, entries, response);
      }
    }
  }

  private void put(HttpExchange exchange, JsonNode entries, Response response) throws IOException {
    ObjectNode result = MAPPER.createObjectNode();
    boolean fails = response == Response.FIRST_ENTRY_FAILS;
    result.put("FailedEntryCount", fails ? 1 : 0);
    for (int fleetRegion = 0; fleetRegion < entries.size(); fleetRegion++) {
      ObjectNode entry = result.withArray("Entries").addObject();
      if (fails && fleetRegion == 0) {
        entry.put("ErrorCode", "InternalFailure").put("ErrorMessage", "not taken");
      } else {
        taken.add(entries.get(fleetRegion));
        entry.put("EventId", "event-" + taken.size());
      }
    }
    boolean broken = response == Response.BROKEN_AFTER_TAKING;
    response(
        exchange,
        broken ? 500 : 200,
        broken ? error("InternalException", "broken") : result.toString());
  }

  /** The reason for which EventBridge would reject the request; null when it would not. */
  private static String problem(String target, String authorization, JsonNode entries) {
    if (!"AWSEvents.PutEvents".equals(target) || !authorization.contains("/events/aws4_request")) {
      return "not a signed PutEvents: " + target;
    }
    if (entries.isEmpty() || entries.size() > MAX_ENTRIES) {
      return entries.size() + " entries";
    }
    int bytes = 0;
    for (JsonNode entry : entries) {
      for (Map.Entry<String, JsonNode> field : entry.properties()) {
        if (!KEYS.contains(field.getKey())) {
          return "what is " + field.getKey();
        }
      }
      if (entry.path("Source").asText().isEmpty()
          || entry.path("DetailType").asText().isEmpty()
          || !entry.path("Time").isNumber()
          || !json(entry.path("Detail").asText()).isObject()) {
        return "Source, DetailType, Time and Detail are needed: " + entry;
      }
      bytes += size(entry);
    }
    return bytes > MAX_BYTES ? bytes + " bytes" : null;
  }

  private static int size(JsonNode entry) {
    int size = 14;
    for (String name : List.of("Source", "DetailType", "Detail")) {
      size += entry.path(name).asText().getBytes(StandardCharsets.UTF_8).length;
    }
    for (JsonNode resource : entry.path("Resources")) {
      size += resource.asText().getBytes(StandardCharsets.UTF_8).length;
    }
    return size;
  }

  private static JsonNode json(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (IOException malformed) {
      throw new IllegalArgumentException(text, malformed);
    }
  }

  private static String error(String type, String message) {
    return MAPPER.createObjectNode().put("__type", type).put("message", message).toString();
  }

  private static void response(HttpExchange exchange, int status, String content)
      throws IOException {
    byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
