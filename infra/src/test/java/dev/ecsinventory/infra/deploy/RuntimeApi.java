package dev.ecsinventory.infra.deploy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Lambda's side of one invocation.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html">Lambda runtime
 *     API</a>
 */
final class RuntimeApi {
  private static final String INVOCATION = "/2018-06-01/runtime/invocation/";

  private final HttpServer server;
  private final byte[] event;
  private final AtomicBoolean handedOut = new AtomicBoolean();
  private final CompletableFuture<String> answer = new CompletableFuture<>();

  RuntimeApi(String event) throws IOException {
    this.event = event.getBytes(StandardCharsets.UTF_8);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::handle);
    server.start();
  }

  /** The value of {@code AWS_LAMBDA_RUNTIME_API}. */
  String address() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  /** What the function answered; completes exceptionally with the error that it reported. */
  CompletableFuture<String> answer() {
    return answer;
  }

  void stop() {
    server.stop(0);
  }

  private void handle(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    if (path.equals(INVOCATION + "next")) {
      next(exchange);
      return;
    }
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    if (path.endsWith("/response")) {
      answer.complete(body);
    } else {
      answer.completeExceptionally(new AssertionError(path + ": " + body));
    }
    exchange.sendResponseHeaders(202, -1);
    exchange.close();
  }

  /** There is one event. Asked for another, it stays silent, as Lambda does between two. */
  private void next(HttpExchange exchange) throws IOException {
    if (handedOut.getAndSet(true)) {
      return;
    }
    long deadline = System.currentTimeMillis() + Duration.ofMinutes(15).toMillis();
    exchange.getResponseHeaders().set("Lambda-Runtime-Aws-Request-Id", "request-1");
    exchange.getResponseHeaders().set("Lambda-Runtime-Deadline-Ms", String.valueOf(deadline));
    exchange
        .getResponseHeaders()
        .set(
            "Lambda-Runtime-Invoked-Function-Arn",
            "arn:aws:lambda:us-east-1:123456789012:function:exporter:live");
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, event.length);
    exchange.getResponseBody().write(event);
    exchange.close();
  }
}
