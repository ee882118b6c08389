package dev.ecsinventory.pipeline;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * Responds to every call of ECS with one document, which has the fields of all responses: a client
 * reads the fields of its operation and ignores the rest. There is no network call.
 */
final class WarmUpResponses implements SdkHttpClient {
  private static final int OK = 200;

  private final byte[] answer;

  WarmUpResponses() {
    try (InputStream document =
        WarmUpResponses.class.getResourceAsStream("warm-up-response.json")) {
      answer = document.readAllBytes();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    return new ExecutableHttpRequest() {
      @Override
      public HttpExecuteResponse call() {
        return HttpExecuteResponse.builder()
            .response(SdkHttpResponse.builder().statusCode(OK).build())
            .responseBody(AbortableInputStream.create(new ByteArrayInputStream(answer)))
            .build();
      }

      @Override
      public void abort() {
        // The call ends immediately, so there is nothing to abort.
      }
    };
  }

  @Override
  public void close() {
    // There is nothing to close.
  }
}
