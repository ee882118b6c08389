package dev.ecsinventory.simulator.fault;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/** What goes wrong with a call that a {@link FaultRule} matches. */
public sealed interface Fault {

  /** HTTP 400 {@code ThrottlingException: Rate exceeded}; nothing was read. */
  record Throttle() implements Fault {}

  /** HTTP 500 {@code ServerException}. */
  record ServerError() implements Fault {}

  /** HTTP 400 {@code ClientException}. */
  record ClientError() implements Fault {}

  /** HTTP 400 {@code AccessDeniedException}, as IAM words it. */
  record AccessDenied() implements Fault {}

  /** Any error ECS has: {@code UnsupportedFeatureException}, {@code InvalidParameterException}… */
  record Error(int status, String code, String message) implements Fault {
    public Error {
      if (status < 400 || status > 599) {
        throw new IllegalArgumentException("status is " + status + "; accepted: 400 to 599");
      }
      requireNonNull(code, "code is null");
      requireNonNull(message, "message is null");
    }
  }

  /** The connection ends with a TCP reset instead of an answer. */
  record ConnectionReset() implements Fault {}

  /** The headers promise the whole answer, half of its bytes follow, the connection closes. */
  record TruncatedBody() implements Fault {}

  /** The right answer, later. */
  record Slow(Duration delay) implements Fault {
    public Slow {
      requireNonNull(delay, "delay is null");
      if (delay.isNegative()) {
        throw new IllegalArgumentException("delay is negative: " + delay);
      }
    }
  }

  /** The answer has an entry in {@code failures[]} with the reason MISSING for the resource. */
  record Missing() implements Fault {}

  /**
   * A cluster or service was deleted after it was listed: describing it gives {@code failures[]},
   * calls inside it give ClusterNotFoundException or ServiceNotFoundException.
   *
   * @param inactive ECS still remembers it: describing it gives the status INACTIVE, and task sets
   *     of the service are rejected with ServiceNotActiveException
   */
  record Disappear(boolean inactive) implements Fault {}
}
