package dev.ecsinventory.checkpoint;

import static java.util.Objects.requireNonNull;

/**
 * One run of an event. Lambda keeps the request ID when it retries a failed asynchronous
 * invocation, so the runs of one request follow each other, while a duplicate delivery of the event
 * has another request ID and is counted separately.
 *
 * @param request the Lambda request ID; {@link #LOCAL} outside Lambda
 * @param number from 1
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html">How
 *     Lambda handles errors and retries with asynchronous invocation</a>
 */
public record RunId(String request, int number) {
  /** Runs outside Lambda have no request ID: all runs of the event count. */
  public static final String LOCAL = "local";

  /** Lambda runs a failed asynchronous event at most three times. */
  public static final int LAST = 3;

  public RunId {
    requireNonNull(request, "request is null");
    if (!request.matches("[A-Za-z0-9-]{1,64}")) {
      throw new IllegalArgumentException("not a request ID: " + request);
    }
    if (number < 1 || number > LAST) {
      throw new IllegalArgumentException("not a run's number: " + number);
    }
  }

  /** Whether no retry follows, so that this run commits what is available. */
  public boolean isLast() {
    return number == LAST;
  }

  /** {@code REQUEST-NUMBER}, as checkpoint names contain it. */
  String name() {
    return request + "-" + number;
  }

  RunId ofNumber(int other) {
    return new RunId(request, other);
  }
}
