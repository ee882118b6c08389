package dev.ecsinventory.pipeline;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * The moment at which the process dies: an even one is just before a write, the odd one after it
 * just when the write is done. From then on nothing more is written.
 */
public final class Crashes {
  private final int moment;
  private final AtomicInteger writes = new AtomicInteger();
  private volatile boolean happened;

  private Crashes(int moment) {
    this.moment = moment;
  }

  public static Crashes at(int moment) {
    return new Crashes(moment);
  }

  /** Only counts. */
  public static Crashes never() {
    return new Crashes(Integer.MAX_VALUE);
  }

  public int writes() {
    return writes.get();
  }

  public <T> T around(Supplier<T> write) {
    int before = 2 * writes.getAndIncrement();
    if (before >= moment) {
      throw crash();
    }
    T result = write.get();
    if (before + 1 >= moment) {
      throw crash();
    }
    return result;
  }

  private Crash crash() {
    happened = true;
    return new Crash();
  }

  /**
   * Runs {@code process} until it dies. After the commit the program survives an error in this
   * process, which makes no difference: nothing more is written.
   */
  public void during(Runnable process) {
    try {
      process.run();
    } catch (Crash end) {
      // The process is dead.
    }
    if (!happened) {
      throw new AssertionError("the process did not crash at moment " + moment);
    }
  }

  /** The end of the process. */
  public static final class Crash extends Error {
    private static final long serialVersionUID = 1;
  }
}
