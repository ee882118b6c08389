package dev.ecsinventory.aws.rate;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.model.Deadline;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** The waits between rounds of calls: up to twice as long each time, with full jitter. */
public final class RetryWait {
  /** Two to the power of ten exceeds the longest wait. */
  private static final int MAX_DOUBLINGS = 10;

  private final Backoff backoff;
  private final Deadline deadline;

  public RetryWait(Backoff backoff, Deadline deadline) {
    this.backoff = requireNonNull(backoff, "backoff is null");
    this.deadline = requireNonNull(deadline, "deadline is null");
  }

  /**
   * Waits before a round, not beyond the deadline.
   *
   * @param round from 0
   */
  public void before(int round, boolean throttled) {
    Duration first = throttled ? backoff.firstWhenThrottled() : backoff.first();
    Duration longest = min(first.multipliedBy(1L << Math.min(round, MAX_DOUBLINGS)));
    long nanos = ThreadLocalRandom.current().nextLong(longest.toNanos() + 1);
    try {
      Thread.sleep(Duration.ofNanos(nanos));
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private Duration min(Duration wanted) {
    Duration most = deadline.left().orElse(wanted);
    Duration longest = backoff.longest().compareTo(most) < 0 ? backoff.longest() : most;
    return wanted.compareTo(longest) < 0 ? wanted : longest;
  }
}
