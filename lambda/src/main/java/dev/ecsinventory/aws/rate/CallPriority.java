package dev.ecsinventory.aws.rate;

import static java.util.Objects.requireNonNull;

import java.util.Comparator;

/**
 * Which of the calls that wait goes first: one that finds more work, so that there is always enough
 * to do; then one of the scan that began first, so that it ends, is written and makes room while
 * the next ones still have calls to send; then one that ends a piece of work before one that begins
 * another, so that little is held half done.
 *
 * @param scan the number of the scan among the reader's
 */
public record CallPriority(int scan, Step step) implements Comparable<CallPriority> {
  /** The kinds of calls, in the order of their turns. */
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

  /** Before a scan can begin, nothing else is to be done. */
  public static CallPriority ofPlan() {
    return new CallPriority(0, Step.LIST);
  }

  /** A target that is read waits for nothing else before it is written. */
  public static CallPriority ofEvaluation() {
    return new CallPriority(0, Step.DESCRIBE_TASK_SETS);
  }

  @Override
  public int compareTo(CallPriority other) {
    return ORDER.compare(this, other);
  }
}
