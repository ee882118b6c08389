package dev.ecsinventory.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/**
 * Runs work beside each other as far as memory allows: targets weigh as much as they have services,
 * and of them only so many are held at a time. When one fails, no further one is begun.
 */
final class WorkLimit implements AutoCloseable {
  /** Two usual targets: one is read while the other is written. */
  private static final int MOST_SERVICES = 500;

  private final Semaphore services = new Semaphore(MOST_SERVICES, true);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private volatile boolean failed;

  /** Does {@code work} for all items at once; the first failure is thrown once all have ended. */
  <T, R> List<R> forEach(List<T> items, Function<T, R> work) {
    List<Future<R>> futures = new ArrayList<>(items.size());
    items.forEach(item -> futures.add(threads.submit(() -> work.apply(item))));
    return join(futures);
  }

  /** Does {@code work} for the items, in their order, as many at once as their weight allows. */
  <T, R> List<R> forEachWeighed(List<T> items, ToIntFunction<T> weight, Function<T, R> work) {
    List<Future<R>> futures = new ArrayList<>(items.size());
    for (T item : items) {
      int weighs = Math.clamp(weight.applyAsInt(item), 1, MOST_SERVICES);
      services.acquireUninterruptibly(weighs);
      if (failed) {
        services.release(weighs);
        break;
      }
      futures.add(threads.submit(() -> weighed(item, weighs, work)));
    }
    return join(futures);
  }

  private <T, R> R weighed(T item, int weighs, Function<T, R> work) {
    try {
      return work.apply(item);
    } catch (RuntimeException | Error failure) {
      failed = true;
      throw failure;
    } finally {
      services.release(weighs);
    }
  }

  private static <R> List<R> join(List<Future<R>> futures) {
    List<R> results = new ArrayList<>(futures.size());
    Throwable first = null;
    for (Future<R> future : futures) {
      try {
        results.add(future.get());
      } catch (ExecutionException failure) {
        first = first == null ? failure.getCause() : first;
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted while taking a snapshot", interrupted);
      }
    }
    return switch (first) {
      case null -> results;
      case RuntimeException failure -> throw failure;
      case Error failure -> throw failure;
      case Throwable failure -> throw new IllegalStateException(failure);
    };
  }

  @Override
  public void close() {
    threads.close();
  }
}
