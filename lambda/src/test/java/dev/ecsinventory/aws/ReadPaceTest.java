package dev.ecsinventory.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ReadPaceTest {
  /** Time that a test moves. */
  private static final class Time implements TimeMeter {
    private long nanos = 1_000_000_000L;

    void pass(Duration duration) {
      nanos += duration.toNanos();
    }

    @Override
    public long currentTimeNanos() {
      return nanos;
    }

    @Override
    public boolean isWallClockBased() {
      return false;
    }
  }

  private final Time time = new Time();
  private final ReadPace pace = new ReadPace(10, time);

  @Test
  void letsABurstOfFiveSecondsThroughAndThenTheShare() {
    for (int call = 0; call < 50; call++) {
      assertEquals(Duration.ZERO, pace.reserve(), "call " + call);
    }
    assertEquals(Duration.ofMillis(100), pace.reserve());
    assertEquals(Duration.ofMillis(200), pace.reserve());
    time.pass(Duration.ofSeconds(1));
    assertEquals(Duration.ZERO, pace.reserve());
  }

  @Test
  void halvesOnceForAThrottledBurst() {
    pace.throttled();
    pace.throttled();
    pace.throttled();
    assertEquals(5, pace.readsPerSecond());
    time.pass(Duration.ofSeconds(1));
    pace.throttled();
    assertEquals(2.5, pace.readsPerSecond());
  }

  @Test
  void neverStandsStill() {
    for (int second = 0; second < 20; second++) {
      pace.throttled();
      time.pass(Duration.ofSeconds(1));
    }
    assertEquals(0.5, pace.readsPerSecond());
  }

  @Test
  void growsBackToTheShareAndNoFurther() {
    pace.throttled();
    for (int second = 0; second < 20; second++) {
      time.pass(Duration.ofSeconds(1));
      pace.answered();
    }
    assertEquals(10, pace.readsPerSecond());
  }

  @Test
  void aSlowerPaceMakesCallsWaitLonger() {
    for (int call = 0; call < 50; call++) {
      pace.reserve();
    }
    pace.throttled();
    Duration wait = pace.reserve();
    assertTrue(wait.compareTo(Duration.ofMillis(199)) > 0, wait::toString);
  }
}
