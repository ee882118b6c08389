package dev.ecsinventory.scan;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.aws.CallCounter;
import dev.ecsinventory.aws.EcsReader;
import dev.ecsinventory.aws.Outcome;
import dev.ecsinventory.aws.Rounds;
import dev.ecsinventory.aws.TagList;
import dev.ecsinventory.aws.UnusableValues;
import dev.ecsinventory.aws.rate.CallPriority;
import dev.ecsinventory.concurrent.Tasks;
import dev.ecsinventory.model.Deadline;
import dev.ecsinventory.model.FailureKind;
import dev.ecsinventory.model.ReadFailure;
import dev.ecsinventory.scan.Reading.TaskDefinitionReading;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ecs.model.DescribeTaskDefinitionResponse;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionField;

/**
 * Reads the tags of task definitions of one account and Region, with one call for each. Task
 * definitions are an addition to the snapshot: one that cannot be read is returned with unknown
 * tags.
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
  private final class Pass implements Rounds.Calls<String, DescribeTaskDefinitionResponse> {
    private final SortedSet<String> arns;
    private final Deadline deadline;
    private final CallCounter counter = new CallCounter();
    private final SortedMap<String, DescribeTaskDefinitionResponse> responses =
        new ConcurrentSkipListMap<>();
    private final Queue<ReadFailure> failures = new ConcurrentLinkedQueue<>();
    private final Rounds<String, DescribeTaskDefinitionResponse> rounds;

    Pass(SortedSet<String> arns, Deadline deadline) {
      this.arns = arns;
      this.deadline = deadline;
      this.rounds = new Rounds<>(this, Comparator.naturalOrder(), reader.retryWait(deadline));
    }

    /**
     * The first task definition is requested alone: this call has no resource-level permissions in
     * IAM, so a role that is denied one is denied all, and one denial is enough.
     */
    TaskDefinitionScan scan() {
      rounds.first(arns.first());
      rounds.again();
      if (failures.stream().noneMatch(failure -> failure.kind() == FailureKind.DENIED)) {
        try (Tasks tasks = new Tasks()) {
          arns.stream().skip(1).forEach(arn -> tasks.submit(() -> rounds.first(arn)));
          tasks.await();
        }
        rounds.again();
      }
      List<TaskDefinitionReading> readings =
          arns.stream()
              .map(arn -> new TaskDefinitionReading(arn, Optional.ofNullable(responses.get(arn))))
              .toList();
      return new TaskDefinitionScan(
          readings, List.copyOf(failures), counter.calls(), counter.throttled());
    }

    @Override
    public Outcome<DescribeTaskDefinitionResponse> send(String arn) {
      return reader.callOnce(
          CallPriority.ofEvaluation(),
          (client, options) ->
              client.describeTaskDefinition(
                  request ->
                      request
                          .taskDefinition(arn)
                          .include(TaskDefinitionField.TAGS)
                          .overrideConfiguration(options)),
          counter,
          deadline);
    }

    @Override
    public void responded(String arn, DescribeTaskDefinitionResponse response) {
      problem(arn, response)
          .ifPresentOrElse(
              problem -> failures.add(reader.malformed(OPERATION, arn, problem)),
              () -> responses.put(arn, response));
    }

    @Override
    public void failed(String arn, SdkException failure, int attempts) {
      failures.add(reader.failure(OPERATION, arn, failure, attempts));
    }

    @Override
    public void notReached(String arn) {
      failures.add(reader.notReached(OPERATION, arn));
    }

    @Override
    public List<String> halves(String arn) {
      return List.of();
    }
  }

  private static Optional<String> problem(String arn, DescribeTaskDefinitionResponse response) {
    TaskDefinition definition = response.taskDefinition();
    if (definition == null || definition.taskDefinitionArn() == null) {
      return Optional.of("the response has no task definition with an ARN");
    }
    String reported = definition.taskDefinitionArn();
    return reported.equals(arn) || reported.endsWith("/" + arn)
        ? TagList.problem(response.hasTags(), response.tags())
            .or(() -> UnusableValues.in(definition))
        : Optional.of("the response describes another one: " + reported);
  }
}
