package dev.ecsinventory.aws.rate;

import java.util.concurrent.Semaphore;

/** A semaphore that grants a free permit to the waiting caller with the highest priority. */
public final class Permits {
  /** A waiting caller has a permit when its semaphore is released. */
  private final TurnQueue<Semaphore> waiting = new TurnQueue<>();

  private int free;

  public Permits(int count) {
    if (count < 1) {
      throw new IllegalArgumentException("count is " + count + "; accepted: from 1");
    }
    this.free = count;
  }

  /** Waits for a permit. */
  public void acquire(Turn turn) {
    Semaphore granted = enqueued(turn);
    if (granted != null) {
      granted.acquireUninterruptibly();
    }
  }

  /** Null when a permit was free. */
  private synchronized Semaphore enqueued(Turn turn) {
    if (free > 0) {
      free--;
      return null;
    }
    Semaphore granted = new Semaphore(0);
    waiting.add(turn, granted);
    return granted;
  }

  public synchronized void release() {
    Semaphore next = waiting.poll();
    if (next == null) {
      free++;
    } else {
      next.release();
    }
  }
}
