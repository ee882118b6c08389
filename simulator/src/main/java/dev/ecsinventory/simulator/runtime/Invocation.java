package dev.ecsinventory.simulator.runtime;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * One invocation of a function that was started for it.
 *
 * @param answer the response
 * @param untilReady time from the start of the process to its request for an event, which Lambda
 *     calls initialization
 * @param untilAnswer time from the start of the process to the response
 * @param processorUntilReady processor time until it requested an event, which other programs on
 *     the machine affect less than elapsed time
 * @param processorUntilAnswer processor time until the response
 * @param peakBytes maximum memory of the process, including the heap; 0 where the operating system
 *     does not report it
 * @param log its output
 */
public record Invocation(
    String answer,
    Duration untilReady,
    Duration untilAnswer,
    Duration processorUntilReady,
    Duration processorUntilAnswer,
    long peakBytes,
    String log) {
  public Invocation {
    requireNonNull(answer, "answer is null");
    requireNonNull(untilReady, "untilReady is null");
    requireNonNull(untilAnswer, "untilAnswer is null");
    requireNonNull(processorUntilReady, "processorUntilReady is null");
    requireNonNull(processorUntilAnswer, "processorUntilAnswer is null");
    requireNonNull(log, "log is null");
  }

  static Invocation of(long start, RuntimeApi.Answer answer, long peakBytes, String log) {
    return new Invocation(
        answer.text(),
        Duration.ofNanos(answer.ready().nanoTime() - start),
        Duration.ofNanos(answer.given().nanoTime() - start),
        answer.ready().processor(),
        answer.given().processor(),
        peakBytes,
        log);
  }
}
