package dev.ecsinventory.plan;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.aws.CallCounter;
import dev.ecsinventory.aws.EcsReader;
import dev.ecsinventory.aws.Pages;
import dev.ecsinventory.aws.failure.NotReachedException;
import dev.ecsinventory.aws.rate.CallPriority;
import dev.ecsinventory.concurrent.Tasks;
import dev.ecsinventory.config.Scope;
import dev.ecsinventory.model.AccountRegion;
import dev.ecsinventory.model.Deadline;
import dev.ecsinventory.model.EcsArn;
import dev.ecsinventory.model.Glob;
import dev.ecsinventory.model.ReadFailure;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ecs.model.ListClustersResponse;

/**
 * Plans one account and region: lists its clusters, describes them a hundred at a time, lists the
 * services of large ones, and packs them into targets.
 */
public final class Planner {
  /** The most that ListClusters gives a page. */
  private static final int PAGE = 100;

  private static final String LIST = "ListClusters";

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
    ClusterDescriber describer = new ClusterDescriber(reader, counter, deadline);
    boolean complete;
    try (Tasks tasks = new Tasks()) {
      complete = list(listed, arns -> tasks.submit(() -> describer.describe(arns)));
      tasks.await();
    }
    describer.again();
    failures.addAll(describer.failures());
    List<ClusterToRead> clusters = describer.clusters();
    ServiceLister lister = new ServiceLister(reader, counter, deadline);
    Map<String, Collection<String>> services =
        lister.list(clusters.stream().filter(TargetPacker::isLarge).toList());
    failures.addAll(lister.failures());
    return new Plan(
        reader.accountRegion(),
        TargetPacker.pack(reader.accountRegion(), clusters, services),
        complete ? listed.stream().sorted().toList() : null,
        failures,
        matchedSelectors(clusters),
        counter.calls(),
        counter.throttled(),
        startedAt);
  }

  /**
   * Lists page by page, and describes each page while the next is listed. Returns false when there
   * may be clusters that are not in {@code listed}.
   */
  private boolean list(List<String> listed, Consumer<List<String>> describe) {
    Pages pages = new Pages();
    Set<String> known = new HashSet<>();
    boolean trusted = true;
    boolean more;
    do {
      try {
        ListClustersResponse page = page(pages.token());
        List<String> clusters = page.clusterArns().stream().filter(this::isCluster).toList();
        trusted &= clusters.size() == page.clusterArns().size();
        // A cluster can move to the next page while pages are read.
        List<String> fresh = clusters.stream().filter(known::add).sorted().toList();
        listed.addAll(fresh);
        describe.accept(fresh.stream().filter(scope::includesCluster).toList());
        more = pages.follows(page.hasClusterArns(), page.nextToken());
      } catch (SdkException failure) {
        failures.add(reader.failure(LIST, everyCluster(), failure));
        return false;
      } catch (NotReachedException outOfTime) {
        failures.add(reader.notReached(LIST, everyCluster()));
        return false;
      }
    } while (more);
    return trusted;
  }

  /**
   * Whether an entry is a cluster of this account and Region; if not, it may represent an unknown
   * one.
   */
  private boolean isCluster(String arn) {
    if (arn == null || arn.isBlank()) {
      failures.add(
          reader.malformed(
              LIST, everyCluster(), "the list clusterArns has an entry without an ARN"));
      return false;
    }
    AccountRegion accountRegion = reader.accountRegion();
    boolean here =
        EcsArn.parse(arn)
            .filter(cluster -> cluster.type().equals("cluster"))
            .filter(cluster -> cluster.accountId().equals(accountRegion.accountId()))
            .filter(cluster -> cluster.region().equals(accountRegion.region()))
            .isPresent();
    if (!here) {
      failures.add(
          reader.malformed(
              LIST, arn, "it is listed among the clusters of " + accountRegion.name()));
    }
    return here;
  }

  private ListClustersResponse page(String token) {
    return reader.call(
        CallPriority.ofPlan(),
        (client, options) ->
            client.listClusters(
                request ->
                    request.maxResults(PAGE).nextToken(token).overrideConfiguration(options)),
        counter,
        deadline);
  }

  /** The ARN that represents clusters that could not be listed. */
  private String everyCluster() {
    return reader.accountRegion().ecsArn("cluster/*");
  }

  private List<String> matchedSelectors(List<ClusterToRead> clusters) {
    TreeSet<String> matched = new TreeSet<>();
    clusters.forEach(
        cluster ->
            Scope.matching(scope.clusters(), cluster.arn()).map(Glob::text).forEach(matched::add));
    return List.copyOf(matched);
  }
}
