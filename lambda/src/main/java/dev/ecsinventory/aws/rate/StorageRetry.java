package dev.ecsinventory.aws.rate;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.model.Deadline;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Predicate;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.retries.api.BackoffStrategy;

/**
 * Repeats a call that fails temporarily (throttled, or in conflict with another write), with
 * exponential backoff and full jitter, until the deadline. The SDK repeats a throttled call a few
 * times within a second or two, and a cancelled transaction never.
 *
 * @see <a href="https://aws.amazon.com/builders-library/timeouts-retries-and-backoff-with-jitter/">
 *     Timeouts, retries, and backoff with jitter</a>
 */
public final class StorageRetry {
  static final Duration FIRST_DELAY = Duration.ofMillis(50);
  static final Duration LONGEST_DELAY = Duration.ofSeconds(5);

  /** The limit without a deadline: a partition that is still throttled then remains throttled. */
  static final Duration LONGEST_IN_ALL = Duration.ofMinutes(5);

  /** With the system clock. */
  public static final StorageRetry DEFAULT = new StorageRetry(Clock.systemUTC(), Thread::sleep);

  private final Clock clock;
  private final Sleeper sleeper;
  private final Deadline deadline;
  private final BackoffStrategy backoff =
      BackoffStrategy.exponentialDelay(FIRST_DELAY, LONGEST_DELAY);

  /** Without a deadline; see {@link #until}. */
  public StorageRetry(Clock clock, Sleeper sleeper) {
    this(clock, sleeper, Deadline.NONE);
  }

  private StorageRetry(Clock clock, Sleeper sleeper, Deadline deadline) {
    this.clock = requireNonNull(clock, "clock is null");
    this.sleeper = requireNonNull(sleeper, "sleeper is null");
    this.deadline = requireNonNull(deadline, "deadline is null");
  }

  /** Waits; tests replace it. */
  @FunctionalInterface
  public interface Sleeper {
    public void sleep(Duration time) throws InterruptedException;
  }

  /** The same with a deadline, after which no call is repeated. */
  public StorageRetry until(Deadline end) {
    return new StorageRetry(clock, sleeper, end);
  }

  public Clock clock() {
    return clock;
  }

  /**
   * The result of {@code call}, which is repeated while it fails with an exception that {@code
   * isTemporary} accepts.
   *
   * @throws SdkException the last failure, if there is no time for another attempt
   */
  public <T> T call(Predicate<SdkException> isTemporary, Supplier<T> call) {
    Instant start = clock.instant();
    for (int attempt = 1; ; attempt++) {
      try {
        return call.get();
      } catch (SdkException failure) {
        Duration delay = backoff.computeDelay(attempt);
        if (!isTemporary.test(failure) || !hasTimeFor(delay, start)) {
          throw failure;
        }
        sleep(delay);
      }
    }
  }

  private boolean hasTimeFor(Duration delay, Instant start) {
    Instant next = clock.instant().plus(delay);
    return !deadline.hasPassed()
        && deadline.left().filter(left -> left.compareTo(delay) <= 0).isEmpty()
        && !next.isAfter(start.plus(LONGEST_IN_ALL));
  }

  /** Waits; an interrupt ends the wait with an exception. */
  public void sleep(Duration time) {
    try {
      sleeper.sleep(time);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for the storage", interrupted);
    }
  }
}
