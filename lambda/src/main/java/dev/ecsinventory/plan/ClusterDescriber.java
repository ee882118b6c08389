package dev.ecsinventory.plan;

import dev.ecsinventory.aws.CallCounter;
import dev.ecsinventory.aws.EcsReader;
import dev.ecsinventory.aws.Failures;
import dev.ecsinventory.aws.NotReachedException;
import dev.ecsinventory.aws.Turn;
import dev.ecsinventory.model.Deadline;
import dev.ecsinventory.model.ReadFailure;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ecs.model.Cluster;
import software.amazon.awssdk.services.ecs.model.ClusterField;
import software.amazon.awssdk.services.ecs.model.DescribeClustersResponse;
import software.amazon.awssdk.services.ecs.model.Failure;

/**
 * Describes up to a hundred clusters with one call. When the call is refused, perhaps for one of
 * them, it is halved until the others are read.
 */
final class ClusterDescriber {
  private static final String OPERATION = "DescribeClusters";

  private final EcsReader reader;
  private final CallCounter counter;
  private final Deadline deadline;
  private final List<ReadFailure> failures = new ArrayList<>();

  ClusterDescriber(EcsReader reader, CallCounter counter, Deadline deadline) {
    this.reader = reader;
    this.counter = counter;
    this.deadline = deadline;
  }

  /** What is to be read of {@code arns}, and what could not be described of them. */
  Described described(List<String> arns) {
    return new Described(describe(arns), failures);
  }

  /** All but the clusters that ECS says are gone. */
  private List<ClusterToRead> describe(List<String> arns) {
    if (arns.isEmpty()) {
      return List.of();
    }
    try {
      return described(arns, send(arns));
    } catch (NotReachedException outOfTime) {
      arns.forEach(arn -> failures.add(reader.notReached(OPERATION, arn)));
      return undescribed(arns);
    } catch (SdkException failure) {
      if (arns.size() > 1 && Failures.mayBeOneOfMany(failure)) {
        List<ClusterToRead> halves = new ArrayList<>();
        halves.addAll(describe(arns.subList(0, arns.size() / 2)));
        halves.addAll(describe(arns.subList(arns.size() / 2, arns.size())));
        return halves;
      }
      arns.forEach(arn -> failures.add(reader.failure(OPERATION, arn, failure)));
      return undescribed(arns);
    }
  }

  private DescribeClustersResponse send(List<String> arns) {
    return reader.call(
        Turn.ofPlan(),
        (client, options) ->
            client.describeClusters(
                request ->
                    request
                        .clusters(arns)
                        .include(
                            ClusterField.TAGS, ClusterField.SETTINGS, ClusterField.CONFIGURATIONS)
                        .overrideConfiguration(options)),
        counter,
        deadline);
  }

  private List<ClusterToRead> described(List<String> arns, DescribeClustersResponse answer) {
    List<ClusterToRead> clusters = new ArrayList<>();
    Set<String> unanswered = new HashSet<>(arns);
    Set<String> answered = new HashSet<>();
    for (Cluster cluster : answer.clusters()) {
      unanswered.remove(cluster.clusterArn());
      if (answered.add(cluster.clusterArn())) {
        clusters.add(ClusterToRead.described(cluster));
      }
    }
    for (Failure failure : Failures.named(answer.failures())) {
      unanswered.remove(failure.arn());
      failures.add(reader.failure(OPERATION, failure.arn(), failure.reason(), failure.detail()));
      if (!"MISSING".equals(failure.reason())) {
        clusters.addAll(undescribed(List.of(failure.arn())));
      }
    }
    unanswered.stream()
        .sorted()
        .forEach(
            arn ->
                failures.add(
                    reader.failure(OPERATION, arn, "MISSING", "ECS did not answer for it")));
    return clusters;
  }

  /** What describing clusters came to. */
  record Described(List<ClusterToRead> clusters, List<ReadFailure> failures) {
    Described {
      clusters = List.copyOf(clusters);
      failures = List.copyOf(failures);
    }
  }

  /** Their services may be readable although they are not. */
  private static List<ClusterToRead> undescribed(List<String> arns) {
    return arns.stream().map(ClusterToRead::undescribed).toList();
  }
}
