package dev.ecsinventory.aws.rate;

import java.util.PriorityQueue;

/**
 * A stable priority queue: elements of equal priority leave it in the order of their arrival. Not
 * safe for concurrent use.
 */
final class CallQueue<T> {
  private final PriorityQueue<Entry<T>> entries = new PriorityQueue<>();
  private long arrivals;

  void add(CallPriority priority, T waiting) {
    entries.add(new Entry<>(priority, arrivals++, waiting));
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

  private record Entry<T>(CallPriority priority, long arrival, T waiting)
      implements Comparable<Entry<T>> {
    @Override
    public int compareTo(Entry<T> other) {
      int order = priority.compareTo(other.priority());
      return order == 0 ? Long.compare(arrival, other.arrival()) : order;
    }
  }
}
