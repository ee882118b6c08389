package dev.ecsinventory.simulator.runtime;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * One invocation of a function that was started for it.
 *
 * @param response the response
 * @param untilReady time from the start of the process to its request for an event, which Lambda
 *     calls initialization
 * @param untilResponse time from the start of the process to the response
 * @param processorUntilReady processor time until it requested an event, which other programs on
 *     the machine affect less than elapsed time
 * @param processorUntilResponse processor time until the response
 * @param peakBytes maximum memory of the process, including the heap; 0 where the operating system
 *     does not report it
 * @param log its output
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
    requireNonNull(response, "response is null");
    requireNonNull(untilReady, "untilReady is null");
    requireNonNull(untilResponse, "untilAnswer is null");
    requireNonNull(processorUntilReady, "processorUntilReady is null");
    requireNonNull(processorUntilResponse, "processorUntilResponse is null");
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
