package dev.ecsinventory.aws.rate;

import static java.util.Objects.requireNonNull;

import java.util.Comparator;

/**
 * The priority of a call among those that wait. First are calls that find more work, so that there
 * are always calls to send; then calls of the scan that began first, so that it ends, is written
 * and releases its memory while the next ones still have calls to send; then calls that complete a
 * unit of work before calls that begin one, so that little incomplete work is in memory.
 *
 * @param scan the number of the scan among the reader's
 */
public record CallPriority(int scan, Step step) implements Comparable<CallPriority> {
  /** The kinds of calls, in the order of their priority. */
  public enum Step {
    LIST,
    DESCRIBE_TASK_SETS,
    DESCRIBE
  }

  private static final Comparator<CallPriority> ORDER =
      Comparator.comparing((CallPriority priority) -> priority.step() != Step.LIST)
          .thenComparingInt(CallPriority::scan)
          .thenComparing(CallPriority::step);

  public CallPriority {
    requireNonNull(step, "step is null");
  }

  /** The highest priority, because no scan can begin before. */
  public static CallPriority ofPlan() {
    return new CallPriority(0, Step.LIST);
  }

  /** A target that is read completely is written without waiting for other calls. */
  public static CallPriority ofEvaluation() {
    return new CallPriority(0, Step.DESCRIBE_TASK_SETS);
  }

  @Override
  public int compareTo(CallPriority other) {
    return ORDER.compare(this, other);
  }
}
