package dev.ecsinventory.checkpoint;

import static java.util.Objects.requireNonNull;

/**
 * One run of an event. Lambda keeps the request ID when it retries a failed asynchronous
 * invocation, so the runs of one request follow each other, while a duplicate delivery of the event
 * has another request ID and is counted separately. Also one attempt of a turn of a group of
 * accounts, which a state machine repeats until the group is read.
 *
 * @param request the Lambda request ID; {@link #LOCAL} outside Lambda
 * @param number from 1
 * @param isTurn whether another turn follows if this run does not reach everything
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html">How
 *     Lambda handles errors and retries with asynchronous invocation</a>
 */
public record RunId(String request, int number, boolean isTurn) {
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

  /** The run of an event. */
  public RunId(String request, int number) {
    this(request, number, false);
  }

  /** Whether no retry follows, so that this run commits what is available. */
  public boolean isLast() {
    return number == LAST && !isTurn;
  }

  /** Whether this run leaves out the targets during which the earlier ones ended. */
  public boolean leavesOutBrokenOff() {
    return number == LAST;
  }

  /** {@code REQUEST-NUMBER}, as checkpoint names contain it. */
  String name() {
    return request + "-" + number;
  }

  RunId ofNumber(int other) {
    return new RunId(request, other, isTurn);
  }
}
