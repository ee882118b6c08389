package dev.ecsinventory.pipeline;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.BiFunction;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;

/** Modifies the responses of ECS in ways that the faults of the simulator cannot. */
final class ChangingHttpClient implements SdkHttpClient {
  private static final JsonMapper MAPPER = new JsonMapper();

  private final SdkHttpClient http;
  private final BiFunction<String, ObjectNode, String> change;

  /**
   * A client that sends requests through {@code http}, which it closes.
   *
   * @param change returns the body for an operation and the original response
   */
  ChangingHttpClient(SdkHttpClient http, BiFunction<String, ObjectNode, String> change) {
    this.http = http;
    this.change = change;
  }

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    ExecutableHttpRequest prepared = http.prepareRequest(request);
    String target = request.httpRequest().firstMatchingHeader("X-Amz-Target").orElse("");
    String operation = target.substring(target.indexOf('.') + 1);
    return new ExecutableHttpRequest() {
      @Override
      public HttpExecuteResponse call() throws IOException {
        HttpExecuteResponse response = prepared.call();
        return operation.isEmpty() ? response : changed(operation, response);
      }

      @Override
      public void abort() {
        prepared.abort();
      }
    };
  }

  private HttpExecuteResponse changed(String operation, HttpExecuteResponse response)
      throws IOException {
    ObjectNode document = (ObjectNode) MAPPER.readTree(response.responseBody().orElseThrow());
    byte[] body = change.apply(operation, document).getBytes(StandardCharsets.UTF_8);
    return HttpExecuteResponse.builder()
        .response(response.httpResponse())
        .responseBody(AbortableInputStream.create(new ByteArrayInputStream(body)))
        .build();
  }

  @Override
  public void close() {
    http.close();
  }
}
