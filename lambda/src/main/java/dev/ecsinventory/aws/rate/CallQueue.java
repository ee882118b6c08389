package dev.ecsinventory.aws.rate;

import java.util.PriorityQueue;

/**
 * What waits for its turn. Of those whose turn is the same, the first to arrive is the first to go.
 * Not for use by several threads at once.
 */
final class CallQueue<T> {
  private final PriorityQueue<Entry<T>> entries = new PriorityQueue<>();
  private long arrivals;

  void add(CallPriority priority, T waiting) {
    entries.add(new Entry<>(priority, arrivals++, waiting));
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

  private record Entry<T>(CallPriority priority, long arrival, T waiting)
      implements Comparable<Entry<T>> {
    @Override
    public int compareTo(Entry<T> other) {
      int order = priority.compareTo(other.priority());
      return order == 0 ? Long.compare(arrival, other.arrival()) : order;
    }
  }
}
