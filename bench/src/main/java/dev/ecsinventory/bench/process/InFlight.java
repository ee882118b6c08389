package dev.ecsinventory.bench.process;

import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/** Computes how many of several intervals overlap. */
final class InFlight {
  /** The change of the number of open intervals, by time. */
  private final Map<Long, Integer> changes = new TreeMap<>();

  /** Adds an interval, whose end is exclusive. */
  void add(long from, long to) {
    changes.merge(from, 1, Integer::sum);
    changes.merge(to, -1, Integer::sum);
  }

  /**
   * The share of the time between two moments in which at least {@code count} intervals were open.
   */
  double shareOfTime(int count, long from, long to) {
    return sum(from, to, open -> open >= count ? 1 : 0) / (to - from);
  }

  /** The average number of open intervals between two moments. */
  double mean(long from, long to) {
    return sum(from, to, open -> open) / (to - from);
  }

  /** The first time at which {@code count} intervals were open. */
  OptionalLong firstMomentOf(int count) {
    int open = 0;
    for (Map.Entry<Long, Integer> change : changes.entrySet()) {
      open += change.getValue();
      if (open >= count) {
        return OptionalLong.of(change.getKey());
      }
    }
    return OptionalLong.empty();
  }

  /** The last time at which {@code count} intervals were open. */
  OptionalLong lastMomentOf(int count) {
    OptionalLong last = OptionalLong.empty();
    int open = 0;
    for (Map.Entry<Long, Integer> change : changes.entrySet()) {
      if (open >= count) {
        last = OptionalLong.of(change.getKey());
      }
      open += change.getValue();
    }
    return last;
  }

  @FunctionalInterface
  private interface Weight {
    double of(int open);
  }

  private double sum(long from, long to, Weight weight) {
    double sum = 0;
    int open = 0;
    long since = from;
    for (Map.Entry<Long, Integer> change : changes.entrySet()) {
      long moment = Math.clamp(change.getKey(), from, to);
      sum += weight.of(open) * (moment - since);
      since = moment;
      open += change.getValue();
    }
    return sum + weight.of(open) * (to - since);
  }
}
