package dev.ecsinventory.aws.rate;

import java.util.PriorityQueue;
import java.util.concurrent.Semaphore;

/**
 * A semaphore that grants a free permit to the waiting caller with the highest priority, and among
 * equal ones to the caller that has waited longest.
 */
public final class ConcurrencyLimit {
  private final PriorityQueue<Waiting> waiting = new PriorityQueue<>();
  private long arrivals;
  private int free;

  public ConcurrencyLimit(int count) {
    if (count < 1) {
      throw new IllegalArgumentException("count is " + count + "; accepted: from 1");
    }
    this.free = count;
  }

  /** A waiting caller; it has a permit when its semaphore is released. */
  private record Waiting(CallPriority priority, long arrival, Semaphore granted)
      implements Comparable<Waiting> {
    @Override
    public int compareTo(Waiting other) {
      int order = priority.compareTo(other.priority());
      return order == 0 ? Long.compare(arrival, other.arrival()) : order;
    }
  }

  /** Waits for a permit. */
  public void acquire(CallPriority priority) {
    Semaphore granted = enqueued(priority);
    if (granted != null) {
      granted.acquireUninterruptibly();
    }
  }

  /** Null when a permit was free. */
  private synchronized Semaphore enqueued(CallPriority priority) {
    if (free > 0) {
      free--;
      return null;
    }
    Semaphore granted = new Semaphore(0);
    waiting.add(new Waiting(priority, arrivals++, granted));
    return granted;
  }

  public synchronized void release() {
    Waiting next = waiting.poll();
    if (next == null) {
      free++;
    } else {
      next.granted().release();
    }
  }
}
