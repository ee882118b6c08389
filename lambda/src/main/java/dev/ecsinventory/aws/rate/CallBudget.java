package dev.ecsinventory.aws.rate;

/**
 * How many calls of an operation a scan may send in addition to the planned ones. A repeated call
 * that succeeds adds calls to the budget, so a search for single failing resources never runs out
 * of calls; if nothing succeeds, the sum stays within twice the planned calls.
 */
public final class CallBudget {
  /**
   * While no call succeeded: the retries of one call, and its two halves. Where fewer calls are
   * planned, the calls that would have followed from their responses are saved.
   */
  static final int WHILE_NONE_SUCCEEDED = RateLimitedRetryStrategy.MAX_ATTEMPTS + 1;

  /** If this many planned calls fail, the failure is not that of a single call. */
  private static final int ENOUGH_TO_COMPARE = 5;

  /** After the first success: the retries of two calls, regardless of how few are planned. */
  static final int LEAST = 2 * RateLimitedRetryStrategy.MAX_ATTEMPTS;

  /** To find one resource of ten takes eight calls, of which four succeed; then its retries. */
  static final int PER_SUCCESS = 4;

  private int planned;
  private int taken;
  private int succeeded;
  private int succeededAgain;

  public synchronized void planned() {
    planned++;
  }

  /** A planned call succeeded. */
  public synchronized void succeeded() {
    succeeded++;
  }

  /** This number of repeated calls succeeded. */
  public synchronized void succeededAgain(int calls) {
    succeededAgain += calls;
  }

  public synchronized boolean hasSucceeded() {
    return succeeded + succeededAgain > 0;
  }

  /** Takes {@code calls} from the budget, if it has that many. */
  public synchronized boolean take(int calls) {
    if (taken + calls > limit()) {
      return false;
    }
    taken += calls;
    return true;
  }

  private int limit() {
    if (hasSucceeded()) {
      return Math.max(LEAST, planned) + PER_SUCCESS * succeededAgain;
    }
    return planned < ENOUGH_TO_COMPARE
        ? WHILE_NONE_SUCCEEDED
        : Math.min(WHILE_NONE_SUCCEEDED, planned);
  }
}
