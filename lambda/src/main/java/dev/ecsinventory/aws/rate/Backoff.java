package dev.ecsinventory.aws.rate;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * The delays before repeated attempts: each is twice as long as the previous one, with jitter.
 *
 * @param first delay before the second attempt
 * @param firstWhenThrottled delay before the second attempt after {@code Rate exceeded}
 * @param longest the maximum delay
 */
public record Backoff(Duration first, Duration firstWhenThrottled, Duration longest) {
  /** A scheduled snapshot is not urgent, and ECS's bucket refills within seconds. */
  public static final Backoff DEFAULT =
      new Backoff(Duration.ofMillis(100), Duration.ofMillis(500), Duration.ofSeconds(10));

  public Backoff {
    requireNonNull(first, "first is null");
    requireNonNull(firstWhenThrottled, "firstWhenThrottled is null");
    requireNonNull(longest, "longest is null");
  }
}
