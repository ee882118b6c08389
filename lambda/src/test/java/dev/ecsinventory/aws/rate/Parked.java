package dev.ecsinventory.aws.rate;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;

/**
 * Waits until a thread is blocked on a slot or on a result, so that tests do not depend on timing.
 */
final class Parked {
  private static final List<String> BLOCKING_TYPES =
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
            .anyMatch(frame -> BLOCKING_TYPES.contains(frame.getClassName()));
  }
}
