package dev.ecsinventory.aws.rate;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;

/**
 * Waits until a thread waits for a permit or for a result, so that tests need no guess at how long
 * a thread takes to get there.
 */
final class Parked {
  private static final List<String> WHERE =
      List.of(Semaphore.class.getName(), CompletableFuture.class.getName());

  private Parked() {}

  static void await(Thread thread) throws InterruptedException {
    while (!isParked(thread)) {
      Thread.sleep(1);
    }
  }

  private static boolean isParked(Thread thread) {
    return thread.getState() == Thread.State.WAITING
        && Arrays.stream(thread.getStackTrace())
            .anyMatch(frame -> WHERE.contains(frame.getClassName()));
  }
}
