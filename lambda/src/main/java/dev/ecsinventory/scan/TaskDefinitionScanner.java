package dev.ecsinventory.scan;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.aws.CallCounter;
import dev.ecsinventory.aws.EcsReader;
import dev.ecsinventory.aws.NotReachedException;
import dev.ecsinventory.aws.Turn;
import dev.ecsinventory.model.Deadline;
import dev.ecsinventory.model.FailureKind;
import dev.ecsinventory.model.ReadFailure;
import dev.ecsinventory.scan.Reading.TaskDefinitionReading;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ecs.model.DescribeTaskDefinitionResponse;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionField;

/**
 * Reads the tags of task definitions of one account and region, one call for each. What they say is
 * an addition to the snapshot: one that cannot be read is given with its tags unknown.
 */
public final class TaskDefinitionScanner {
  private static final String OPERATION = "DescribeTaskDefinition";

  private final EcsReader reader;

  public TaskDefinitionScanner(EcsReader reader) {
    this.reader = requireNonNull(reader, "reader is null");
  }

  /** Reads the task definitions {@code arns}, until {@code deadline}. */
  public TaskDefinitionScan scan(SortedSet<String> arns, Deadline deadline) {
    return arns.isEmpty() ? TaskDefinitionScan.NONE : new Pass(arns, deadline).scan();
  }

  /** One pass over some task definitions. */
  private final class Pass {
    private final SortedSet<String> arns;
    private final Deadline deadline;
    private final CallCounter counter = new CallCounter();
    private final SortedMap<String, DescribeTaskDefinitionResponse> answers =
        new ConcurrentSkipListMap<>();
    private final Queue<ReadFailure> failures = new ConcurrentLinkedQueue<>();

    Pass(SortedSet<String> arns, Deadline deadline) {
      this.arns = arns;
      this.deadline = deadline;
    }

    /**
     * The first is asked for alone: IAM knows no task definitions as resources of this call, so
     * where a role may not read one it may read none, and one refusal is enough.
     */
    TaskDefinitionScan scan() {
      read(arns.first());
      if (failures.stream().noneMatch(failure -> failure.kind() == FailureKind.DENIED)) {
        try (Tasks tasks = new Tasks()) {
          arns.stream().skip(1).forEach(arn -> tasks.submit(() -> read(arn)));
          tasks.await();
        }
      }
      List<TaskDefinitionReading> readings =
          arns.stream()
              .map(arn -> new TaskDefinitionReading(arn, Optional.ofNullable(answers.get(arn))))
              .toList();
      return new TaskDefinitionScan(
          readings, List.copyOf(failures), counter.calls(), counter.throttled());
    }

    private void read(String arn) {
      try {
        answers.put(
            arn,
            reader.call(
                Turn.ofJudging(),
                (client, options) ->
                    client.describeTaskDefinition(
                        request ->
                            request
                                .taskDefinition(arn)
                                .include(TaskDefinitionField.TAGS)
                                .overrideConfiguration(options)),
                counter,
                deadline));
      } catch (SdkException failure) {
        failures.add(reader.failure(OPERATION, arn, failure));
      } catch (NotReachedException outOfTime) {
        failures.add(reader.notReached(OPERATION, arn));
      }
    }
  }
}
