package dev.ecsinventory.scan;

import dev.ecsinventory.aws.Failures;
import dev.ecsinventory.aws.NotReachedException;
import dev.ecsinventory.aws.Turn;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ecs.model.DescribeServicesResponse;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceField;
import software.amazon.awssdk.services.ecs.model.TaskSet;

/**
 * Describes up to ten services with one call. When the call is refused, perhaps for one of them, it
 * is halved until the others are read.
 */
final class ServiceStep {
  /** The most that DescribeServices takes. */
  static final int BATCH = 10;

  private static final String OPERATION = "DescribeServices";

  private final ScanState state;
  private final Tasks tasks;
  private final TaskSetStep taskSets;

  ServiceStep(ScanState state, Tasks tasks, TaskSetStep taskSets) {
    this.state = state;
    this.tasks = tasks;
    this.taskSets = taskSets;
  }

  void submit(String clusterArn, List<String> serviceArns) {
    tasks.submit(() -> describe(clusterArn, serviceArns));
  }

  private void describe(String clusterArn, List<String> serviceArns) {
    try {
      described(clusterArn, serviceArns, send(clusterArn, serviceArns));
    } catch (NotReachedException outOfTime) {
      serviceArns.forEach(arn -> state.failed(state.reader.notReached(OPERATION, arn)));
    } catch (SdkException failure) {
      if (serviceArns.size() > 1 && Failures.mayBeOneOfMany(failure)) {
        int half = serviceArns.size() / 2;
        submit(clusterArn, serviceArns.subList(0, half));
        submit(clusterArn, serviceArns.subList(half, serviceArns.size()));
      } else {
        serviceArns.forEach(arn -> state.failed(state.reader.failure(OPERATION, arn, failure)));
      }
    }
  }

  private DescribeServicesResponse send(String clusterArn, List<String> serviceArns) {
    return state.call(
        Turn.Step.DESCRIBE,
        (client, options) ->
            client.describeServices(
                request ->
                    request
                        .cluster(clusterArn)
                        .services(serviceArns)
                        .include(ServiceField.TAGS)
                        .overrideConfiguration(options)));
  }

  private void described(String clusterArn, List<String> asked, DescribeServicesResponse answer) {
    Set<String> unanswered = new HashSet<>(asked);
    for (Service service : answer.services()) {
      unanswered.remove(service.serviceArn());
      boolean first =
          state.described(
              service.serviceArn(),
              service.taskSets().stream().map(TaskSet::taskSetArn).collect(Collectors.toSet()));
      if (first) {
        tasks.submit(() -> taskSets.read(clusterArn, service));
      }
    }
    for (Failure failure : Failures.named(answer.failures())) {
      unanswered.remove(failure.arn());
      state.failed(
          state.reader.failure(OPERATION, failure.arn(), failure.reason(), failure.detail()));
    }
    for (String arn : unanswered) {
      state.failed(state.reader.failure(OPERATION, arn, "MISSING", "ECS did not answer for it"));
    }
  }
}
