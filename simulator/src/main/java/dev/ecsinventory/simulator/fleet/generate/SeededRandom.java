package dev.ecsinventory.simulator.fleet.generate;

import dev.ecsinventory.simulator.fleet.Json;
import java.math.BigDecimal;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;

/**
 * A seeded source of random values for generated fleets; the same seed produces the same values.
 */
final class SeededRandom {
  /** 2025-01-01T00:00:00Z. */
  private static final long FIRST_MOMENT = 1_735_689_600_000L;

  private static final long YEAR_MILLIS = 365L * 24 * 60 * 60 * 1000;
  private static final long SMALLEST_ID = 1_000_000_000_000_000_000L;
  private static final long LARGEST_ID = 9_000_000_000_000_000_000L;

  private final SplittableRandom random;

  SeededRandom(long seed) {
    random = new SplittableRandom(seed);
  }

  int below(int bound) {
    return random.nextInt(bound);
  }

  boolean oneIn(int times) {
    return random.nextInt(times) == 0;
  }

  <T> T pick(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  /** Sixteen hexadecimal digits. */
  String hexadecimal() {
    return HexFormat.of().toHexDigits(random.nextLong());
  }

  String uuid() {
    return new UUID(random.nextLong(), random.nextLong()).toString();
  }

  /** ECS's form of deployment and task set IDs. */
  String ecsId() {
    return "ecs-svc/" + random.nextLong(SMALLEST_ID, LARGEST_ID);
  }

  /** A time in the year 2025, with milliseconds. */
  BigDecimal moment() {
    return Json.timestamp(FIRST_MOMENT + random.nextLong(YEAR_MILLIS));
  }
}
