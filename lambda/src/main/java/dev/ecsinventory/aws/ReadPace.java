package dev.ecsinventory.aws;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.TokensInheritanceStrategy;
import io.github.bucket4j.local.LocalBucketBuilder;
import io.github.bucket4j.local.SynchronizationStrategy;
import java.time.Duration;

/**
 * The token bucket that all reads of one account and region share. It begins at the configured
 * share, halves whenever ECS throttles, and grows back step by step while ECS does not: ECS's own
 * bucket is shared with the customer's deployments, so what we can have changes under us.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/request-throttling.html">
 *     Request throttling for the Amazon ECS API</a>
 */
final class ReadPace {
  /** The service reads' bucket holds five seconds of its refill (100 at 20 a second). */
  private static final double BURST_SECONDS = 5;

  /** However hard ECS throttles, a snapshot must end some time. */
  private static final double LEAST_PER_SECOND = 0.5;

  /** One throttled burst is one reason to slow down, not as many as it has calls. */
  private static final long STEP_NANOS = Duration.ofSeconds(1).toNanos();

  /** Back to the whole share ten seconds after the last throttle. */
  private static final double STEPS_TO_RECOVER = 10;

  private final double share;
  private final TimeMeter clock;
  private final Bucket bucket;
  private double rate;
  private long lastChange;

  ReadPace(double readsPerSecond, TimeMeter clock) {
    this.share = readsPerSecond;
    this.rate = readsPerSecond;
    this.clock = clock;
    this.lastChange = clock.currentTimeNanos();
    LocalBucketBuilder builder =
        Bucket.builder()
            .withCustomTimePrecision(clock)
            .withSynchronizationStrategy(SynchronizationStrategy.LOCK_FREE);
    this.bucket = builder.addLimit(bandwidth(readsPerSecond)).build();
  }

  /** Takes a token, now or in advance, and says how long to wait before using it. */
  Duration reserve() {
    return Duration.ofNanos(bucket.consumeIgnoringRateLimits(1));
  }

  /** ECS answered {@code Rate exceeded}. */
  synchronized void throttled() {
    if (sinceLastChange() >= STEP_NANOS || rate == share) {
      change(Math.max(Math.min(LEAST_PER_SECOND, share), rate / 2));
    }
  }

  /** ECS answered. */
  synchronized void answered() {
    if (rate < share && sinceLastChange() >= STEP_NANOS) {
      change(Math.min(share, rate + share / STEPS_TO_RECOVER));
    }
  }

  synchronized double readsPerSecond() {
    return rate;
  }

  private long sinceLastChange() {
    return clock.currentTimeNanos() - lastChange;
  }

  private void change(double readsPerSecond) {
    rate = readsPerSecond;
    lastChange = clock.currentTimeNanos();
    bucket.replaceConfiguration(
        BucketConfiguration.builder().addLimit(bandwidth(readsPerSecond)).build(),
        TokensInheritanceStrategy.AS_IS);
  }

  private static Bandwidth bandwidth(double readsPerSecond) {
    return Bandwidth.builder()
        .capacity(Math.max(1, Math.round(readsPerSecond * BURST_SECONDS)))
        .refillGreedy(1, Duration.ofNanos(Math.round(1e9 / readsPerSecond)))
        .build();
  }
}
