package dev.ecsinventory.concurrent;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/** Executes independent writes concurrently, with a bounded concurrency. */
public final class Parallel {
  /** This results in some thousand writes per second, which an on-demand table accepts. */
  private static final int AT_A_TIME = 16;

  private Parallel() {}

  /** Runs {@code work} for each item; the first failure is thrown after all have ended. */
  public static <T> void forEach(Collection<T> items, Consumer<T> work) {
    if (items.isEmpty()) {
      return;
    }
    Semaphore permits = new Semaphore(AT_A_TIME);
    List<Future<?>> futures = new ArrayList<>(items.size());
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (T item : items) {
        permits.acquireUninterruptibly();
        futures.add(
            threads.submit(
                () -> {
                  try {
                    work.accept(item);
                  } finally {
                    permits.release();
                  }
                }));
      }
    }
    futures.forEach(Parallel::join);
  }

  private static void join(Future<?> future) {
    try {
      future.get();
    } catch (ExecutionException failed) {
      switch (failed.getCause()) {
        case RuntimeException failure -> throw failure;
        case Error failure -> throw failure;
        case Throwable failure -> throw new IllegalStateException(failure);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while writing", interrupted);
    }
  }
}
