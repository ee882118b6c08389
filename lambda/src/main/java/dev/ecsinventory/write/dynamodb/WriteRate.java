package dev.ecsinventory.write.dynamodb;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * Limits the write units per second of each partition key. DynamoDB's limit is 1,000. A first
 * snapshot or a change of the policy writes every task set of an account under one key of {@code
 * by_violation}, and every task set of a cluster under one key of {@code by_cluster}.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/bp-partition-key-design.html">
 *     Partition key design</a>
 */
final class WriteRate {
  /**
   * With the largest transaction, {@link Transaction#MOST_UNITS} and one resource, the rate is at
   * most 800 in any second.
   */
  static final int UNITS_PER_SECOND = 700;

  private static final int MAX_KEYS = 10_000;
  private static final long NANOS = 1_000_000_000L;

  private final Map<String, Instant> nextFree = new HashMap<>();

  /** Reserves units; returns the time to wait from {@code now}. */
  synchronized Duration reserve(Map<String, Integer> units, Instant now) {
    Instant start =
        units.keySet().stream()
            .map(key -> nextFree.getOrDefault(key, now))
            .filter(now::isBefore)
            .max(Instant::compareTo)
            .orElse(now);
    if (nextFree.size() > MAX_KEYS) {
      nextFree.values().removeIf(free -> !free.isAfter(now));
    }
    units.forEach(
        (key, size) -> nextFree.put(key, start.plusNanos(size * NANOS / UNITS_PER_SECOND)));
    return Duration.between(now, start);
  }
}
