package dev.ecsinventory.plan;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.aws.CallCounter;
import dev.ecsinventory.aws.EcsReader;
import dev.ecsinventory.aws.NotReachedException;
import dev.ecsinventory.config.Scope;
import dev.ecsinventory.model.Deadline;
import dev.ecsinventory.model.Glob;
import dev.ecsinventory.model.ReadFailure;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ecs.model.ListClustersResponse;

/**
 * Plans one account and region: lists its clusters, describes them a hundred at a time, and packs
 * them into targets.
 */
public final class Planner {
  /** The most that ListClusters gives a page. */
  private static final int PAGE = 100;

  private final EcsReader reader;
  private final Scope scope;
  private final Deadline deadline;
  private final Clock clock;
  private final CallCounter counter = new CallCounter();
  private final List<ReadFailure> failures = new ArrayList<>();

  public Planner(EcsReader reader, Scope scope, Deadline deadline, Clock clock) {
    this.reader = requireNonNull(reader, "reader is null");
    this.scope = requireNonNull(scope, "scope is null");
    this.deadline = requireNonNull(deadline, "deadline is null");
    this.clock = requireNonNull(clock, "clock is null");
  }

  public Plan plan() {
    String startedAt = clock.instant().toString();
    ClusterDescriber describer = new ClusterDescriber(reader, counter, deadline, failures);
    List<String> listed = new ArrayList<>();
    List<ClusterToRead> clusters = new ArrayList<>();
    boolean complete = list(listed, clusters, describer);
    return new Plan(
        reader.place(),
        TargetPacker.pack(reader.place(), clusters),
        complete ? listed.stream().sorted().toList() : null,
        failures,
        matchedSelectors(clusters),
        counter.calls(),
        counter.throttled(),
        startedAt);
  }

  /** Lists page by page, each page described at once; false when a page could not be had. */
  private boolean list(
      List<String> listed, List<ClusterToRead> clusters, ClusterDescriber describer) {
    String token = null;
    do {
      ListClustersResponse page;
      try {
        page = page(token);
      } catch (SdkException failure) {
        failures.add(reader.failure("ListClusters", everyCluster(), failure));
        return false;
      } catch (NotReachedException outOfTime) {
        failures.add(reader.notReached("ListClusters", everyCluster()));
        return false;
      }
      listed.addAll(page.clusterArns());
      clusters.addAll(
          describer.describe(page.clusterArns().stream().filter(scope::includesCluster).toList()));
      token = page.nextToken();
    } while (token != null);
    return true;
  }

  private ListClustersResponse page(String token) {
    return reader.call(
        (client, options) ->
            client.listClusters(
                request ->
                    request.maxResults(PAGE).nextToken(token).overrideConfiguration(options)),
        counter,
        deadline);
  }

  /** What stands for clusters that nobody could list. */
  private String everyCluster() {
    return "arn:aws:ecs:%s:%s:cluster/*"
        .formatted(reader.place().region(), reader.place().accountId());
  }

  private List<String> matchedSelectors(List<ClusterToRead> clusters) {
    TreeSet<String> matched = new TreeSet<>();
    clusters.forEach(
        cluster ->
            Scope.matching(scope.clusters(), cluster.arn()).map(Glob::text).forEach(matched::add));
    return List.copyOf(matched);
  }
}
