package dev.ecsinventory.aws;

import static java.util.Objects.requireNonNull;

import software.amazon.awssdk.core.exception.SdkException;

/** The outcome of one call that the SDK sends once. */
public sealed interface Outcome<R> {
  /** ECS responded. */
  record Response<R>(R response) implements Outcome<R> {
    public Response {
      requireNonNull(response, "response is null");
    }
  }

  /**
   * The call failed.
   *
   * @param retryable whether the same call may succeed later
   */
  record Failed<R>(SdkException failure, boolean retryable) implements Outcome<R> {
    public Failed {
      requireNonNull(failure, "failure is null");
    }
  }

  /** The deadline passed first. */
  record NotReached<R>() implements Outcome<R> {}
}
