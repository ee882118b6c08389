package dev.ecsinventory.scan;

import dev.ecsinventory.aws.Described;
import dev.ecsinventory.aws.Outcome;
import dev.ecsinventory.aws.Rounds;
import dev.ecsinventory.aws.TagList;
import dev.ecsinventory.aws.rate.CallPriority;
import dev.ecsinventory.model.ReadFailure;
import dev.ecsinventory.model.ServiceIdentity;
import dev.ecsinventory.scan.Reading.ServiceReading;
import dev.ecsinventory.scan.Reading.TaskSetReading;
import dev.ecsinventory.scan.TaskSetStep.Request;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ecs.model.DescribeTaskSetsResponse;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.TaskSet;
import software.amazon.awssdk.services.ecs.model.TaskSetField;

/**
 * Reads a service's task sets, with tags. The call requires task set IDs, although the API
 * reference calls them optional (aws/aws-cli#5380), so they come from the service's inline list,
 * and no call is sent for a service whose list is empty.
 *
 * <p>A task set that the response does not contain has its inline copy, with unknown tags.
 */
final class TaskSetStep implements Rounds.Calls<Request, DescribeTaskSetsResponse> {
  private static final String OPERATION = "DescribeTaskSets";

  private final ScanState state;
  private final Rounds<Request, DescribeTaskSetsResponse> rounds;

  TaskSetStep(ScanState state) {
    this.state = state;
    this.rounds = state.rounds(this, Comparator.comparing(Request::identity));
  }

  /**
   * Reads the task sets of a described service, and with them the service.
   *
   * @param tagsKnown whether the tags of {@code service} were read
   */
  void read(ServiceIdentity identity, Service service, boolean tagsKnown) {
    NamedTaskSets named = NamedTaskSets.of(state.reader, identity, service);
    named.failures().forEach(state::failed);
    if (named.complete()) {
      state.described(identity, named.arns());
    }
    List<TaskSet> inScope =
        named.taskSets().stream()
            .filter(set -> state.scope.includesTaskSet(identity, set.taskSetArn(), set.id()))
            .toList();
    inScope.forEach(
        set -> state.matched(state.scope.matchingTaskSet(identity, set.taskSetArn(), set.id())));
    Integer count = named.complete() ? named.taskSets().size() : null;
    Request request = new Request(identity, service, tagsKnown, count, inScope);
    if (!inScope.isEmpty()) {
      state.named(identity, request.arns().stream().collect(Collectors.toSet()));
      rounds.first(request);
    } else if (state.scope.taskSets().isEmpty()) {
      state.named(identity, Set.of());
      state.read(request.reading(List.of()));
    } else {
      state.outOfScope(identity);
    }
  }

  void again() {
    rounds.again();
  }

  @Override
  public Outcome<DescribeTaskSetsResponse> send(Request request) {
    return state.call(
        CallPriority.Step.DESCRIBE_TASK_SETS,
        (client, options) ->
            client.describeTaskSets(
                call ->
                    call.cluster(request.identity().clusterArn())
                        .service(request.identity().serviceArn())
                        .taskSets(request.arns())
                        .include(TaskSetField.TAGS)
                        .overrideConfiguration(options)));
  }

  @Override
  public void responded(Request request, DescribeTaskSetsResponse response) {
    Described<TaskSet> described =
        Described.of(
            state.reader,
            request,
            response.hasTaskSets() ? response.taskSets() : null,
            response.failures());
    described.failures().forEach(failure -> failed(request, failure));
    List<TaskSetReading> readings = new ArrayList<>();
    for (TaskSet inline : request.inScope()) {
      TaskSet full = described.found().get(inline.taskSetArn());
      readings.add(full == null ? unknown(inline) : known(request, inline.taskSetArn(), full));
    }
    state.read(request.reading(readings));
  }

  private TaskSetReading known(Request request, String arn, TaskSet taskSet) {
    Optional<String> problem = TagList.problem(taskSet.hasTags(), taskSet.tags());
    problem.ifPresent(message -> failed(request, state.reader.malformed(OPERATION, arn, message)));
    return new TaskSetReading(arn, taskSet, problem.isEmpty());
  }

  private static TaskSetReading unknown(TaskSet inline) {
    return new TaskSetReading(inline.taskSetArn(), inline, false);
  }

  @Override
  public void failed(Request request, SdkException failure, int attempts) {
    String arn = request.identity().serviceArn();
    unread(request, state.reader.failure(OPERATION, arn, failure, attempts));
  }

  @Override
  public void notReached(Request request) {
    unread(request, state.reader.notReached(OPERATION, request.identity().serviceArn()));
  }

  @Override
  public List<Request> halves(Request request) {
    return List.of();
  }

  private void unread(Request request, ReadFailure failure) {
    failed(request, failure);
    state.read(request.reading(request.inScope().stream().map(TaskSetStep::unknown).toList()));
  }

  private void failed(Request request, ReadFailure failure) {
    state.failed(failure.in(request.identity().clusterArn()));
  }

  /**
   * The task sets of one service.
   *
   * @param taskSetCount null when it is not known
   * @param inScope the inline copies of the task sets to read
   */
  record Request(
      ServiceIdentity identity,
      Service service,
      boolean tagsKnown,
      Integer taskSetCount,
      List<TaskSet> inScope)
      implements Described.Request<TaskSet> {
    Request {
      inScope = List.copyOf(inScope);
    }

    ServiceReading reading(List<TaskSetReading> taskSets) {
      return new ServiceReading(identity, service, tagsKnown, taskSetCount, taskSets);
    }

    @Override
    public String operation() {
      return OPERATION;
    }

    @Override
    public List<String> arns() {
      return inScope.stream().map(TaskSet::taskSetArn).toList();
    }

    @Override
    public Optional<String> requested(String reportedArn) {
      List<String> arns = arns();
      if (arns.contains(reportedArn)) {
        return Optional.of(reportedArn);
      }
      Optional<String> id = identity.taskSetId(reportedArn);
      return arns.stream().filter(arn -> id.equals(identity.taskSetId(arn))).findFirst();
    }

    @Override
    public String reportedArn(TaskSet taskSet) {
      return taskSet.taskSetArn();
    }

    @Override
    public Optional<String> contradiction(String arn, TaskSet taskSet) {
      return NamedTaskSets.contradiction(identity, taskSet);
    }
  }
}
