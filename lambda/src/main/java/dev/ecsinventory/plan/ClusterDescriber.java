package dev.ecsinventory.plan;

import dev.ecsinventory.aws.CallCounter;
import dev.ecsinventory.aws.Described;
import dev.ecsinventory.aws.EcsReader;
import dev.ecsinventory.aws.Outcome;
import dev.ecsinventory.aws.Rounds;
import dev.ecsinventory.aws.TagList;
import dev.ecsinventory.aws.rate.CallPriority;
import dev.ecsinventory.model.Deadline;
import dev.ecsinventory.model.EcsArn;
import dev.ecsinventory.model.ReadFailure;
import dev.ecsinventory.plan.ClusterDescriber.Batch;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ecs.model.Cluster;
import software.amazon.awssdk.services.ecs.model.ClusterField;
import software.amazon.awssdk.services.ecs.model.DescribeClustersResponse;

/**
 * Describes up to a hundred clusters with one call. When the call fails, perhaps because of one of
 * them, it is halved until the others are read. The result has all clusters except those that ECS
 * reports as missing, because the services of a cluster may be readable although its description is
 * not.
 */
final class ClusterDescriber implements Rounds.Calls<Batch, DescribeClustersResponse> {
  private static final String OPERATION = "DescribeClusters";

  /** Everything that ECS leaves out of a description unless it is asked for it. */
  private static final List<ClusterField> EVERY_PART =
      List.of(
          ClusterField.ATTACHMENTS,
          ClusterField.CONFIGURATIONS,
          ClusterField.SETTINGS,
          ClusterField.STATISTICS,
          ClusterField.TAGS);

  private final EcsReader reader;
  private final CallCounter counter;
  private final Deadline deadline;
  private final Rounds<Batch, DescribeClustersResponse> rounds;
  private final Queue<ClusterToRead> clusters = new ConcurrentLinkedQueue<>();
  private final Queue<ReadFailure> failures = new ConcurrentLinkedQueue<>();

  ClusterDescriber(EcsReader reader, CallCounter counter, Deadline deadline) {
    this.reader = reader;
    this.counter = counter;
    this.deadline = deadline;
    this.rounds =
        new Rounds<>(
            this,
            Comparator.comparing(batch -> batch.arns().getFirst()),
            reader.retryWait(deadline));
  }

  /** Describes clusters; safe for concurrent use. */
  void describe(List<String> arns) {
    if (!arns.isEmpty()) {
      rounds.first(new Batch(arns));
    }
  }

  /** Repeats failed calls; call this after {@link #describe} was called for all clusters. */
  void again() {
    rounds.again();
  }

  List<ClusterToRead> clusters() {
    return clusters.stream().sorted(Comparator.comparing(ClusterToRead::arn)).toList();
  }

  List<ReadFailure> failures() {
    return failures.stream().distinct().sorted(ReadFailure.ORDER).toList();
  }

  @Override
  public Outcome<DescribeClustersResponse> send(Batch batch) {
    return reader.callOnce(
        CallPriority.ofPlan(),
        (client, options) ->
            client.describeClusters(
                request ->
                    request
                        .clusters(batch.arns())
                        .include(EVERY_PART)
                        .overrideConfiguration(options)),
        counter,
        deadline);
  }

  @Override
  public void responded(Batch batch, DescribeClustersResponse response) {
    Described<Cluster> described =
        Described.of(
            reader,
            batch,
            response.hasClusters() ? response.clusters() : null,
            response.failures());
    failures.addAll(described.failures());
    for (String arn : batch.arns()) {
      Cluster cluster = described.found().get(arn);
      if (cluster != null) {
        found(arn, cluster);
      } else if (!described.missing().contains(arn)) {
        clusters.add(ClusterToRead.undescribed(arn));
      }
    }
  }

  private void found(String arn, Cluster cluster) {
    clusters.add(ClusterToRead.described(arn, cluster));
    TagList.problem(cluster.hasTags(), cluster.tags())
        .ifPresent(problem -> failures.add(reader.malformed(OPERATION, arn, problem)));
  }

  @Override
  public void failed(Batch batch, SdkException failure, int attempts) {
    for (String arn : batch.arns()) {
      failures.add(reader.failure(OPERATION, arn, failure, attempts));
      clusters.add(ClusterToRead.undescribed(arn));
    }
  }

  @Override
  public void notReached(Batch batch) {
    for (String arn : batch.arns()) {
      failures.add(reader.notReached(OPERATION, arn));
      clusters.add(ClusterToRead.undescribed(arn));
    }
  }

  @Override
  public List<Batch> halves(Batch batch) {
    int size = batch.arns().size();
    return size < 2
        ? List.of()
        : List.of(
            new Batch(batch.arns().subList(0, size / 2)),
            new Batch(batch.arns().subList(size / 2, size)));
  }

  /** Clusters of one call. The ARN of a cluster has one form only. */
  record Batch(List<String> arns) implements Described.Request<Cluster> {
    Batch {
      arns = List.copyOf(arns);
    }

    @Override
    public String operation() {
      return OPERATION;
    }

    @Override
    public Optional<String> requested(String reportedArn) {
      return Optional.of(reportedArn).filter(arns::contains);
    }

    @Override
    public String reportedArn(Cluster cluster) {
      return cluster.clusterArn();
    }

    @Override
    public Optional<String> contradiction(String arn, Cluster cluster) {
      String name = cluster.clusterName();
      return name == null || name.isBlank() || name.equals(EcsArn.nameOf(arn))
          ? Optional.empty()
          : Optional.of("the response describes one of another name: " + name);
    }
  }
}
