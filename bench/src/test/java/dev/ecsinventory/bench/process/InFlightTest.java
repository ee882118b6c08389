package dev.ecsinventory.bench.process;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class InFlightTest {
  private static final double EXACTLY = 1e-9;

  private final InFlight calls = new InFlight();

  @Test
  void computesTheShareOfTimeWithAtLeastTheCount() {
    calls.add(0, 60);
    calls.add(10, 40);
    calls.add(40, 100);
    assertEquals(0.5, calls.shareOfTime(2, 0, 100), EXACTLY);
    assertEquals(1, calls.shareOfTime(1, 0, 100), EXACTLY);
    assertEquals(0, calls.shareOfTime(3, 0, 100), EXACTLY);
    assertEquals(1.5, calls.mean(0, 100), EXACTLY);
  }

  @Test
  void considersOnlyTheRequestedInterval() {
    calls.add(0, 50);
    calls.add(20, 80);
    assertEquals(1, calls.shareOfTime(2, 30, 40), EXACTLY);
    assertEquals(0.5, calls.shareOfTime(1, 60, 100), EXACTLY);
    assertEquals(0, calls.mean(90, 100), EXACTLY);
  }

  @Test
  void findsTheFirstAndTheLastMomentOfTheCount() {
    calls.add(0, 30);
    calls.add(10, 20);
    calls.add(50, 80);
    calls.add(60, 70);
    calls.add(75, 100);
    assertEquals(OptionalLong.of(10), calls.firstMomentOf(2));
    assertEquals(OptionalLong.of(80), calls.lastMomentOf(2));
    assertEquals(OptionalLong.empty(), calls.firstMomentOf(3));
    assertEquals(OptionalLong.empty(), calls.lastMomentOf(3));
  }
}
