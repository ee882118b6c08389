package dev.ecsinventory.pipeline;

import dev.ecsinventory.schema.Row;
import java.util.concurrent.atomic.AtomicInteger;

/** Runs an action once, when a number of targets are finished. */
final class ProgressHook implements Progress {
  private final AtomicInteger left;
  private final Runnable then;

  ProgressHook(int targets, Runnable then) {
    this.left = new AtomicInteger(targets);
    this.then = then;
  }

  @Override
  public void targetFinished(String target) {
    if (left.decrementAndGet() == 0) {
      then.run();
    }
  }

  @Override
  public void planned(int targets, int clusters, int services) {}

  @Override
  public void servicesRead(int count) {}

  @Override
  public void taskSetsRead(int count) {}

  @Override
  public void failuresSeen(int count) {}

  @Override
  public void ended(Row summary) {}
}
