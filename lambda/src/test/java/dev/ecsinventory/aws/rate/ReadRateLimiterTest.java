package dev.ecsinventory.aws.rate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadRateLimiterTest {
  private static final int RATE = 10;
  private static final int BURST = 50;

  private long nanos = 1_000_000_000L;
  private final ReadRateLimiter limiter = new ReadRateLimiter(RATE, () -> nanos);

  private void pass(Duration duration) {
    nanos += duration.toNanos();
  }

  private Duration call() {
    Duration wait = limiter.reserve();
    limiter.responded();
    return wait;
  }

  @Test
  void allowsABurstOfFiveSecondsAndThenTheRate() {
    for (int call = 0; call < BURST; call++) {
      assertEquals(Duration.ZERO, call(), "call " + call);
    }
    assertEquals(Duration.ofMillis(100), call());
    assertEquals(Duration.ofMillis(200), call());
    pass(Duration.ofSeconds(1));
    assertEquals(Duration.ZERO, call());
  }

  @Test
  void doesNotRefillWithoutAResponse() {
    limiter.reserve();
    pass(Duration.ofSeconds(10));
    for (int call = 1; call < BURST; call++) {
      assertEquals(Duration.ZERO, limiter.reserve(), "call " + call);
    }
    assertEquals(Duration.ofMillis(100), limiter.reserve());
  }

  @Test
  void refillsAfterCallsHaveEnded() {
    limiter.reserve();
    limiter.ended();
    pass(Duration.ofSeconds(10));
    for (int call = 0; call < BURST; call++) {
      assertEquals(Duration.ZERO, limiter.reserve(), "call " + call);
    }
  }

  /**
   * The responses of calls take up to three seconds, and ECS receives a call at any time until
   * then.
   */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void neverExceedsTheBucketOfEcsAsTheOnlyReader(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    PriorityQueue<Event> events = new PriorityQueue<>(Comparator.comparingLong(Event::at));
    double level = BURST;
    long filled = nanos;
    int calls = 0;
    for (int slot = 0; slot < 32; slot++) {
      events.add(new Event(nanos + random.nextLong(2_000_000_000L), Kind.CALL));
    }
    while (calls < 2_000) {
      Event event = events.remove();
      nanos = event.at();
      switch (event.kind()) {
        case CALL -> {
          long sent = nanos + limiter.reserve().toNanos();
          long arrived = sent + random.nextLong(random.nextBoolean() ? 3_000_000_000L : 5_000_000L);
          events.add(new Event(arrived, Kind.ARRIVAL));
          events.add(new Event(arrived + random.nextLong(20_000_000L), Kind.RESPONSE));
        }
        case ARRIVAL -> {
          level = Math.min(BURST, level + RATE * (nanos - filled) / 1e9) - 1;
          filled = nanos;
          calls++;
          assertTrue(level > -1e-6, "call " + calls + " is throttled");
        }
        case RESPONSE -> {
          limiter.responded();
          long pause = random.nextInt(100) == 0 ? random.nextLong(30_000_000_000L) : 0;
          events.add(new Event(nanos + pause, Kind.CALL));
        }
      }
    }
  }

  private enum Kind {
    CALL,
    ARRIVAL,
    RESPONSE
  }

  private record Event(long at, Kind kind) {}

  @Test
  void halvesOnceForAThrottledBurst() {
    for (int call = 0; call < 4; call++) {
      limiter.reserve();
    }
    limiter.throttled();
    limiter.throttled();
    limiter.throttled();
    assertEquals(5, limiter.readsPerSecond());
    pass(Duration.ofSeconds(1));
    limiter.throttled();
    assertEquals(2.5, limiter.readsPerSecond());
  }

  @Test
  void neverStopsCompletely() {
    for (int second = 0; second < 20; second++) {
      limiter.reserve();
      limiter.throttled();
      pass(Duration.ofSeconds(1));
    }
    assertEquals(0.5, limiter.readsPerSecond());
  }

  @Test
  void recoversToTheConfiguredRate() {
    limiter.reserve();
    limiter.throttled();
    for (int second = 0; second < 20; second++) {
      pass(Duration.ofSeconds(1));
      call();
    }
    assertEquals(10, limiter.readsPerSecond());
  }

  @Test
  void delaysCallsAtALowerRate() {
    for (int call = 0; call < BURST; call++) {
      call();
    }
    limiter.reserve();
    limiter.throttled();
    Duration wait = limiter.reserve();
    assertTrue(wait.compareTo(Duration.ofMillis(199)) > 0, wait::toString);
  }
}
