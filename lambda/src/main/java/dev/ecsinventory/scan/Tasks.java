package dev.ecsinventory.scan;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Phaser;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Work that begets work, each piece on a virtual thread of its own; {@link #await} ends when the
 * last piece has. How many calls are under way at once is the reader's business.
 */
final class Tasks implements AutoCloseable {
  /** A phaser counts to 65,535 parties; a cluster's services alone are fewer than that. */
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

  /** Waits for everything submitted; throws the first thing that no step expected. */
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
