package dev.ecsinventory.bench.organization;

import dev.ecsinventory.aws.EcsReader;
import dev.ecsinventory.aws.rate.Backoff;
import dev.ecsinventory.aws.rate.RateLimitedRetryStrategy;
import dev.ecsinventory.aws.rate.ReadRateLimiter;
import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;
import software.amazon.awssdk.retries.api.AcquireInitialTokenRequest;
import software.amazon.awssdk.retries.api.AcquireInitialTokenResponse;
import software.amazon.awssdk.retries.api.RecordSuccessRequest;
import software.amazon.awssdk.retries.api.RetryToken;

/**
 * The read of one account and Region on simulated time: the exporter's own rate limiter, in the
 * strategy with which its clients wait for it, and its concurrency limit; ECS responds after a
 * fixed latency.
 */
final class SimulatedRead {
  private static final Duration LATENCY = Duration.ofMillis(100);
  private static final int SERVICES_PER_LIST = 100;
  private static final int SERVICES_PER_DESCRIPTION = 10;

  /** Listing and describing clusters, one page each. */
  private static final int CALLS_OF_THE_PLAN = 2;

  private final RateLimitedRetryStrategy strategy;
  private final PriorityQueue<Call> inProgress =
      new PriorityQueue<>(Comparator.comparingLong(Call::end));
  private long now;

  private SimulatedRead(double readsPerSecond) {
    this.strategy =
        new RateLimitedRetryStrategy(
            new ReadRateLimiter(readsPerSecond, () -> now), Backoff.DEFAULT);
  }

  /** A call with the time of its response, in nanoseconds. */
  private record Call(long end, RetryToken token) {}

  /** The time for a number of services, each with a task set. */
  static Duration of(int services, double readsPerSecond) {
    SimulatedRead read = new SimulatedRead(readsPerSecond);
    for (int call = 0; call < CALLS_OF_THE_PLAN; call++) {
      read.send();
      read.awaitAll();
    }
    for (int call = 0; call < calls(services) - CALLS_OF_THE_PLAN; call++) {
      read.send();
    }
    read.awaitAll();
    return Duration.ofNanos(read.now);
  }

  /** The minimal number of calls, which the exporter sends; MinimalCallsTest counts them. */
  static int calls(int services) {
    return services == 0
        ? 1
        : CALLS_OF_THE_PLAN
            + Math.ceilDiv(services, SERVICES_PER_LIST)
            + Math.ceilDiv(services, SERVICES_PER_DESCRIPTION)
            + services;
  }

  private void send() {
    if (inProgress.size() == EcsReader.DEFAULT_CONCURRENT_CALLS) {
      awaitOne();
    }
    AcquireInitialTokenResponse token =
        strategy.acquireInitialToken(AcquireInitialTokenRequest.create("simulated"));
    inProgress.add(new Call(now + token.delay().toNanos() + LATENCY.toNanos(), token.token()));
  }

  private void awaitAll() {
    while (!inProgress.isEmpty()) {
      awaitOne();
    }
  }

  private void awaitOne() {
    Call next = inProgress.remove();
    now = Math.max(now, next.end());
    strategy.recordSuccess(RecordSuccessRequest.create(next.token()));
  }
}
