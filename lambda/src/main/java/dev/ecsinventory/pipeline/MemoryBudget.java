package dev.ecsinventory.pipeline;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Bounds the memory of targets, not the number of targets in progress.
 *
 * <p>A target is admitted with its complete expected weight, so targets of the usual size wait only
 * before they begin. An account and Region may have two usual targets in progress: one is read
 * while the other is written. More would not make it faster, since its request rate is the limit.
 * The heap limits all of them together. While there is too little room, an account and Region
 * without a target in progress has priority over one that has a target, and then the one that waits
 * longest; none overtakes it, so a large target waits only for the targets before it.
 *
 * <p>A target whose services occupy more than expected, because they have many tags, adds the
 * difference. While all targets together occupy more than the budget, they wait for room before
 * they continue to read. The target that was admitted first never waits: it ends and makes room, so
 * all of them end.
 */
final class MemoryBudget {
  /** Two targets of the usual size. They fit in every heap in which the function can run. */
  static final int SERVICES_PER_ACCOUNT_REGION = 500;

  /**
   * The expected memory of a service while its target is in progress: its rows, the calls that read
   * it, and its part of the files that are encoded. {@code docs/benchmarks.md} has measured
   * figures; this is that of a service with two task sets of fifteen tags. A service that occupies
   * more adds the difference.
   */
  static final int BYTES_PER_SERVICE = 10 * 1024;

  /** The other half of the heap is for data that does not grow with targets. */
  private static final int SHARE_OF_HEAP = 2;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition room = lock.newCondition();
  private final List<Request> waiting = new ArrayList<>();
  private final List<Held> inProgress = new ArrayList<>();
  private final long capacity;
  private long held;
  private long arrivals;
  private boolean closed;

  /** A budget for a number of services of the expected size. */
  MemoryBudget(int services) {
    if (services < 1) {
      throw new IllegalArgumentException("services is " + services + "; accepted: from 1");
    }
    this.capacity = expectedBytes(services);
  }

  /** The budget for a heap that can grow to {@code bytes}. */
  static MemoryBudget ofHeap(long bytes) {
    return new MemoryBudget(servicesIn(bytes));
  }

  /** The number of services that fit at a time into a heap that can grow to {@code bytes}. */
  static int servicesIn(long bytes) {
    long services = bytes / SHARE_OF_HEAP / BYTES_PER_SERVICE;
    return Math.clamp(services, SERVICES_PER_ACCOUNT_REGION, Integer.MAX_VALUE);
  }

  private static long expectedBytes(int services) {
    return (long) services * BYTES_PER_SERVICE;
  }

  /** The part of the budget that one account and Region uses. */
  Share share() {
    return new Share();
  }

  /** Admits no further target; waiting callers resume in order to end. */
  void close() {
    lock.lock();
    try {
      closed = true;
      waiting.forEach(request -> request.decided.signal());
      room.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** The number of targets that wait to be admitted. */
  int waiting() {
    lock.lock();
    try {
      return waiting.size();
    } finally {
      lock.unlock();
    }
  }

  /** The memory of all targets, in bytes. */
  long held() {
    lock.lock();
    try {
      return held;
    } finally {
      lock.unlock();
    }
  }

  private void admit() {
    Optional<Request> next = next();
    while (next.isPresent() && fits(next.get())) {
      Request request = next.get();
      waiting.remove(request);
      request.admitted = Optional.of(new Held(request.share, request.services));
      request.decided.signal();
      next = next();
    }
  }

  /** The request to admit next; empty when none can be admitted. */
  private Optional<Request> next() {
    if (closed) {
      return Optional.empty();
    }
    return waiting.stream()
        .filter(Request::isAllowedByItsShare)
        .min(
            Comparator.comparing((Request request) -> request.share.services > 0)
                .thenComparingLong(request -> request.arrival));
  }

  /** A target that is larger than the budget runs alone. */
  private boolean fits(Request request) {
    return inProgress.isEmpty() || held + expectedBytes(request.services) <= capacity;
  }

  /** The targets in progress of one account and Region. */
  final class Share {
    private int services;

    private Share() {}

    /**
     * Waits until a target with this number of services is admitted.
     *
     * @return empty when the budget is closed, so the target must not begin
     */
    Optional<Held> acquire(int expectedServices) {
      lock.lock();
      try {
        Request request = new Request(this, expectedServices, arrivals++, lock.newCondition());
        waiting.add(request);
        admit();
        while (request.admitted.isEmpty() && !closed) {
          request.decided.awaitUninterruptibly();
        }
        waiting.remove(request);
        return request.admitted;
      } finally {
        lock.unlock();
      }
    }
  }

  /** The memory of a target in progress, until it is released. */
  final class Held {
    private final Share share;
    private final int services;
    private long bytes;

    private Held(Share share, int services) {
      this.share = share;
      this.services = services;
      share.services += services;
      held += weight();
      inProgress.add(this);
    }

    private long weight() {
      return Math.max(expectedBytes(services), bytes);
    }

    /**
     * Adds {@code more} bytes to the target's memory, which count when the sum exceeds the expected
     * weight.
     */
    void add(long more) {
      lock.lock();
      try {
        held -= weight();
        bytes += more;
        held += weight();
      } finally {
        lock.unlock();
      }
    }

    /** Waits while all targets together exceed the budget, unless this one was admitted first. */
    void awaitRoom() {
      lock.lock();
      try {
        while (held > capacity && inProgress.getFirst() != this && !closed) {
          room.awaitUninterruptibly();
        }
      } finally {
        lock.unlock();
      }
    }

    void release() {
      lock.lock();
      try {
        inProgress.remove(this);
        share.services -= services;
        held -= weight();
        admit();
        room.signalAll();
      } finally {
        lock.unlock();
      }
    }
  }

  /** A target that waits to be admitted. */
  private static final class Request {
    private final Share share;
    private final int services;
    private final long arrival;
    private final Condition decided;
    private Optional<Held> admitted = Optional.empty();

    Request(Share share, int services, long arrival, Condition decided) {
      this.share = share;
      this.services = services;
      this.arrival = arrival;
      this.decided = decided;
    }

    boolean isAllowedByItsShare() {
      return share.services == 0 || share.services + (long) services <= SERVICES_PER_ACCOUNT_REGION;
    }
  }
}
