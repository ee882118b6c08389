package dev.ecsinventory.aws.rate;

/** A call that the SDK sends once, regardless of its outcome; see {@code Rounds}. */
public final class SingleAttempt {
  /** Bound while such a call is sent. The SDK calls the retry strategy in the caller's thread. */
  public static final ScopedValue<SingleAttempt> CURRENT = ScopedValue.newInstance();

  private volatile boolean retryable;

  /** The SDK would send the call again. */
  void mayPass() {
    retryable = true;
  }

  public boolean isRetryable() {
    return retryable;
  }
}
