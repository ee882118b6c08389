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
  private static final int SHARE = 10;
  private static final int BURST = 50;

  private long nanos = 1_000_000_000L;
  private final ReadRateLimiter pace = new ReadRateLimiter(SHARE, () -> nanos);

  private void pass(Duration duration) {
    nanos += duration.toNanos();
  }

  private Duration call() {
    Duration wait = pace.reserve();
    pace.responded();
    return wait;
  }

  @Test
  void letsABurstOfFiveSecondsThroughAndThenTheShare() {
    for (int call = 0; call < BURST; call++) {
      assertEquals(Duration.ZERO, call(), "call " + call);
    }
    assertEquals(Duration.ofMillis(100), call());
    assertEquals(Duration.ofMillis(200), call());
    pass(Duration.ofSeconds(1));
    assertEquals(Duration.ZERO, call());
  }

  @Test
  void doesNotFillUpForCallsThatAreNotAnswered() {
    pace.reserve();
    pass(Duration.ofSeconds(10));
    for (int call = 1; call < BURST; call++) {
      assertEquals(Duration.ZERO, pace.reserve(), "call " + call);
    }
    assertEquals(Duration.ofMillis(100), pace.reserve());
  }

  @Test
  void fillsUpOnceCallsHaveEnded() {
    pace.reserve();
    pace.ended();
    pass(Duration.ofSeconds(10));
    for (int call = 0; call < BURST; call++) {
      assertEquals(Duration.ZERO, pace.reserve(), "call " + call);
    }
  }

  /** Calls whose answers take up to three seconds, and reach ECS at any moment until then. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void neverFindsTheBucketOfEcsEmptyWhereNobodyElseReads(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    PriorityQueue<Event> events = new PriorityQueue<>(Comparator.comparingLong(Event::at));
    double level = BURST;
    long filled = nanos;
    int calls = 0;
    for (int permit = 0; permit < 32; permit++) {
      events.add(new Event(nanos + random.nextLong(2_000_000_000L), Kind.CALL));
    }
    while (calls < 2_000) {
      Event event = events.remove();
      nanos = event.at();
      switch (event.kind()) {
        case CALL -> {
          long sent = nanos + pace.reserve().toNanos();
          long arrived = sent + random.nextLong(random.nextBoolean() ? 3_000_000_000L : 5_000_000L);
          events.add(new Event(arrived, Kind.ARRIVAL));
          events.add(new Event(arrived + random.nextLong(20_000_000L), Kind.ANSWER));
        }
        case ARRIVAL -> {
          level = Math.min(BURST, level + SHARE * (nanos - filled) / 1e9) - 1;
          filled = nanos;
          calls++;
          assertTrue(level > -1e-6, "call " + calls + " is throttled");
        }
        case ANSWER -> {
          pace.responded();
          long pause = random.nextInt(100) == 0 ? random.nextLong(30_000_000_000L) : 0;
          events.add(new Event(nanos + pause, Kind.CALL));
        }
      }
    }
  }

  private enum Kind {
    CALL,
    ARRIVAL,
    ANSWER
  }

  private record Event(long at, Kind kind) {}

  @Test
  void halvesOnceForAThrottledBurst() {
    for (int call = 0; call < 4; call++) {
      pace.reserve();
    }
    pace.throttled();
    pace.throttled();
    pace.throttled();
    assertEquals(5, pace.readsPerSecond());
    pass(Duration.ofSeconds(1));
    pace.throttled();
    assertEquals(2.5, pace.readsPerSecond());
  }

  @Test
  void neverStandsStill() {
    for (int second = 0; second < 20; second++) {
      pace.reserve();
      pace.throttled();
      pass(Duration.ofSeconds(1));
    }
    assertEquals(0.5, pace.readsPerSecond());
  }

  @Test
  void growsBackToTheShareAndNoFurther() {
    pace.reserve();
    pace.throttled();
    for (int second = 0; second < 20; second++) {
      pass(Duration.ofSeconds(1));
      call();
    }
    assertEquals(10, pace.readsPerSecond());
  }

  @Test
  void aSlowerPaceMakesCallsWaitLonger() {
    for (int call = 0; call < BURST; call++) {
      call();
    }
    pace.reserve();
    pace.throttled();
    Duration wait = pace.reserve();
    assertTrue(wait.compareTo(Duration.ofMillis(199)) > 0, wait::toString);
  }
}
