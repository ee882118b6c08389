package dev.ecsinventory.bench.process;

import static java.util.Objects.requireNonNull;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;

/** Records the times of the request and the response of each call to ECS. */
final class CallRecorder implements SdkHttpClient {
  /** The prefix of the header with the operation of a call to ECS. */
  private static final String ECS = "AmazonEC2ContainerService";

  private final SdkHttpClient http;
  private final Queue<RecordedCall> calls = new ConcurrentLinkedQueue<>();

  /** Sends requests through {@code http}, which it closes. */
  CallRecorder(SdkHttpClient http) {
    this.http = requireNonNull(http, "http is null");
  }

  /** The calls that have ended, successfully or not. */
  List<RecordedCall> calls() {
    return List.copyOf(calls);
  }

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    ExecutableHttpRequest prepared = http.prepareRequest(request);
    return request
            .httpRequest()
            .firstMatchingHeader("X-Amz-Target")
            .filter(target -> target.startsWith(ECS))
            .isPresent()
        ? new Recorded(prepared)
        : prepared;
  }

  @Override
  public void close() {
    http.close();
  }

  private final class Recorded implements ExecutableHttpRequest {
    private final ExecutableHttpRequest prepared;

    Recorded(ExecutableHttpRequest prepared) {
      this.prepared = prepared;
    }

    @Override
    public HttpExecuteResponse call() throws IOException {
      long sent = System.nanoTime();
      try {
        // The recorder reads the body completely, to record the end of the response.
        return buffered(prepared.call());
      } finally {
        calls.add(new RecordedCall(sent, System.nanoTime()));
      }
    }

    private static HttpExecuteResponse buffered(HttpExecuteResponse response) throws IOException {
      if (response.responseBody().isEmpty()) {
        return response;
      }
      try (InputStream body = response.responseBody().get()) {
        return HttpExecuteResponse.builder()
            .response(response.httpResponse())
            .responseBody(
                AbortableInputStream.create(new ByteArrayInputStream(body.readAllBytes())))
            .build();
      }
    }

    @Override
    public void abort() {
      prepared.abort();
    }
  }
}
