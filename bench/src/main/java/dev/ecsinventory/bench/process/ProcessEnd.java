package dev.ecsinventory.bench.process;

import java.util.concurrent.TimeUnit;

/** The end of a process that was told to end. */
public final class ProcessEnd {
  private ProcessEnd() {}

  /** Waits for it, and kills what has not ended within {@code seconds}. */
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
