package dev.ecsinventory.scan;

import dev.ecsinventory.aws.Failures;
import dev.ecsinventory.aws.NotReachedException;
import dev.ecsinventory.aws.Turn;
import dev.ecsinventory.scan.Reading.ServiceReading;
import dev.ecsinventory.scan.Reading.TaskSetReading;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ecs.model.DescribeTaskSetsResponse;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.TaskSet;
import software.amazon.awssdk.services.ecs.model.TaskSetField;

/**
 * Asks for a service's task sets, with tags. Task set ids must be given although the reference
 * calls them optional (aws/aws-cli#5380), so they come from the service's inline list, and a
 * service whose list is empty is not asked at all.
 *
 * <p>A task set that is not answered for is kept as its inline copy with its tags unknown.
 */
final class TaskSetStep {
  private static final String OPERATION = "DescribeTaskSets";

  private final ScanState state;

  TaskSetStep(ScanState state) {
    this.state = state;
  }

  void read(String clusterArn, Service service) {
    List<TaskSet> inline =
        listedOnce(service).stream()
            .filter(set -> state.scope.includesTaskSet(set.taskSetArn(), set.id()))
            .toList();
    inline.forEach(set -> state.matched(state.scope.matchingTaskSet(set.taskSetArn(), set.id())));
    if (!inline.isEmpty() || state.scope.taskSets().isEmpty()) {
      state.read(new ServiceReading(service, readings(clusterArn, service, inline)));
    }
  }

  /** One a name, the first: a list that has it twice may say something else of it. */
  private static Collection<TaskSet> listedOnce(Service service) {
    Map<String, TaskSet> byArn = new LinkedHashMap<>();
    service.taskSets().forEach(set -> byArn.putIfAbsent(set.taskSetArn(), set));
    return byArn.values();
  }

  private List<TaskSetReading> readings(String clusterArn, Service service, List<TaskSet> inline) {
    if (inline.isEmpty()) {
      return List.of();
    }
    try {
      return answered(inline, send(clusterArn, service, inline));
    } catch (SdkException failure) {
      state.failed(state.reader.failure(OPERATION, service.serviceArn(), failure));
    } catch (NotReachedException outOfTime) {
      state.failed(state.reader.notReached(OPERATION, service.serviceArn()));
    }
    return inline.stream().map(set -> new TaskSetReading(set, false)).toList();
  }

  private DescribeTaskSetsResponse send(String clusterArn, Service service, List<TaskSet> inline) {
    return state.call(
        Turn.Step.DESCRIBE_TASK_SETS,
        (client, options) ->
            client.describeTaskSets(
                request ->
                    request
                        .cluster(clusterArn)
                        .service(service.serviceArn())
                        .taskSets(inline.stream().map(TaskSet::taskSetArn).toList())
                        .include(TaskSetField.TAGS)
                        .overrideConfiguration(options)));
  }

  private List<TaskSetReading> answered(List<TaskSet> inline, DescribeTaskSetsResponse answer) {
    Map<String, TaskSet> described = new HashMap<>();
    answer.taskSets().forEach(set -> described.put(set.taskSetArn(), set));
    Set<String> explained = new HashSet<>();
    for (Failure failure : Failures.named(answer.failures())) {
      explained.add(failure.arn());
      state.failed(
          state.reader.failure(OPERATION, failure.arn(), failure.reason(), failure.detail()));
    }
    List<TaskSetReading> readings = new ArrayList<>();
    for (TaskSet set : inline) {
      TaskSet full = described.get(set.taskSetArn());
      readings.add(new TaskSetReading(full == null ? set : full, full != null));
      if (full == null && !explained.contains(set.taskSetArn())) {
        state.failed(
            state.reader.failure(
                OPERATION, set.taskSetArn(), "MISSING", "ECS did not answer for it"));
      }
    }
    return readings;
  }
}
