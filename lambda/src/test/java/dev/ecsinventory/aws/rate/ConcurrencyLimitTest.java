package dev.ecsinventory.aws.rate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ecsinventory.aws.rate.CallPriority.Step;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ConcurrencyLimitTest {
  private final ConcurrencyLimit limit = new ConcurrencyLimit(1);
  private final List<CallPriority> served = Collections.synchronizedList(new ArrayList<>());

  /**
   * Queues calls of these priorities, in this order, for the only slot, then releases the slot;
   * returns the order of execution.
   */
  private List<CallPriority> served(CallPriority... priorities) throws InterruptedException {
    limit.acquire(CallPriority.ofPlan());
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (CallPriority priority : priorities) {
        Thread[] waiting = new Thread[1];
        CountDownLatch started = new CountDownLatch(1);
        threads.execute(
            () -> {
              waiting[0] = Thread.currentThread();
              started.countDown();
              limit.acquire(priority);
              served.add(priority);
              limit.release();
            });
        started.await();
        Parked.await(waiting[0]);
      }
      limit.release();
    }
    return served;
  }

  @Test
  void prefersCallsThatFindWorkThenCallsThatCompleteWork() throws InterruptedException {
    CallPriority describe = new CallPriority(1, Step.DESCRIBE);
    CallPriority taskSets = new CallPriority(1, Step.DESCRIBE_TASK_SETS);
    CallPriority listOfALaterScan = new CallPriority(2, Step.LIST);
    assertEquals(
        List.of(listOfALaterScan, taskSets, describe),
        served(describe, taskSets, listOfALaterScan));
  }

  @Test
  void prefersTheEarlierScan() throws InterruptedException {
    CallPriority last = new CallPriority(1, Step.DESCRIBE_TASK_SETS);
    CallPriority next = new CallPriority(2, Step.DESCRIBE);
    assertEquals(List.of(last, next), served(next, last));
  }

  @Test
  void neverExceedsTheLimit() throws InterruptedException {
    ConcurrencyLimit three = new ConcurrencyLimit(3);
    AtomicInteger open = new AtomicInteger();
    AtomicInteger max = new AtomicInteger();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int call = 0; call < 50; call++) {
        threads.execute(
            () -> {
              three.acquire(CallPriority.ofPlan());
              max.accumulateAndGet(open.incrementAndGet(), Math::max);
              Thread.yield();
              open.decrementAndGet();
              three.release();
            });
      }
    }
    assertEquals(0, open.get());
    assertEquals(true, max.get() <= 3, () -> max + " at once");
    three.acquire(CallPriority.ofPlan());
    three.acquire(CallPriority.ofPlan());
    three.acquire(CallPriority.ofPlan());
  }

  @Test
  void rejectsALimitOfZero() {
    assertThrows(IllegalArgumentException.class, () -> new ConcurrencyLimit(0));
  }
}
