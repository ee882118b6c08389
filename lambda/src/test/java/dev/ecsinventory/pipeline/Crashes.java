package dev.ecsinventory.pipeline;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * The moment of a crash: an even number is just before a write, the next odd number just after it.
 * The process writes nothing after the crash.
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

  /** Counts writes without a crash. */
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
   * Runs {@code process} until its crash. After the commit, the program catches the error; this
   * makes no difference, because nothing more is written.
   */
  public void during(Runnable process) {
    try {
      process.run();
    } catch (Crash end) {
      // The simulated process has ended.
    }
    if (!happened) {
      throw new AssertionError("the process did not crash at moment " + moment);
    }
  }

  /** A simulated crash. */
  public static final class Crash extends Error {
    private static final long serialVersionUID = 1;
  }
}
