package dev.ecsinventory.bench.process;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * When a snapshot read, between its start and its end by {@link System#nanoTime()}. A call is in
 * flight from when it is handed to the SDK until the SDK gives its answer back, and on the wire
 * from when it is sent until its answer is there.
 */
record ReadTimes(List<RecordedCall> calls, long start, long end) {
  private static final double SECOND = 1e9;

  ReadTimes {
    requireNonNull(calls, "calls is null");
    if (calls.isEmpty()) {
      throw new IllegalArgumentException("no call was recorded");
    }
  }

  double seconds() {
    return (end - start) / SECOND;
  }

  double secondsToFirstRead() {
    return (firstCalled() - start) / SECOND;
  }

  double secondsOfReading() {
    return (lastEnded() - firstCalled()) / SECOND;
  }

  double secondsAfterLastRead() {
    return (end - lastEnded()) / SECOND;
  }

  /** Of the time from the first call to the end of the last. */
  double shareOfTimeInFlight(int count) {
    return inFlight().shareOfTime(count, firstCalled(), lastEnded());
  }

  double meanInFlight() {
    return inFlight().mean(firstCalled(), lastEnded());
  }

  double meanOnTheWire() {
    InFlight wire = new InFlight();
    calls.forEach(call -> wire.add(call.sent(), call.answered()));
    return wire.mean(firstCalled(), lastEnded());
  }

  private InFlight inFlight() {
    InFlight inFlight = new InFlight();
    calls.forEach(call -> inFlight.add(call.called(), call.ended()));
    return inFlight;
  }

  private long firstCalled() {
    return calls.stream().mapToLong(RecordedCall::called).min().orElseThrow();
  }

  private long lastEnded() {
    return calls.stream().mapToLong(RecordedCall::ended).max().orElseThrow();
  }
}
