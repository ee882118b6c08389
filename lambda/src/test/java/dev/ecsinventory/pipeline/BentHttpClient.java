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

/** Bends what ECS answers, beyond what the simulator's faults can say. */
final class BentHttpClient implements SdkHttpClient {
  private static final JsonMapper MAPPER = new JsonMapper();

  private final SdkHttpClient http;
  private final BiFunction<String, ObjectNode, String> bend;

  /**
   * A client that sends by {@code http}, and closes it.
   *
   * @param bend from an operation and its answer to the body to give instead
   */
  BentHttpClient(SdkHttpClient http, BiFunction<String, ObjectNode, String> bend) {
    this.http = http;
    this.bend = bend;
  }

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    ExecutableHttpRequest prepared = http.prepareRequest(request);
    String target = request.httpRequest().firstMatchingHeader("X-Amz-Target").orElse("");
    String operation = target.substring(target.indexOf('.') + 1);
    return new ExecutableHttpRequest() {
      @Override
      public HttpExecuteResponse call() throws IOException {
        HttpExecuteResponse answer = prepared.call();
        return operation.isEmpty() ? answer : bent(operation, answer);
      }

      @Override
      public void abort() {
        prepared.abort();
      }
    };
  }

  private HttpExecuteResponse bent(String operation, HttpExecuteResponse answer)
      throws IOException {
    ObjectNode document = (ObjectNode) MAPPER.readTree(answer.responseBody().orElseThrow());
    byte[] body = bend.apply(operation, document).getBytes(StandardCharsets.UTF_8);
    return HttpExecuteResponse.builder()
        .response(answer.httpResponse())
        .responseBody(AbortableInputStream.create(new ByteArrayInputStream(body)))
        .build();
  }

  @Override
  public void close() {
    http.close();
  }
}
