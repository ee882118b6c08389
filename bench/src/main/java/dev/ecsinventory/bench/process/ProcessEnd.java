package dev.ecsinventory.bench.process;

import java.util.concurrent.TimeUnit;

/** Waits for the end of a process. */
public final class ProcessEnd {
  private ProcessEnd() {}

  /** Waits for the process, and kills it if it has not ended within {@code seconds}. */
  public static void await(Process process, int seconds) {
    try {
      if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException stop) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
