package dev.ecsinventory.bench.process;

import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/** How many of several spans of time were open at once. */
final class InFlight {
  /** By moment, how many more are open from then on. */
  private final Map<Long, Integer> changes = new TreeMap<>();

  /** A span, without its end. */
  void add(long from, long to) {
    changes.merge(from, 1, Integer::sum);
    changes.merge(to, -1, Integer::sum);
  }

  /** The share of the time between two moments in which at least {@code count} were open. */
  double shareOfTime(int count, long from, long to) {
    return sum(from, to, open -> open >= count ? 1 : 0) / (to - from);
  }

  /** How many were open on average between two moments. */
  double mean(long from, long to) {
    return sum(from, to, open -> open) / (to - from);
  }

  /** When {@code count} were open for the first time. */
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

  /** Until when {@code count} were open for the last time. */
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
