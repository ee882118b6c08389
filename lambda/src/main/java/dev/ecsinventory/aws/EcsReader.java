package dev.ecsinventory.aws;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.aws.failure.Failures;
import dev.ecsinventory.aws.failure.NotReachedException;
import dev.ecsinventory.aws.rate.Backoff;
import dev.ecsinventory.aws.rate.CallPriority;
import dev.ecsinventory.aws.rate.ConcurrencyLimit;
import dev.ecsinventory.aws.rate.ReadRateLimiter;
import dev.ecsinventory.aws.rate.RetryWait;
import dev.ecsinventory.aws.rate.SingleAttempt;
import dev.ecsinventory.model.AccountRegion;
import dev.ecsinventory.model.Deadline;
import dev.ecsinventory.model.FailureKind;
import dev.ecsinventory.model.ReadFailure;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ecs.EcsClient;

/**
 * Reads ECS in one account and Region, with a request rate, a concurrency limit, and a deadline. It
 * counts every attempt.
 */
public final class EcsReader implements AutoCloseable {
  /**
   * Concurrency limit: enough to use all of ECS's bucket, 20 calls per second, if a call takes 0.8
   * seconds, and few enough that two processors keep all of them in flight.
   */
  public static final int DEFAULT_CONCURRENT_CALLS = 16;

  private final AccountRegion accountRegion;
  private final EcsClient client;
  private final ReadRateLimiter limiter;
  private final Backoff backoff;
  private final ConcurrencyLimit concurrency;
  private final AtomicInteger scans = new AtomicInteger();

  /**
   * A reader of one account and region.
   *
   * @param limiter rate limiter of the client's calls
   * @param backoff delays between rounds of failed calls
   * @param concurrentCalls concurrency limit; waiting calls are sent in the order of their priority
   */
  EcsReader(
      AccountRegion accountRegion,
      EcsClient client,
      ReadRateLimiter limiter,
      Backoff backoff,
      int concurrentCalls) {
    this.accountRegion = requireNonNull(accountRegion, "accountRegion is null");
    this.client = requireNonNull(client, "client is null");
    this.limiter = requireNonNull(limiter, "limiter is null");
    this.backoff = requireNonNull(backoff, "backoff is null");
    this.concurrency = new ConcurrencyLimit(concurrentCalls);
  }

  public AccountRegion accountRegion() {
    return accountRegion;
  }

  /** The number of another scan, from 1; see {@link CallPriority}. */
  public int nextScan() {
    return scans.incrementAndGet();
  }

  /**
   * Sends one call, in the order of priority.
   *
   * @param call receives the client and the override configuration to set on the request
   * @throws NotReachedException when the deadline has passed
   * @throws SdkException when the last attempt failed
   */
  public <T> T call(CallPriority priority, Call<T> call, CallCounter counter, Deadline deadline) {
    concurrency.acquire(priority);
    try {
      if (deadline.hasPassed()) {
        throw new NotReachedException();
      }
      AwsRequestOverrideConfiguration.Builder options =
          AwsRequestOverrideConfiguration.builder().addMetricPublisher(counter);
      deadline.left().ifPresent(options::apiCallTimeout);
      return call.send(client, options.build());
    } catch (ApiCallTimeoutException outOfTime) {
      // The response is no longer awaited, so only this call informs the rate limiter.
      limiter.ended();
      throw new NotReachedException();
    } finally {
      concurrency.release();
    }
  }

  /**
   * Sends one call once, in the order of priority, regardless of its outcome; see {@link Rounds}.
   */
  public <T> Outcome<T> callOnce(
      CallPriority priority, Call<T> call, CallCounter counter, Deadline deadline) {
    SingleAttempt attempt = new SingleAttempt();
    try {
      return new Outcome.Response<>(
          ScopedValue.where(SingleAttempt.CURRENT, attempt)
              .call(() -> call(priority, call, counter, deadline)));
    } catch (SdkException failure) {
      return new Outcome.Failed<>(failure, attempt.isRetryable());
    } catch (NotReachedException outOfTime) {
      return new Outcome.NotReached<>();
    }
  }

  /** The waits between rounds of calls. */
  public RetryWait retryWait(Deadline deadline) {
    return new RetryWait(backoff, deadline);
  }

  /**
   * The row of {@code read_failures} for {@code resource}, which was not read because of {@code
   * failure}.
   */
  public ReadFailure failure(String operation, String resource, SdkException failure) {
    return failure(operation, resource, failure, Failures.attempts(failure));
  }

  /** The row for a call that was sent {@code attempts} times, each as a separate call. */
  public ReadFailure failure(
      String operation, String resource, SdkException failure, int attempts) {
    return failed(
        operation,
        resource,
        Failures.code(failure),
        Failures.message(failure),
        Failures.kind(failure),
        attempts);
  }

  /** The row for a part of a response that identifies no resource or contradicts the request. */
  public ReadFailure malformed(String operation, String resource, String message) {
    return failed(operation, resource, Failures.MALFORMED, message, FailureKind.FAULT, 1);
  }

  /**
   * The row for an entry of {@code failures[]} in a response.
   *
   * @param reason null where ECS gave none
   * @param detail null where ECS gave none
   */
  public ReadFailure failure(String operation, String resource, String reason, String detail) {
    String code = reason == null ? "UNKNOWN" : reason;
    String message = detail == null ? ReadFailure.withoutDetail(code) : detail;
    FailureKind kind =
        switch (code) {
          case "MISSING" -> FailureKind.MISSING;
          case "ACCESS_DENIED", "ACCESSDENIED" -> FailureKind.DENIED;
          default -> FailureKind.FAULT;
        };
    return failed(operation, resource, code, message, kind, 1);
  }

  /** The row for a resource that the deadline left unread. */
  public ReadFailure notReached(String operation, String resource) {
    return notReached(accountRegion, operation, resource);
  }

  /** The row for a resource of an account and Region that is not read any more. */
  public static ReadFailure notReached(
      AccountRegion accountRegion, String operation, String resource) {
    return new ReadFailure(
        accountRegion.accountId(),
        accountRegion.region(),
        operation,
        resource,
        "NotReached",
        new NotReachedException().getMessage(),
        FailureKind.NOT_REACHED,
        0);
  }

  private ReadFailure failed(
      String operation,
      String resource,
      String code,
      String message,
      FailureKind kind,
      int attempts) {
    return new ReadFailure(
        accountRegion.accountId(),
        accountRegion.region(),
        operation,
        resource,
        code,
        message,
        kind,
        attempts);
  }

  @Override
  public void close() {
    client.close();
  }

  /** A call of one operation. */
  @FunctionalInterface
  public interface Call<T> {
    T send(EcsClient client, AwsRequestOverrideConfiguration options);
  }
}
