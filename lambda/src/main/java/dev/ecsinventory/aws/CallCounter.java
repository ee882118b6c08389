package dev.ecsinventory.aws;

import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.core.metrics.CoreMetric;
import software.amazon.awssdk.metrics.MetricCollection;
import software.amazon.awssdk.metrics.MetricPublisher;

/**
 * Counts the calls that one piece of work sends to ECS, each attempt as a call, and those of them
 * that ECS throttled.
 */
public final class CallCounter implements MetricPublisher {
  /**
   * The SDK's name for it: see {@code software.amazon.awssdk.core.internal.metrics.SdkErrorType}.
   */
  private static final String THROTTLING = "Throttling";

  private final AtomicInteger calls = new AtomicInteger();
  private final AtomicInteger throttled = new AtomicInteger();

  @Override
  public void publish(MetricCollection call) {
    call.children().stream()
        .filter(child -> child.name().equals("ApiCallAttempt"))
        .forEach(
            attempt -> {
              calls.incrementAndGet();
              if (attempt.metricValues(CoreMetric.ERROR_TYPE).contains(THROTTLING)) {
                throttled.incrementAndGet();
              }
            });
  }

  @Override
  public void close() {
    // There is nothing to close.
  }

  public int calls() {
    return calls.get();
  }

  public int throttled() {
    return throttled.get();
  }
}
