package dev.ecsinventory.bench.coldstart;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.simulator.runtime.Invocation;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/**
 * Several starts of one function. The result is the median, because single starts may be disturbed.
 */
record Start(List<Invocation> runs) {
  private static final double NANOS = 1e9;

  Start {
    runs = List.copyOf(requireNonNull(runs, "runs is null"));
  }

  double secondsUntilReady() {
    return median(Invocation::untilReady);
  }

  double secondsUntilResponse() {
    return median(Invocation::untilResponse);
  }

  double processorUntilReady() {
    return median(Invocation::processorUntilReady);
  }

  double processorUntilResponse() {
    return median(Invocation::processorUntilResponse);
  }

  private double median(Function<Invocation, Duration> time) {
    List<Duration> sorted = runs.stream().map(time).sorted().toList();
    return sorted.get(sorted.size() / 2).toNanos() / NANOS;
  }
}
