package dev.ecsinventory.aws.rate;

import java.util.PriorityQueue;

/**
 * What waits for its turn. Of those whose turn is the same, the first to arrive is the first to go.
 * Not for use by several threads at once.
 */
final class TurnQueue<T> {
  private final PriorityQueue<Entry<T>> entries = new PriorityQueue<>();
  private long arrivals;

  void add(Turn turn, T waiting) {
    entries.add(new Entry<>(turn, arrivals++, waiting));
  }

  /** Takes out the one whose turn it is; null when none waits. */
  T poll() {
    Entry<T> next = entries.poll();
    return next == null ? null : next.waiting();
  }

  /** Takes one out whose turn it may not be; false when it does not wait. */
  boolean remove(T waiting) {
    return entries.removeIf(entry -> entry.waiting() == waiting);
  }

  private record Entry<T>(Turn turn, long arrival, T waiting) implements Comparable<Entry<T>> {
    @Override
    public int compareTo(Entry<T> other) {
      int order = turn.compareTo(other.turn());
      return order == 0 ? Long.compare(arrival, other.arrival()) : order;
    }
  }
}
