package dev.ecsinventory.infra.deploy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executors;

/**
 * The address that moto's interpreter of state machines calls: invocations of a function go to this
 * process, because moto runs no function, and all other calls back to moto.
 */
final class InterpreterCalls implements AutoCloseable {
  private static final String FUNCTIONS = "/2015-03-31/functions/";

  /** The client sets these itself. */
  private static final Set<String> OWN_HEADERS =
      new TreeSet<>(
          Set.of("connection", "content-length", "expect", "host", "transfer-encoding", "upgrade"));

  private final HttpServer server;
  private final HttpClient client = HttpClient.newHttpClient();
  private URI moto;
  private Function function;

  /** The deployed function. */
  @FunctionalInterface
  interface Function {
    String invoke(String event) throws Exception;
  }

  InterpreterCalls() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::respond);
    server.start();
  }

  int port() {
    return server.getAddress().getPort();
  }

  void connect(URI endpoint, Function deployed) {
    moto = endpoint;
    function = deployed;
  }

  private void respond(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    try {
      if (exchange.getRequestURI().getPath().startsWith(FUNCTIONS)) {
        send(exchange, 200, function.invoke(new String(body)).getBytes());
      } else {
        forward(exchange, body);
      }
    } catch (Exception failure) {
      exchange.getResponseHeaders().set("X-Amz-Function-Error", "Unhandled");
      send(exchange, 200, "{\"errorType\":\"%s\"}".formatted(failure.getClass()).getBytes());
    }
  }

  private void forward(HttpExchange exchange, byte[] body) throws Exception {
    String host = exchange.getRequestHeaders().getFirst("Host");
    String bucket = host.startsWith("localhost") ? "" : "/" + host.split("\\.")[0];
    HttpRequest.Builder request =
        HttpRequest.newBuilder(moto.resolve(bucket + exchange.getRequestURI()))
            .method(exchange.getRequestMethod(), BodyPublishers.ofByteArray(body));
    exchange
        .getRequestHeaders()
        .forEach(
            (name, values) -> {
              if (!OWN_HEADERS.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
              }
            });
    HttpResponse<byte[]> response = client.send(request.build(), BodyHandlers.ofByteArray());
    response
        .headers()
        .map()
        .forEach(
            (name, values) -> {
              if (!OWN_HEADERS.contains(name)) {
                exchange.getResponseHeaders().put(name, values);
              }
            });
    send(exchange, response.statusCode(), response.body());
  }

  private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
    client.close();
  }
}
