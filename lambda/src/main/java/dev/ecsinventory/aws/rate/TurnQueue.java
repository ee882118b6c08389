package dev.ecsinventory.aws.rate;

import java.util.PriorityQueue;

/**
 * A stable priority queue: elements of equal priority leave it in the order of their arrival. Not
 * safe for concurrent use.
 */
final class TurnQueue<T> {
  private final PriorityQueue<Entry<T>> entries = new PriorityQueue<>();
  private long arrivals;

  void add(Turn turn, T waiting) {
    entries.add(new Entry<>(turn, arrivals++, waiting));
  }

  /** Removes the element with the highest priority; null when there is none. */
  T poll() {
    Entry<T> next = entries.poll();
    return next == null ? null : next.waiting();
  }

  /** Removes an element regardless of its priority; false when the queue does not contain it. */
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
