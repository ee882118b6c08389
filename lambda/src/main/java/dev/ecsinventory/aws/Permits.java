package dev.ecsinventory.aws;

import java.util.PriorityQueue;
import java.util.concurrent.Semaphore;

/** A bounded number of permits, each handed on, as soon as it is free, to whose turn it is. */
final class Permits {
  private final PriorityQueue<Waiter> waiting = new PriorityQueue<>();
  private int free;
  private long arrivals;

  Permits(int count) {
    if (count < 1) {
      throw new IllegalArgumentException("count is " + count + "; accepted: from 1");
    }
    this.free = count;
  }

  /** Waits for a permit. */
  void acquire(Turn turn) {
    Waiter waiter = enqueued(turn);
    if (waiter != null) {
      waiter.granted().acquireUninterruptibly();
    }
  }

  /** Null when there was one at once. */
  private synchronized Waiter enqueued(Turn turn) {
    if (free > 0) {
      free--;
      return null;
    }
    Waiter waiter = new Waiter(turn, arrivals++, new Semaphore(0));
    waiting.add(waiter);
    return waiter;
  }

  synchronized void release() {
    Waiter next = waiting.poll();
    if (next == null) {
      free++;
    } else {
      next.granted().release();
    }
  }

  /** Of those whose turn is the same, the first to arrive is the first to go. */
  private record Waiter(Turn turn, long arrival, Semaphore granted) implements Comparable<Waiter> {
    @Override
    public int compareTo(Waiter other) {
      int order = turn.compareTo(other.turn());
      return order == 0 ? Long.compare(arrival, other.arrival()) : order;
    }
  }
}
