package dev.ecsinventory.plan;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.aws.CallCounter;
import dev.ecsinventory.aws.EcsReader;
import dev.ecsinventory.aws.NotReachedException;
import dev.ecsinventory.aws.Pages;
import dev.ecsinventory.aws.Turn;
import dev.ecsinventory.config.Scope;
import dev.ecsinventory.model.Deadline;
import dev.ecsinventory.model.Glob;
import dev.ecsinventory.model.ReadFailure;
import dev.ecsinventory.plan.ClusterDescriber.Described;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
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
    List<String> listed = new ArrayList<>();
    List<Future<Described>> pages = new ArrayList<>();
    boolean complete;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      complete = list(listed, arns -> pages.add(threads.submit(() -> describe(arns))));
    }
    List<ClusterToRead> clusters = new ArrayList<>();
    for (Future<Described> page : pages) {
      Described described = joined(page);
      clusters.addAll(described.clusters());
      failures.addAll(described.failures());
    }
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

  private Described describe(List<String> arns) {
    return new ClusterDescriber(reader, counter, deadline).described(arns);
  }

  private static Described joined(Future<Described> page) {
    return switch (page.state()) {
      case FAILED -> throw new IllegalStateException(page.exceptionNow());
      case SUCCESS, RUNNING, CANCELLED -> page.resultNow();
    };
  }

  /**
   * Lists page by page, each described while the next is listed; false when one could not be had.
   */
  private boolean list(List<String> listed, Consumer<List<String>> describe) {
    Pages pages = new Pages();
    Set<String> known = new HashSet<>();
    boolean more;
    do {
      ListClustersResponse page;
      try {
        page = page(pages.token());
        more = pages.follows(page.hasClusterArns(), page.nextToken());
      } catch (SdkException failure) {
        failures.add(reader.failure("ListClusters", everyCluster(), failure));
        return false;
      } catch (NotReachedException outOfTime) {
        failures.add(reader.notReached("ListClusters", everyCluster()));
        return false;
      }
      // A cluster can move to the next page while pages are read.
      List<String> clusters = page.clusterArns().stream().filter(known::add).toList();
      listed.addAll(clusters);
      describe.accept(clusters.stream().filter(scope::includesCluster).toList());
    } while (more);
    return true;
  }

  private ListClustersResponse page(String token) {
    return reader.call(
        Turn.ofPlan(),
        (client, options) ->
            client.listClusters(
                request ->
                    request.maxResults(PAGE).nextToken(token).overrideConfiguration(options)),
        counter,
        deadline);
  }

  /** What stands for clusters that nobody could list. */
  private String everyCluster() {
    return reader.place().ecsArn("cluster/*");
  }

  private List<String> matchedSelectors(List<ClusterToRead> clusters) {
    TreeSet<String> matched = new TreeSet<>();
    clusters.forEach(
        cluster ->
            Scope.matching(scope.clusters(), cluster.arn()).map(Glob::text).forEach(matched::add));
    return List.copyOf(matched);
  }
}
