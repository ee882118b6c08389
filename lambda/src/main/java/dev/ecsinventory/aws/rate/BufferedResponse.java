package dev.ecsinventory.aws.rate;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.HttpExecuteResponse;

/** Reads responses completely before they are parsed. */
public final class BufferedResponse {
  private BufferedResponse() {}

  /** The same response with its body in memory; it is read to its last byte. */
  public static HttpExecuteResponse of(HttpExecuteResponse answer) throws IOException {
    if (answer.responseBody().isEmpty()) {
      return answer;
    }
    try (InputStream body = answer.responseBody().get()) {
      return HttpExecuteResponse.builder()
          .response(answer.httpResponse())
          .responseBody(AbortableInputStream.create(new ByteArrayInputStream(body.readAllBytes())))
          .build();
    }
  }
}
