package dev.ecsinventory.scan;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Phaser;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Runs tasks that submit further tasks, each on a virtual thread of its own; {@link #await} ends
 * when the last task ends. The reader bounds the number of concurrent calls.
 */
final class Tasks implements AutoCloseable {
  /** A phaser counts at most 65,535 parties; a cluster has fewer services. */
  private final Phaser open = new Phaser(1);

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicReference<Throwable> failure = new AtomicReference<>();

  void submit(Runnable work) {
    open.register();
    threads.execute(
        () -> {
          try {
            work.run();
          } catch (RuntimeException | Error unexpected) {
            failure.compareAndSet(null, unexpected);
          } finally {
            open.arriveAndDeregister();
          }
        });
  }

  /** Waits for all tasks; throws the first unexpected exception. */
  void await() {
    open.arriveAndAwaitAdvance();
    switch (failure.get()) {
      case null -> {}
      case RuntimeException unexpected -> throw unexpected;
      case Error unexpected -> throw unexpected;
      case Throwable checked -> throw new IllegalStateException(checked);
    }
  }

  @Override
  public void close() {
    threads.close();
  }
}
