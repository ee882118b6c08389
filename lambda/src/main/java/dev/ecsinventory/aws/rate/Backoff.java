package dev.ecsinventory.aws.rate;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * How long to wait before another attempt: twice as long each time, with jitter.
 *
 * @param first before the second attempt
 * @param firstWhenThrottled before the second attempt after {@code Rate exceeded}
 * @param longest never longer than this
 */
public record Backoff(Duration first, Duration firstWhenThrottled, Duration longest) {
  /** A scheduled snapshot is in no hurry, and the bucket it waits for refills in seconds. */
  public static final Backoff DEFAULT =
      new Backoff(Duration.ofMillis(100), Duration.ofMillis(500), Duration.ofSeconds(10));

  public Backoff {
    requireNonNull(first, "first is null");
    requireNonNull(firstWhenThrottled, "firstWhenThrottled is null");
    requireNonNull(longest, "longest is null");
  }
}
