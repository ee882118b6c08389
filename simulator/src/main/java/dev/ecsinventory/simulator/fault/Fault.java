package dev.ecsinventory.simulator.fault;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/** The fault of a call that a {@link FaultRule} matches. */
public sealed interface Fault {

  /** HTTP 400 {@code ThrottlingException: Rate exceeded}; nothing was read. */
  record Throttle() implements Fault {}

  /** HTTP 500 {@code ServerException}. */
  record ServerError() implements Fault {}

  /** HTTP 400 {@code ClientException}. */
  record ClientError() implements Fault {}

  /** HTTP 400 {@code AccessDeniedException}, with IAM's message. */
  record AccessDenied() implements Fault {}

  /** Any error of ECS, such as {@code UnsupportedFeatureException}. */
  record Error(int status, String code, String message) implements Fault {
    public Error {
      if (status < 400 || status > 599) {
        throw new IllegalArgumentException("status is " + status + "; accepted: 400 to 599");
      }
      requireNonNull(code, "code is null");
      requireNonNull(message, "message is null");
    }
  }

  /** The connection ends with a TCP reset instead of a response. */
  record ConnectionReset() implements Fault {}

  /**
   * The headers announce the complete response, half of its bytes follow, and the connection is
   * closed.
   */
  record TruncatedBody() implements Fault {}

  /** The correct response, after a delay. */
  record Slow(Duration delay) implements Fault {
    public Slow {
      requireNonNull(delay, "delay is null");
      if (delay.isNegative()) {
        throw new IllegalArgumentException("delay is negative: " + delay);
      }
    }
  }

  /** The response has an entry in {@code failures[]} with the reason MISSING for the resource. */
  record Missing() implements Fault {}

  /**
   * A cluster or service was deleted after it was listed: its description is an entry in {@code
   * failures[]}, and calls within it fail with ClusterNotFoundException or
   * ServiceNotFoundException.
   *
   * @param inactive whether ECS still shows it: its description has the status INACTIVE, and calls
   *     for task sets of the service fail with ServiceNotActiveException
   */
  record Disappear(boolean inactive) implements Fault {}
}
