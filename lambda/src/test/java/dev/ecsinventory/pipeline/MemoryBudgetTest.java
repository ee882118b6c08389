package dev.ecsinventory.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The time limit only ends a test that hangs. */
@Timeout(120)
class MemoryBudgetTest {
  private static final int USUAL = 250;

  /** The services in memory at each moment, per account and Region and in total. */
  private static final class Held {
    private final int capacity;
    private final int[] services;
    private final int[] targets;
    private final List<String> problems = new ArrayList<>();

    Held(int capacity, int accountRegions) {
      this.capacity = capacity;
      this.services = new int[accountRegions];
      this.targets = new int[accountRegions];
    }

    synchronized void begin(int accountRegion, int weight) {
      services[accountRegion] += weight;
      targets[accountRegion]++;
      check(services[accountRegion], targets[accountRegion], 500, "account and Region");
      check(sum(services), sum(targets), capacity, "all");
    }

    synchronized void end(int accountRegion, int weight) {
      services[accountRegion] -= weight;
      targets[accountRegion]--;
    }

    private void check(int held, int inProgress, int max, String of) {
      if (held > max && inProgress > 1) {
        problems.add("%s: %d services held in %d targets".formatted(of, held, inProgress));
      }
    }

    private static int sum(int[] values) {
      return Arrays.stream(values).sum();
    }
  }

  @Property(tries = 200)
  void everyTargetEndsWithinTheBudget(
      @ForAll @Size(min = 1, max = 12)
          List<@Size(max = 8) List<@IntRange(min = 1, max = 1_200) Integer>> accountRegions,
      @ForAll @IntRange(min = 1, max = 2_000) int capacity) {
    Held held = new Held(capacity, accountRegions.size());
    List<Integer> indexes = new ArrayList<>();
    accountRegions.forEach(targets -> indexes.add(indexes.size()));
    List<List<Integer>> results;
    try (WorkLimit limit = new WorkLimit(new MemoryBudget(capacity))) {
      results =
          limit.forEach(
              indexes,
              index ->
                  limit.forEachWeighed(
                      accountRegions.get(index),
                      weight -> weight,
                      weight -> {
                        held.begin(index, weight);
                        Thread.yield();
                        held.end(index, weight);
                        return weight;
                      }));
    }
    assertEquals(accountRegions, results);
    assertEquals(List.of(), held.problems);
  }

  /** 75 accounts in the default memory of the function; Lambda uses 85 % of it for the heap. */
  @Test
  void everyAccountAndRegionHasATargetInProgressInTheDefaultMemory() {
    long heap = 1024L * 1024 * 1024 * 85 / 100;
    CountDownLatch inProgress = new CountDownLatch(75);
    List<Integer> accounts = Collections.nCopies(75, USUAL);
    try (WorkLimit limit = new WorkLimit(MemoryBudget.ofHeap(heap))) {
      limit.forEach(
          accounts,
          services ->
              limit.forEachWeighed(
                  List.of(services, 50),
                  weight -> weight,
                  weight -> {
                    inProgress.countDown();
                    await(inProgress);
                    return weight;
                  }));
    }
    assertEquals(0, inProgress.getCount());
  }

  @Test
  void aSmallHeapHasRoomForTwoUsualTargets() {
    assertEquals(2 * USUAL, MemoryBudget.servicesIn(8 * 1024 * 1024));
    assertTrue(MemoryBudget.servicesIn(870L * 1024 * 1024) >= 150 * USUAL);
    assertEquals(Integer.MAX_VALUE, MemoryBudget.servicesIn(Long.MAX_VALUE));
  }

  @Test
  void anAccountAndRegionWithoutATargetInProgressGoesFirst() throws Exception {
    MemoryBudget budget = new MemoryBudget(250);
    MemoryBudget.Share busy = budget.share();
    MemoryBudget.Share other = budget.share();
    MemoryBudget.Share idle = budget.share();
    List<String> admitted = Collections.synchronizedList(new ArrayList<>());
    assertTrue(busy.acquire(100).isPresent());
    MemoryBudget.Held held = other.acquire(100).orElseThrow();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<MemoryBudget.Held> second = threads.submit(() -> admit(admitted, "busy", busy, 100));
      awaitWaiting(budget, 1);
      Future<MemoryBudget.Held> first = threads.submit(() -> admit(admitted, "idle", idle, 100));
      awaitWaiting(budget, 2);
      held.release();
      first.get().release();
      second.get();
    }
    assertEquals(List.of("idle", "busy"), admitted);
  }

  @Test
  void aLargeTargetIsNotOvertaken() throws Exception {
    MemoryBudget budget = new MemoryBudget(950);
    MemoryBudget.Share first = budget.share();
    List<String> admitted = Collections.synchronizedList(new ArrayList<>());
    MemoryBudget.Held half = first.acquire(500).orElseThrow();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<MemoryBudget.Held> large =
          threads.submit(() -> admit(admitted, "large", budget.share(), 900));
      awaitWaiting(budget, 1);
      Future<MemoryBudget.Held> small =
          threads.submit(() -> admit(admitted, "small", budget.share(), 100));
      awaitWaiting(budget, 2);
      half.release();
      large.get().release();
      small.get();
    }
    assertEquals("large", admitted.getFirst());
  }

  @Test
  void aClosedBudgetAdmitsNothingMore() throws Exception {
    MemoryBudget budget = new MemoryBudget(100);
    MemoryBudget.Share share = budget.share();
    MemoryBudget.Held all = share.acquire(100).orElseThrow();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Boolean> waits = threads.submit(() -> budget.share().acquire(1).isPresent());
      awaitWaiting(budget, 1);
      budget.close();
      assertFalse(waits.get());
    }
    all.release();
    assertFalse(share.acquire(1).isPresent());
    assertEquals(0, budget.waiting());
  }

  /** Targets of ten services that need up to four times the expected memory. */
  @Property(tries = 200)
  void targetsThatHoldMoreThanExpectedWaitForRoomAndEnd(
      @ForAll @Size(min = 1, max = 10)
          List<@Size(max = 4) List<@IntRange(min = 0, max = 40) Integer>> accountRegions,
      @ForAll @IntRange(min = 1, max = 120) int capacity) {
    MemoryBudget budget = new MemoryBudget(capacity);
    try (WorkLimit limit = new WorkLimit(budget)) {
      limit.forEach(
          accountRegions,
          targets ->
              limit.forEachWeighed(
                  targets,
                  services -> 10,
                  services -> {
                    MemoryBudget.Held held = WorkLimit.held();
                    for (int service = 0; service < services; service++) {
                      held.awaitRoom();
                      held.add(MemoryBudget.BYTES_PER_SERVICE);
                      Thread.yield();
                    }
                    return services;
                  }));
    }
    assertEquals(0, budget.held());
  }

  @Test
  void onlyTheOldestTargetContinuesWhileTheBudgetIsExhausted() throws Exception {
    MemoryBudget budget = new MemoryBudget(20);
    MemoryBudget.Held first = budget.share().acquire(10).orElseThrow();
    MemoryBudget.Held second = budget.share().acquire(10).orElseThrow();
    second.add(11L * MemoryBudget.BYTES_PER_SERVICE);
    first.awaitRoom();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Long> resumed =
          threads.submit(
              () -> {
                second.awaitRoom();
                return budget.held();
              });
      first.release();
      assertEquals(11L * MemoryBudget.BYTES_PER_SERVICE, resumed.get());
    }
  }

  private static MemoryBudget.Held admit(
      List<String> admitted, String name, MemoryBudget.Share share, int services) {
    MemoryBudget.Held held = share.acquire(services).orElseThrow();
    admitted.add(name);
    return held;
  }

  private static void awaitWaiting(MemoryBudget budget, int count) {
    while (budget.waiting() < count) {
      assertFalse(Thread.interrupted(), "nothing waits");
      Thread.yield();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException stop) {
      throw new IllegalStateException(stop);
    }
  }
}
