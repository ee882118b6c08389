package dev.ecsinventory.aws.rate;

import java.util.concurrent.Semaphore;

/** A semaphore that grants a free permit to the waiting caller with the highest priority. */
public final class ConcurrencyLimit {
  /** A waiting caller has a permit when its semaphore is released. */
  private final CallQueue<Semaphore> waiting = new CallQueue<>();

  private int free;

  public ConcurrencyLimit(int count) {
    if (count < 1) {
      throw new IllegalArgumentException("count is " + count + "; accepted: from 1");
    }
    this.free = count;
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
    waiting.add(priority, granted);
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
