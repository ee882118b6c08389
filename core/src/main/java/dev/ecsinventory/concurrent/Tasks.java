package dev.ecsinventory.concurrent;

import dev.ecsinventory.model.Deadline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Phaser;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Runs tasks concurrently, each on a virtual thread of its own. A task may submit others. The first
 * failure is thrown in the thread that waits, once all tasks have ended.
 */
public final class Tasks implements AutoCloseable {
  /** On-demand tables take bursts well; this is some thousand writes per second. */
  private static final int WRITES_AT_A_TIME = 16;

  /** A phaser counts to 65,535 parties; a cluster's services alone are fewer than that. */
  private final Phaser open = new Phaser(1);

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicReference<Throwable> failure = new AtomicReference<>();

  /** Does {@code work} for each item, for a bounded number of them at a time. */
  public static <T> void forEach(Collection<T> items, Consumer<T> work) {
    Semaphore free = new Semaphore(WRITES_AT_A_TIME);
    List<Future<Void>> ends = new ArrayList<>(items.size());
    try (Tasks tasks = new Tasks()) {
      for (T item : items) {
        free.acquireUninterruptibly();
        ends.add(
            tasks.submit(
                () -> {
                  try {
                    work.accept(item);
                    return null;
                  } finally {
                    free.release();
                  }
                }));
      }
    }
    join(ends);
  }

  /** Does {@code work} for all items at once; returns the results in the order of the items. */
  public static <T, R> List<R> map(Collection<T> items, Function<T, R> work) {
    try (Tasks tasks = new Tasks()) {
      return join(items.stream().map(item -> tasks.submit(() -> work.apply(item))).toList());
    }
  }

  /**
   * Does {@code work} for all items at once, until a deadline.
   *
   * @param late the result of an item whose work has not ended in time; the work is interrupted,
   *     and not awaited
   */
  public static <T, R> List<R> map(
      List<T> items, Function<T, R> work, Deadline deadline, Function<T, R> late) {
    ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    try {
      List<Future<R>> results =
          items.stream().map(item -> threads.submit(() -> work.apply(item))).toList();
      List<R> inTime = new ArrayList<>(items.size());
      for (int index = 0; index < items.size(); index++) {
        T item = items.get(index);
        inTime.add(result(results.get(index), deadline).orElseGet(() -> late.apply(item)));
      }
      return inTime;
    } finally {
      threads.shutdownNow();
    }
  }

  /** Empty once the deadline has passed. */
  private static <R> Optional<R> result(Future<R> future, Deadline deadline) {
    Optional<Duration> left = deadline.left();
    try {
      return Optional.of(
          left.isPresent()
              ? future.get(left.get().toMillis(), TimeUnit.MILLISECONDS)
              : future.get());
    } catch (TimeoutException deadlinePassed) {
      return Optional.empty();
    } catch (ExecutionException failed) {
      throw unchecked(failed.getCause());
    } catch (InterruptedException interrupted) {
      throw interrupted(interrupted);
    }
  }

  /** Submits a task that has no result. */
  public void submit(Runnable work) {
    submit(Executors.callable(work));
  }

  /** Submits a task. */
  public <R> Future<R> submit(Callable<R> work) {
    open.register();
    return threads.submit(
        () -> {
          try {
            return work.call();
          } catch (Exception | Error unexpected) {
            failure.compareAndSet(null, unexpected);
            throw unexpected;
          } finally {
            open.arriveAndDeregister();
          }
        });
  }

  /** Waits until all tasks have ended. */
  public void await() {
    open.arriveAndAwaitAdvance();
    if (failure.get() != null) {
      throw unchecked(failure.get());
    }
  }

  /** Waits until some tasks have ended; returns their results. */
  public static <R> List<R> join(List<Future<R>> futures) {
    List<R> results = new ArrayList<>(futures.size());
    Throwable first = null;
    for (Future<R> future : futures) {
      try {
        results.add(future.get());
      } catch (ExecutionException failed) {
        first = first == null ? failed.getCause() : first;
      } catch (InterruptedException interrupted) {
        throw interrupted(interrupted);
      }
    }
    if (first != null) {
      throw unchecked(first);
    }
    return results;
  }

  /** An error is thrown as it is. */
  private static RuntimeException unchecked(Throwable failure) {
    return switch (failure) {
      case RuntimeException unchecked -> unchecked;
      case Error error -> throw error;
      case Throwable checked -> new IllegalStateException(checked);
    };
  }

  private static IllegalStateException interrupted(InterruptedException interrupted) {
    Thread.currentThread().interrupt();
    return new IllegalStateException("interrupted while waiting for tasks", interrupted);
  }

  @Override
  public void close() {
    threads.close();
  }
}
