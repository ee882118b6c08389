package dev.ecsinventory.cli.cases;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/** A server in front of the simulator that changes responses or replaces them. */
final class ChangedResponses implements AutoCloseable {
  private static final JsonMapper MAPPER = new JsonMapper();

  /** Headers that only the HTTP client sets. */
  private static final Set<String> OWN_HEADERS =
      Set.of("host", "content-length", "connection", "expect", "upgrade", "http2-settings");

  /** A response that replaces that of the simulator. */
  private record Fixed(int status, String body) {}

  private final URI simulator;
  private final HttpClient http = HttpClient.newHttpClient();
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, Consumer<ObjectNode>> changes = new ConcurrentHashMap<>();
  private final Map<String, Fixed> fixed = new ConcurrentHashMap<>();

  ChangedResponses(URI simulator) throws IOException {
    this.simulator = simulator;
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.setExecutor(threads);
    server.start();
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Changes each further response of {@code operation}. */
  void change(String operation, Consumer<ObjectNode> by) {
    changes.put(operation, by);
  }

  /** Sets {@code body} as the response of {@code operation}. */
  void respond(String operation, int status, String body) {
    fixed.put(operation, new Fixed(status, body));
  }

  private void handle(HttpExchange exchange) throws IOException {
    byte[] request = exchange.getRequestBody().readAllBytes();
    String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
    String operation = target == null ? "" : target.substring(target.indexOf('.') + 1);
    Fixed own = fixed.get(operation);
    if (own != null) {
      send(
          exchange,
          own.status(),
          "application/x-amz-json-1.1",
          own.body().getBytes(StandardCharsets.UTF_8));
      return;
    }
    HttpResponse<byte[]> response = forward(exchange, request);
    send(
        exchange,
        response.statusCode(),
        response.headers().firstValue("Content-Type").orElse("application/x-amz-json-1.1"),
        changed(operation, response.body()));
  }

  private byte[] changed(String operation, byte[] body) throws IOException {
    Consumer<ObjectNode> change = changes.get(operation);
    if (change == null) {
      return body;
    }
    ObjectNode document = (ObjectNode) MAPPER.readTree(body);
    change.accept(document);
    return MAPPER.writeValueAsBytes(document);
  }

  private HttpResponse<byte[]> forward(HttpExchange exchange, byte[] body) throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(simulator.resolve(exchange.getRequestURI()))
            .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    exchange
        .getRequestHeaders()
        .forEach(
            (name, values) -> {
              if (!OWN_HEADERS.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
              }
            });
    try {
      return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    } catch (InterruptedException stopped) {
      throw new IOException(stopped);
    }
  }

  private static void send(HttpExchange exchange, int status, String type, byte[] body)
      throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.close();
    http.close();
  }
}
