package dev.ecsinventory.bench.process;

import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;

/**
 * Notes when each call to ECS began and ended, in processes that ask for it. The SDK finds it on
 * the class path, so what is measured is the program as it is.
 */
public final class CallRecorder implements ExecutionInterceptor {
  private static final Set<String> READS =
      Set.of(
          "ListClusters",
          "DescribeClusters",
          "ListServices",
          "DescribeServices",
          "DescribeTaskSets");

  private static final ExecutionAttribute<Long> CALLED =
      new ExecutionAttribute<>(CallRecorder.class.getName() + ".called");

  private static final ExecutionAttribute<Long> SENT =
      new ExecutionAttribute<>(CallRecorder.class.getName() + ".sent");

  private static final ExecutionAttribute<Long> ANSWERED =
      new ExecutionAttribute<>(CallRecorder.class.getName() + ".answered");

  private static final Queue<RecordedCall> CALLS = new ConcurrentLinkedQueue<>();
  private static volatile boolean on;

  /** Notes calls from now on. */
  static void begin() {
    on = true;
  }

  /** The calls that have ended well. */
  static List<RecordedCall> calls() {
    return List.copyOf(CALLS);
  }

  @Override
  public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
    if (on) {
      attributes.putAttribute(CALLED, System.nanoTime());
    }
  }

  @Override
  public void beforeTransmission(
      Context.BeforeTransmission context, ExecutionAttributes attributes) {
    if (on) {
      attributes.putAttribute(SENT, System.nanoTime());
    }
  }

  @Override
  public void afterTransmission(Context.AfterTransmission context, ExecutionAttributes attributes) {
    if (on) {
      attributes.putAttribute(ANSWERED, System.nanoTime());
    }
  }

  @Override
  public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
    String operation = attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME);
    if (on && READS.contains(operation)) {
      CALLS.add(
          new RecordedCall(
              operation,
              attributes.getAttribute(CALLED),
              attributes.getAttribute(SENT),
              attributes.getAttribute(ANSWERED),
              System.nanoTime()));
    }
  }
}
