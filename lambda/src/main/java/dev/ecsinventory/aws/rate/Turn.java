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
public record Turn(int scan, Step step) implements Comparable<Turn> {
  /** The kinds of calls, in the order of their turns. */
  public enum Step {
    LIST,
    DESCRIBE_TASK_SETS,
    DESCRIBE
  }

  private static final Comparator<Turn> ORDER =
      Comparator.comparing((Turn turn) -> turn.step() != Step.LIST)
          .thenComparingInt(Turn::scan)
          .thenComparing(Turn::step);

  public Turn {
    requireNonNull(step, "step is null");
  }

  /** Before a scan can begin, nothing else is to be done. */
  public static Turn ofPlan() {
    return new Turn(0, Step.LIST);
  }

  /** A target that is read waits for nothing else before it is written. */
  public static Turn ofJudging() {
    return new Turn(0, Step.DESCRIBE_TASK_SETS);
  }

  @Override
  public int compareTo(Turn other) {
    return ORDER.compare(this, other);
  }
}
