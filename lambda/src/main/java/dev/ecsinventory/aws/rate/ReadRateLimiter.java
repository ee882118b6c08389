package dev.ecsinventory.aws.rate;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * The token bucket that all reads of one account and region share. It begins at the configured
 * share, halves whenever ECS throttles, and grows back step by step while ECS does not: ECS's own
 * bucket is shared with the customer's deployments, so what we can have changes under us.
 *
 * <p>Where nobody else reads, ECS's bucket is never found empty, however long calls take: a call
 * takes its token there at some moment between when we send it and when we have the answer, and
 * until then our bucket does not fill up for it. A bucket that did would let calls through for
 * tokens that ECS's, which was still full, never gained.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/request-throttling.html">
 *     Request throttling for the Amazon ECS API</a>
 */
public final class ReadRateLimiter {
  /** The service reads' bucket holds five seconds of its refill (100 at 20 a second). */
  private static final double BURST_SECONDS = 5;

  /** However hard ECS throttles, a snapshot must end some time. */
  private static final double MIN_PER_SECOND = 0.5;

  /** One throttled burst is one reason to slow down, not as many as it has calls. */
  private static final long STEP_NANOS = Duration.ofSeconds(1).toNanos();

  /** Back to the whole share ten seconds after the last throttle. */
  private static final double STEPS_TO_RECOVER = 10;

  private static final double SECOND_NANOS = 1e9;
  private static final double SECOND_MILLIS = 1e3;

  private final double share;
  private final LongSupplier nanoTime;
  private double rate;
  private long lastChange;

  /** What can be sent at once; below zero, what was sent in advance. */
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
   * Takes a token, now or in advance, and says how long to wait before using it: in whole
   * milliseconds, as the SDK waits no finer and would be early. Ends with {@link #responded},
   * {@link #throttled} or {@link #ended}.
   */
  synchronized Duration reserve() {
    refill();
    tokens--;
    pending++;
    return tokens >= 0
        ? Duration.ZERO
        : Duration.ofMillis((long) Math.ceil(-tokens / rate * SECOND_MILLIS));
  }

  /** ECS answered {@code Rate exceeded}. */
  synchronized void throttled() {
    ended();
    if (sinceLastChange() >= STEP_NANOS || rate == share) {
      change(Math.max(Math.min(MIN_PER_SECOND, share), rate / 2));
    }
  }

  /** ECS answered. */
  synchronized void responded() {
    ended();
    if (rate < share && sinceLastChange() >= STEP_NANOS) {
      change(Math.min(share, rate + share / STEPS_TO_RECOVER));
    }
  }

  /** An attempt came to nothing, or was given up. */
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
