package dev.ecsinventory.pipeline;

import dev.ecsinventory.concurrent.Tasks;
import dev.ecsinventory.pipeline.MemoryBudget.Held;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/**
 * Runs work concurrently; weighed items as far as its {@link MemoryBudget} allows. When a weighed
 * item fails, no further one begins.
 */
final class WorkLimit implements AutoCloseable {
  private static final ScopedValue<Held> HELD = ScopedValue.newInstance();

  private final MemoryBudget budget;
  private final Tasks tasks = new Tasks();

  /** A limit for the heap of this process. */
  WorkLimit() {
    this(MemoryBudget.ofHeap(Runtime.getRuntime().maxMemory()));
  }

  WorkLimit(MemoryBudget budget) {
    this.budget = budget;
  }

  /**
   * Runs {@code work} for all items concurrently; the first failure is thrown after all have ended.
   */
  <T, R> List<R> forEach(List<T> items, Function<T, R> work) {
    return Tasks.map(items, work);
  }

  /**
   * Runs {@code work} for the items of one account and Region, in their order, as many concurrently
   * as the budget allows; the first failure is thrown after all started items have ended. Several
   * accounts and Regions call this at the same time and share the budget. {@code work} must not
   * call it.
   *
   * @param weight the number of services of an item
   * @return the results, in the order of the items; fewer when an item of another call failed
   */
  <T, R> List<R> forEachWeighed(List<T> items, ToIntFunction<T> weight, Function<T, R> work) {
    MemoryBudget.Share share = budget.share();
    List<Future<R>> futures = new ArrayList<>(items.size());
    for (T item : items) {
      Optional<Held> held = share.acquire(Math.max(1, weight.applyAsInt(item)));
      if (held.isEmpty()) {
        break;
      }
      futures.add(tasks.submit(() -> weighed(held.get(), item, work)));
    }
    return Tasks.join(futures);
  }

  private <T, R> R weighed(Held held, T item, Function<T, R> work) {
    try {
      return ScopedValue.where(HELD, held).call(() -> work.apply(item));
    } catch (RuntimeException | Error failure) {
      budget.close();
      throw failure;
    } finally {
      held.release();
    }
  }

  /** The memory of the weighed item that the calling thread works on. */
  static Held held() {
    return HELD.get();
  }

  @Override
  public void close() {
    tasks.close();
  }
}
