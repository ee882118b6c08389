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

  private final ReadRateLimiter limiter;
  private final StandardRetryStrategy standard;

  public RateLimitedRetryStrategy(ReadRateLimiter limiter, Backoff backoff) {
    this.limiter = requireNonNull(limiter, "limiter is null");
    this.standard =
        AwsRetryStrategy.standardRetryStrategy().toBuilder()
            .maxAttempts(MAX_ATTEMPTS)
            .retryOnException(RateLimitedRetryStrategy::isUnreadableResponse)
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
    return AcquireInitialTokenResponse.create(response.token(), limiter.reserve());
  }

  @Override
  public RefreshRetryTokenResponse refreshRetryToken(RefreshRetryTokenRequest request) {
    if (request.failure() instanceof SdkException failure && Failures.isThrottling(failure)) {
      limiter.throttled();
    } else {
      limiter.ended();
    }
    RefreshRetryTokenResponse response = standard.refreshRetryToken(request);
    if (SingleAttempt.CURRENT.isBound()) {
      SingleAttempt.CURRENT.get().mayPass();
      throw new TokenAcquisitionFailedException("the call is sent again in a later round");
    }
    Duration wait = limiter.reserve();
    Duration delay = response.delay().compareTo(wait) > 0 ? response.delay() : wait;
    return RefreshRetryTokenResponse.create(response.token(), delay);
  }

  @Override
  public RecordSuccessResponse recordSuccess(RecordSuccessRequest request) {
    limiter.responded();
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
  private static boolean isUnreadableResponse(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof IOException || cause instanceof UncheckedIOException) {
        return true;
      }
    }
    return false;
  }
}
