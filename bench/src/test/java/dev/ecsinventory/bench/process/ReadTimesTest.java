package dev.ecsinventory.bench.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ecsinventory.bench.process.ReadTimes.Shares;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReadTimesTest {
  private static final double EXACTLY = 1e-9;
  private static final long SECOND = 1_000_000_000;

  private final ReadTimes times =
      new ReadTimes(
          List.of(call(10, 40), call(20, 50), call(45, 90), call(60, 110)),
          5 * SECOND,
          120 * SECOND);

  private static RecordedCall call(int sent, int responded) {
    return new RecordedCall(sent * SECOND, responded * SECOND);
  }

  @Test
  void splitsTheTimeWithFewerCallsInFlight() {
    Shares shares = times.shares(2);
    assertEquals(0.55, shares.all(), EXACTLY);
    assertEquals(0.1, shares.start(), EXACTLY);
    assertEquals(0.15, shares.between(), EXACTLY);
    assertEquals(0.2, shares.end(), EXACTLY);
  }

  @Test
  void assignsTheTimeToTheStartIfTheLimitIsNeverReached() {
    assertEquals(new Shares(0, 1, 0, 0), times.shares(3));
  }

  @Test
  void computesTheTimesFromTheStartToTheCommit() {
    assertEquals(115, times.secondsToCommit(), EXACTLY);
    assertEquals(5, times.secondsToFirstRead(), EXACTLY);
    assertEquals(100, times.secondsOfReading(), EXACTLY);
    assertEquals(10, times.secondsAfterLastRead(), EXACTLY);
    assertEquals(1.55, times.meanInFlight(), EXACTLY);
    assertEquals(38_750, times.millisecondsInFlight(), EXACTLY);
  }

  @Test
  void requiresACall() {
    assertThrows(IllegalArgumentException.class, () -> new ReadTimes(List.of(), 0, 1));
  }
}
