package dev.ecsinventory.simulator.runtime;

import static java.util.Objects.requireNonNull;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;

/**
 * Lambda's runtime API for one invocation of one process.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html">Lambda runtime
 *     API</a>
 */
final class RuntimeApi implements AutoCloseable {
  private static final String INVOCATION = "/2018-06-01/runtime/invocation/";

  private final HttpServer server;
  private final byte[] event;
  private final CompletableFuture<Process> function = new CompletableFuture<>();
  private final CompletableFuture<Moment> ready = new CompletableFuture<>();
  private final CompletableFuture<Response> responded = new CompletableFuture<>();

  RuntimeApi(String event) throws IOException {
    this.event = event.getBytes(StandardCharsets.UTF_8);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::handle);
    server.start();
  }

  /** A moment, with the processor time of the function's process until then. */
  record Moment(long nanoTime, Duration processor) {
    private static Moment now(Process process) {
      return new Moment(System.nanoTime(), process.info().totalCpuDuration().orElse(Duration.ZERO));
    }
  }

  /** The function's response, and the moments of readiness and response. */
  record Response(String text, Moment ready, Moment given) {}

  /** The value of {@code AWS_LAMBDA_RUNTIME_API}. */
  String address() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  /** Sets the function's process. */
  void watch(Process process) {
    function.complete(requireNonNull(process, "process is null"));
    process
        .onExit()
        .thenAccept(
            ended ->
                responded.completeExceptionally(
                    new IOException("the function's process ended with " + ended.exitValue())));
  }

  /**
   * Completes exceptionally with the error that the function reported, or when its process ended.
   */
  CompletableFuture<Response> responded() {
    return responded;
  }

  @Override
  public void close() {
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
      responded.complete(new Response(body, ready.join(), Moment.now(function.join())));
    } else {
      responded.completeExceptionally(new IOException(path + ": " + body));
    }
    exchange.sendResponseHeaders(202, -1);
    exchange.close();
  }

  /** Sends the only event. A further request has no response, as in Lambda between two events. */
  private void next(HttpExchange exchange) throws IOException {
    if (!ready.complete(Moment.now(function.join()))) {
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
