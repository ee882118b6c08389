package dev.ecsinventory.aws.rate;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * The token bucket that limits the rate of all reads of one account and Region. It begins at the
 * configured rate, halves whenever ECS throttles, and recovers step by step while ECS does not:
 * ECS's own bucket is shared with the customer's deployments, so the available rate changes.
 *
 * <p>If no other client reads, no call finds ECS's bucket empty, regardless of latency: ECS takes
 * the token of a call at some moment between its request and its response, and until then this
 * bucket does not refill for the call. A bucket that did would allow calls for tokens that ECS's
 * bucket, which was still full, never gained.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/request-throttling.html">
 *     Request throttling for the Amazon ECS API</a>
 */
public final class ReadRateLimiter {
  /** The service reads' bucket holds five seconds of its refill (100 at 20 per second). */
  private static final double BURST_SECONDS = 5;

  /** The minimal rate: a snapshot must end, regardless of how often ECS throttles. */
  private static final double MIN_PER_SECOND = 0.5;

  /** A throttled burst reduces the rate once, not once per call. */
  private static final long STEP_NANOS = Duration.ofSeconds(1).toNanos();

  /** The rate is back at the configured one ten seconds after the last throttled call. */
  private static final double STEPS_TO_RECOVER = 10;

  private static final double SECOND_NANOS = 1e9;
  private static final double SECOND_MILLIS = 1e3;

  private final double share;
  private final LongSupplier nanoTime;
  private double rate;
  private long lastChange;

  /** The number of calls that can be sent immediately; below zero, the number sent in advance. */
  private double tokens;

  private long lastRefill;
  private int pending;

  public ReadRateLimiter(double readsPerSecond, LongSupplier nanoTime) {
    this.share = readsPerSecond;
    this.nanoTime = nanoTime;
    this.rate = readsPerSecond;
    this.lastChange = nanoTime.getAsLong();
    this.lastRefill = lastChange;
    this.tokens = capacity();
  }

  /**
   * Takes a token, now or in advance, and returns the time to wait before it is used, in whole
   * milliseconds, because the SDK waits in milliseconds and would be early otherwise. Ends with
   * {@link #responded}, {@link #throttled} or {@link #ended}.
   */
  synchronized Duration reserve() {
    refill();
    tokens--;
    pending++;
    return tokens >= 0
        ? Duration.ZERO
        : Duration.ofMillis((long) Math.ceil(-tokens / rate * SECOND_MILLIS));
  }

  /** ECS responded {@code Rate exceeded}. */
  synchronized void throttled() {
    ended();
    if (sinceLastChange() >= STEP_NANOS || rate == share) {
      change(Math.max(Math.min(MIN_PER_SECOND, share), rate / 2));
    }
  }

  /** ECS responded. */
  synchronized void responded() {
    ended();
    if (rate < share && sinceLastChange() >= STEP_NANOS) {
      change(Math.min(share, rate + share / STEPS_TO_RECOVER));
    }
  }

  /** An attempt had no response, or was given up. */
  public synchronized void ended() {
    refill();
    pending--;
  }

  synchronized double readsPerSecond() {
    return rate;
  }

  private void refill() {
    long now = nanoTime.getAsLong();
    tokens = Math.min(tokens + rate * (now - lastRefill) / SECOND_NANOS, capacity() - pending);
    lastRefill = now;
  }

  private double capacity() {
    return Math.max(1, Math.round(rate * BURST_SECONDS));
  }

  private long sinceLastChange() {
    return nanoTime.getAsLong() - lastChange;
  }

  private void change(double readsPerSecond) {
    rate = readsPerSecond;
    lastChange = nanoTime.getAsLong();
  }
}
