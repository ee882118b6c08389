package dev.ecsinventory.aws;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/**
 * Rejects successful responses of ECS without a body. ECS responds with a JSON document, at least
 * {@code {}}; the SDK would treat an empty body as that document, so that a lost body would read as
 * "there is nothing".
 */
final class EmptyBodyCheck implements ExecutionInterceptor {
  @Override
  public Optional<InputStream> modifyHttpResponseContent(
      Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
    if (!context.httpResponse().isSuccessful()) {
      return context.responseBody();
    }
    PushbackInputStream body =
        new PushbackInputStream(context.responseBody().orElseGet(InputStream::nullInputStream));
    try {
      int first = body.read();
      if (first < 0) {
        throw new EOFException("the response body is empty");
      }
      body.unread(first);
      return Optional.of(body);
    } catch (IOException broken) {
      // The client retries only its own exceptions, depending on their cause.
      throw SdkClientException.create(broken.getMessage(), broken);
    }
  }
}
