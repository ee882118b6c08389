package dev.ecsinventory.aws.rate;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.HttpExecuteResponse;

/** Answers that are read to their last byte before anybody looks at them. */
public final class BufferedResponse {
  private BufferedResponse() {}

  /** The same answer with its body in memory, after which nothing of it is on the wire. */
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
