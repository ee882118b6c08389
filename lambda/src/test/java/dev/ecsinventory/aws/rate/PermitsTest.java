package dev.ecsinventory.aws.rate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ecsinventory.aws.rate.Turn.Step;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PermitsTest {
  private final Permits permits = new Permits(1);
  private final List<Turn> served = Collections.synchronizedList(new ArrayList<>());

  /** Lets the turns wait for the only permit, in this order, and frees it when all do. */
  private List<Turn> served(Turn... turns) throws InterruptedException {
    permits.acquire(Turn.ofPlan());
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Turn turn : turns) {
        Thread[] waiting = new Thread[1];
        CountDownLatch started = new CountDownLatch(1);
        threads.execute(
            () -> {
              waiting[0] = Thread.currentThread();
              started.countDown();
              permits.acquire(turn);
              served.add(turn);
              permits.release();
            });
        started.await();
        Parked.await(waiting[0]);
      }
      permits.release();
    }
    return served;
  }

  @Test
  void letsCallsFirstThatFindMoreWorkAndThenThoseThatEndSome() throws InterruptedException {
    Turn describe = new Turn(1, Step.DESCRIBE);
    Turn taskSets = new Turn(1, Step.DESCRIBE_TASK_SETS);
    Turn listOfALaterScan = new Turn(2, Step.LIST);
    assertEquals(
        List.of(listOfALaterScan, taskSets, describe),
        served(describe, taskSets, listOfALaterScan));
  }

  @Test
  void letsTheScanEndThatBeganFirst() throws InterruptedException {
    Turn last = new Turn(1, Step.DESCRIBE_TASK_SETS);
    Turn next = new Turn(2, Step.DESCRIBE);
    assertEquals(List.of(last, next), served(next, last));
  }

  @Test
  void givesOutNoMoreThanThereAre() throws InterruptedException {
    Permits three = new Permits(3);
    AtomicInteger open = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int call = 0; call < 50; call++) {
        threads.execute(
            () -> {
              three.acquire(Turn.ofPlan());
              most.accumulateAndGet(open.incrementAndGet(), Math::max);
              Thread.yield();
              open.decrementAndGet();
              three.release();
            });
      }
    }
    assertEquals(0, open.get());
    assertEquals(true, most.get() <= 3, () -> most + " at once");
    three.acquire(Turn.ofPlan());
    three.acquire(Turn.ofPlan());
    three.acquire(Turn.ofPlan());
  }

  @Test
  void refusesToHaveNone() {
    assertThrows(IllegalArgumentException.class, () -> new Permits(0));
  }
}
