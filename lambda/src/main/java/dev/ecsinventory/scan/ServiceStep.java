package dev.ecsinventory.scan;

import dev.ecsinventory.aws.Described;
import dev.ecsinventory.aws.Outcome;
import dev.ecsinventory.aws.Rounds;
import dev.ecsinventory.aws.TagList;
import dev.ecsinventory.aws.rate.CallPriority;
import dev.ecsinventory.concurrent.Tasks;
import dev.ecsinventory.model.ServiceIdentity;
import dev.ecsinventory.scan.ServiceStep.Batch;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ecs.model.DescribeServicesResponse;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceField;

/**
 * Describes up to ten services with one call. When the call fails, perhaps because of one of them,
 * it is halved until the others are read.
 */
final class ServiceStep implements Rounds.Calls<Batch, DescribeServicesResponse> {
  /** The maximum of DescribeServices. */
  static final int BATCH = 10;

  private static final String OPERATION = "DescribeServices";

  private final ScanState state;
  private final Tasks tasks;
  private final TaskSetStep taskSets;
  private final Rounds<Batch, DescribeServicesResponse> rounds;

  ServiceStep(ScanState state, Tasks tasks, TaskSetStep taskSets) {
    this.state = state;
    this.tasks = tasks;
    this.taskSets = taskSets;
    this.rounds = state.rounds(this, Comparator.comparing(Batch::first));
  }

  void submit(String clusterArn, List<String> serviceArns) {
    tasks.submit(() -> rounds.first(new Batch(clusterArn, serviceArns)));
  }

  void again() {
    rounds.again();
  }

  @Override
  public Outcome<DescribeServicesResponse> send(Batch batch) {
    return state.call(
        CallPriority.Step.DESCRIBE,
        (client, options) ->
            client.describeServices(
                request ->
                    request
                        .cluster(batch.clusterArn())
                        .services(batch.arns())
                        .include(ServiceField.TAGS)
                        .overrideConfiguration(options)));
  }

  @Override
  public void responded(Batch batch, DescribeServicesResponse response) {
    Described<Service> described =
        Described.of(
            state.reader,
            batch,
            response.hasServices() ? response.services() : null,
            response.failures());
    described.failures().forEach(failure -> state.failed(failure.in(batch.clusterArn())));
    described.found().forEach((arn, service) -> found(batch.identity(arn), service));
  }

  private void found(ServiceIdentity identity, Service service) {
    Optional<String> problem = TagList.problem(service.hasTags(), service.tags());
    problem.ifPresent(
        message ->
            state.failed(
                state
                    .reader
                    .malformed(OPERATION, identity.serviceArn(), message)
                    .in(identity.clusterArn())));
    tasks.submit(() -> taskSets.read(identity, service, problem.isEmpty()));
  }

  @Override
  public void failed(Batch batch, SdkException failure, int attempts) {
    for (String arn : batch.arns()) {
      state.failed(state.reader.failure(OPERATION, arn, failure, attempts).in(batch.clusterArn()));
    }
  }

  @Override
  public void notReached(Batch batch) {
    for (String arn : batch.arns()) {
      state.failed(state.reader.notReached(OPERATION, arn).in(batch.clusterArn()));
    }
  }

  @Override
  public List<Batch> halves(Batch batch) {
    int size = batch.arns().size();
    return size < 2 ? List.of() : List.of(batch.part(0, size / 2), batch.part(size / 2, size));
  }

  /** Services of one cluster. */
  record Batch(String clusterArn, List<String> arns) implements Described.Request<Service> {
    Batch {
      arns = List.copyOf(arns);
    }

    ServiceIdentity identity(String arn) {
      return new ServiceIdentity(clusterArn, arn);
    }

    ServiceIdentity first() {
      return identity(arns.getFirst());
    }

    Batch part(int from, int to) {
      return new Batch(clusterArn, arns.subList(from, to));
    }

    @Override
    public String operation() {
      return OPERATION;
    }

    @Override
    public Optional<String> requested(String reportedArn) {
      return arns.contains(reportedArn)
          ? Optional.of(reportedArn)
          : arns.stream().filter(arn -> identity(arn).isService(reportedArn)).findFirst();
    }

    @Override
    public String reportedArn(Service service) {
      return service.serviceArn();
    }

    @Override
    public Optional<String> contradiction(String arn, Service service) {
      ServiceIdentity identity = identity(arn);
      String cluster = service.clusterArn();
      if (cluster != null && !cluster.isBlank() && !identity.isCluster(cluster)) {
        return Optional.of("the response describes one of another cluster: " + cluster);
      }
      String name = service.serviceName();
      return name == null || name.isBlank() || name.equals(identity.serviceName())
          ? Optional.empty()
          : Optional.of("the response describes one of another name: " + name);
    }
  }
}
