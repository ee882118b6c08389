package dev.ecsinventory.pipeline;

import dev.ecsinventory.store.ObjectStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Runs two tasks so that they alternate at given writes: the first makes a number of writes and
 * pauses before the next one, then the second does, and so on; finally both run to their ends. Only
 * one of them runs at a time, so a schedule always has the same result.
 */
public final class Interleaving {
  private static final int UNLIMITED = Integer.MAX_VALUE;

  private final int[] allowed = new int[2];
  private final int[] made = new int[2];
  private final boolean[] waiting = new boolean[2];
  private final boolean[] ended = new boolean[2];

  /** A store whose writes belong to {@code side}, 0 or 1. */
  public ObjectStore store(int side, ObjectStore store) {
    return (ObjectStore)
        Proxy.newProxyInstance(
            Interleaving.class.getClassLoader(),
            new Class<?>[] {ObjectStore.class},
            (proxy, method, arguments) -> {
              if (method.getName().startsWith("put")) {
                beforeWrite(side);
              }
              try {
                return method.invoke(store, arguments);
              } catch (InvocationTargetException failure) {
                throw failure.getCause();
              }
            });
  }

  /** Pauses {@code side} until it may write. */
  synchronized void beforeWrite(int side) {
    while (made[side] >= allowed[side]) {
      waiting[side] = true;
      notifyAll();
      await();
    }
    waiting[side] = false;
    made[side]++;
  }

  /**
   * Runs both tasks.
   *
   * @param writes the number of writes of side 0 before the first switch, of side 1 before the
   *     second, of side 0 before the third, and so on
   * @return their results
   */
  public <T> List<T> run(List<Callable<T>> sides, int... writes) throws ExecutionException {
    List<FutureTask<T>> tasks = new ArrayList<>();
    for (int side = 0; side < sides.size(); side++) {
      tasks.add(task(side, sides.get(side)));
    }
    for (int priority = 0; priority < writes.length; priority++) {
      proceed(priority % 2, writes[priority], tasks);
    }
    proceed(0, UNLIMITED, tasks);
    proceed(1, UNLIMITED, tasks);
    List<T> results = new ArrayList<>();
    for (FutureTask<T> task : tasks) {
      results.add(joined(task));
    }
    return results;
  }

  private <T> FutureTask<T> task(int side, Callable<T> work) {
    return new FutureTask<>(
        () -> {
          try {
            return work.call();
          } finally {
            end(side);
          }
        });
  }

  private synchronized void end(int side) {
    ended[side] = true;
    notifyAll();
  }

  /**
   * Allows a side a number of further writes; returns when it waits for the next one or has ended.
   */
  private synchronized <T> void proceed(int side, int writes, List<FutureTask<T>> tasks) {
    boolean isNew = made[side] == 0 && allowed[side] == 0 && !waiting[side] && !ended[side];
    allowed[side] = writes == UNLIMITED ? UNLIMITED : allowed[side] + writes;
    waiting[side] = false;
    notifyAll();
    if (isNew) {
      Thread.ofPlatform().daemon().start(tasks.get(side));
    }
    while (!ended[side] && !(waiting[side] && made[side] >= allowed[side])) {
      await();
    }
  }

  private void await() {
    try {
      wait();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  private static <T> T joined(FutureTask<T> task) throws ExecutionException {
    try {
      return task.get();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }
}
