package dev.ecsinventory.aws.rate;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.aws.failure.Failures;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.retries.api.AcquireInitialTokenRequest;
import software.amazon.awssdk.retries.api.AcquireInitialTokenResponse;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.retries.api.RecordSuccessRequest;
import software.amazon.awssdk.retries.api.RecordSuccessResponse;
import software.amazon.awssdk.retries.api.RefreshRetryTokenRequest;
import software.amazon.awssdk.retries.api.RefreshRetryTokenResponse;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.retries.api.TokenAcquisitionFailedException;

/**
 * The SDK's standard retries, with jitter, in which every attempt also waits for a token of the
 * account and Region's {@link ReadRateLimiter}.
 */
public final class RateLimitedRetryStrategy implements RetryStrategy {
  /**
   * A scheduled snapshot is not urgent; three attempts, the SDK's default, end before a throttled
   * bucket recovers.
   */
  public static final int MAX_ATTEMPTS = 6;

  private final ReadRateLimiter pace;
  private final StandardRetryStrategy standard;

  public RateLimitedRetryStrategy(ReadRateLimiter pace, Backoff backoff) {
    this.pace = requireNonNull(pace, "pace is null");
    this.standard =
        AwsRetryStrategy.standardRetryStrategy().toBuilder()
            .maxAttempts(MAX_ATTEMPTS)
            .retryOnException(RateLimitedRetryStrategy::isUnreadableAnswer)
            .backoffStrategy(BackoffStrategy.exponentialDelay(backoff.first(), backoff.longest()))
            .throttlingBackoffStrategy(
                BackoffStrategy.exponentialDelay(backoff.firstWhenThrottled(), backoff.longest()))
            // No retry quota: throttling that other callers of the account's ECS bucket cause would
            // exhaust it.
            .circuitBreakerEnabled(false)
            .build();
  }

  @Override
  public AcquireInitialTokenResponse acquireInitialToken(AcquireInitialTokenRequest request) {
    AcquireInitialTokenResponse response = standard.acquireInitialToken(request);
    return AcquireInitialTokenResponse.create(response.token(), pace.reserve());
  }

  @Override
  public RefreshRetryTokenResponse refreshRetryToken(RefreshRetryTokenRequest request) {
    if (request.failure() instanceof SdkException failure && Failures.isThrottling(failure)) {
      pace.throttled();
    } else {
      pace.ended();
    }
    RefreshRetryTokenResponse response = standard.refreshRetryToken(request);
    if (SingleAttempt.CURRENT.isBound()) {
      SingleAttempt.CURRENT.get().mayPass();
      throw new TokenAcquisitionFailedException("the call is sent again in a later round");
    }
    Duration priority = pace.reserve();
    Duration delay = response.delay().compareTo(priority) > 0 ? response.delay() : priority;
    return RefreshRetryTokenResponse.create(response.token(), delay);
  }

  @Override
  public RecordSuccessResponse recordSuccess(RecordSuccessRequest request) {
    pace.responded();
    return standard.recordSuccess(request);
  }

  @Override
  public int maxAttempts() {
    return MAX_ATTEMPTS;
  }

  /** {@link #standard} already has the conditions. */
  @Override
  public boolean useClientDefaults() {
    return false;
  }

  @Override
  public Builder<?, ?> toBuilder() {
    throw new UnsupportedOperationException(
        "a rate-limited strategy belongs to one account and region");
  }

  /** A truncated body is malformed JSON to the SDK, which it does not retry. */
  private static boolean isUnreadableAnswer(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof IOException || cause instanceof UncheckedIOException) {
        return true;
      }
    }
    return false;
  }
}
