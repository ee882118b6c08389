package dev.ecsinventory.simulator.runtime;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * One invocation of a function that was started for it.
 *
 * @param response what it answered
 * @param untilReady from the start of the process to its asking for an event: what Lambda calls
 *     initialization
 * @param untilResponse from the start of the process to the answer
 * @param processorUntilReady time on processors until it asked for an event, which other programs
 *     on the machine disturb less than time on the clock
 * @param processorUntilResponse time on processors until its answer
 * @param peakBytes the most memory that the process had, of which the heap is a part; 0 where the
 *     operating system does not tell
 * @param log what it printed
 */
public record Invocation(
    String response,
    Duration untilReady,
    Duration untilResponse,
    Duration processorUntilReady,
    Duration processorUntilResponse,
    long peakBytes,
    String log) {
  public Invocation {
    requireNonNull(response, "answer is null");
    requireNonNull(untilReady, "untilReady is null");
    requireNonNull(untilResponse, "untilAnswer is null");
    requireNonNull(processorUntilReady, "processorUntilReady is null");
    requireNonNull(processorUntilResponse, "processorUntilAnswer is null");
    requireNonNull(log, "log is null");
  }

  static Invocation of(long start, RuntimeApi.Response response, long peakBytes, String log) {
    return new Invocation(
        response.text(),
        Duration.ofNanos(response.ready().nanoTime() - start),
        Duration.ofNanos(response.given().nanoTime() - start),
        response.ready().processor(),
        response.given().processor(),
        peakBytes,
        log);
  }
}
