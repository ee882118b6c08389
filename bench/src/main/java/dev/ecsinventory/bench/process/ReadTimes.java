package dev.ecsinventory.bench.process;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * The times of a snapshot's reads, between its start and its commit, by {@link System#nanoTime()}.
 * A call is in flight from the moment at which the HTTP client receives it, signed, until the last
 * byte of its response is read.
 */
record ReadTimes(List<RecordedCall> calls, long start, long committed) {
  private static final double SECOND = 1e9;
  private static final double MILLISECOND = 1e6;

  ReadTimes {
    requireNonNull(calls, "calls is null");
    if (calls.isEmpty()) {
      throw new IllegalArgumentException("no call was recorded");
    }
  }

  double secondsToCommit() {
    return (committed - start) / SECOND;
  }

  double secondsToFirstRead() {
    return (firstSent() - start) / SECOND;
  }

  double secondsOfReading() {
    return (lastResponse() - firstSent()) / SECOND;
  }

  double secondsAfterLastRead() {
    return (committed - lastResponse()) / SECOND;
  }

  double meanInFlight() {
    return inFlight().mean(firstSent(), lastResponse());
  }

  /** The average time for which a call is in flight. */
  double millisecondsInFlight() {
    return calls.stream().mapToLong(call -> call.responded() - call.sent()).average().orElseThrow()
        / MILLISECOND;
  }

  /** The shares of the time in which fewer than {@code limit} calls are in flight. */
  Shares shares(int limit) {
    InFlight inFlight = inFlight();
    long from = firstSent();
    long to = lastResponse();
    long reached = inFlight.firstMomentOf(limit).orElse(to);
    long left = inFlight.lastMomentOf(limit).orElse(to);
    double total = to - from;
    double all = inFlight.shareOfTime(limit, from, to);
    double start = (reached - from) / total;
    double end = (to - left) / total;
    return new Shares(all, start, 1 - all - start - end, end);
  }

  private InFlight inFlight() {
    InFlight inFlight = new InFlight();
    calls.forEach(call -> inFlight.add(call.sent(), call.responded()));
    return inFlight;
  }

  private long firstSent() {
    return calls.stream().mapToLong(RecordedCall::sent).min().orElseThrow();
  }

  private long lastResponse() {
    return calls.stream().mapToLong(RecordedCall::responded).max().orElseThrow();
  }

  /**
   * Shares of the time from the first call to the last response; their sum is one.
   *
   * @param all the number of calls in flight reaches the limit
   * @param start fewer, before the limit is reached for the first time
   * @param between fewer, between the end of a call and the next one
   * @param end fewer, after the limit is reached for the last time
   */
  record Shares(double all, double start, double between, double end) {}
}
