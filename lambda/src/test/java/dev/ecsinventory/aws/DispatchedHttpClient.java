package dev.ecsinventory.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ecsinventory.simulator.http.Dispatcher;
import dev.ecsinventory.simulator.protocol.SimulatedRequest;
import dev.ecsinventory.simulator.protocol.SimulatedResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BiFunction;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;

/** Passes requests to a simulator in this process, without sockets. */
final class DispatchedHttpClient implements SdkHttpClient {
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final int OK = 200;

  private final Dispatcher dispatcher;
  private final Queue<Request> requests = new ConcurrentLinkedQueue<>();
  private volatile BiFunction<String, ObjectNode, String> bend =
      (operation, response) -> response.toString();

  DispatchedHttpClient(Dispatcher dispatcher) {
    this.dispatcher = dispatcher;
  }

  /** The body of a request. */
  private record Request(String operation, JsonNode body) {}

  /** Replaces the body of each successful response by what {@code by} makes of it. */
  void bend(BiFunction<String, ObjectNode, String> by) {
    bend = by;
  }

  List<JsonNode> requests(String operation) {
    return requests.stream()
        .filter(request -> request.operation().equals(operation))
        .map(Request::body)
        .toList();
  }

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    return new ExecutableHttpRequest() {
      @Override
      public HttpExecuteResponse call() throws IOException {
        return respond(request);
      }

      @Override
      public void abort() {}
    };
  }

  private HttpExecuteResponse respond(HttpExecuteRequest request) throws IOException {
    Map<String, String> headers = new HashMap<>();
    request.httpRequest().forEachHeader((name, values) -> headers.put(name, values.getFirst()));
    String target = headers.getOrDefault("X-Amz-Target", "");
    String operation = target.substring(target.indexOf('.') + 1);
    byte[] body = body(request);
    requests.add(new Request(operation, MAPPER.readTree(body)));
    return switch (dispatched(
        new SimulatedRequest(request.httpRequest().encodedPath(), headers, body))) {
      case SimulatedResponse.Reply reply -> complete(operation, reply);
      case SimulatedResponse.Truncated(SimulatedResponse.Reply reply) ->
          response(reply, truncated(reply.body()));
      case SimulatedResponse.Reset _ -> throw new SocketException("Connection reset");
    };
  }

  private static byte[] body(HttpExecuteRequest request) throws IOException {
    ContentStreamProvider content = request.contentStreamProvider().orElseThrow();
    try (InputStream stream = content.newStream()) {
      return stream.readAllBytes();
    }
  }

  private SimulatedResponse dispatched(SimulatedRequest request) {
    try {
      return dispatcher.respond(request);
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }

  private HttpExecuteResponse complete(String operation, SimulatedResponse.Reply reply)
      throws IOException {
    byte[] body =
        reply.status() == OK
            ? bend.apply(operation, (ObjectNode) MAPPER.readTree(reply.body()))
                .getBytes(StandardCharsets.UTF_8)
            : reply.body();
    return response(reply, new ByteArrayInputStream(body));
  }

  /** Half of a body, and then the end of the connection. */
  private static InputStream truncated(byte[] body) {
    return new SequenceInputStream(
        new ByteArrayInputStream(body, 0, body.length / 2),
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("Premature EOF");
          }
        });
  }

  private static HttpExecuteResponse response(SimulatedResponse.Reply reply, InputStream body) {
    return HttpExecuteResponse.builder()
        .response(
            SdkHttpResponse.builder()
                .statusCode(reply.status())
                .putHeader("Content-Type", reply.contentType())
                .build())
        .responseBody(AbortableInputStream.create(body))
        .build();
  }

  @Override
  public void close() {}
}
