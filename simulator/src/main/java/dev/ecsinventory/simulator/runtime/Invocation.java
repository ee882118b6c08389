package dev.ecsinventory.simulator.runtime;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * One invocation of a function that was started for it.
 *
 * @param answer what it answered
 * @param untilReady from the start of the process to its asking for an event: what Lambda calls
 *     initialization
 * @param untilAnswer from the start of the process to the answer
 * @param processorUntilReady time on processors until it asked for an event, which other programs
 *     on the machine disturb less than time on the clock
 * @param processorUntilAnswer time on processors until its answer
 * @param peakBytes the most memory that the process had, of which the heap is a part; 0 where the
 *     operating system does not tell
 * @param log what it printed
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
