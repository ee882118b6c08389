package dev.ecsinventory.scan;

import dev.ecsinventory.aws.Outcome;
import dev.ecsinventory.aws.Pages;
import dev.ecsinventory.aws.Rounds;
import dev.ecsinventory.aws.failure.MalformedPageException;
import dev.ecsinventory.aws.rate.CallPriority;
import dev.ecsinventory.model.EcsArn;
import dev.ecsinventory.model.ServiceIdentity;
import dev.ecsinventory.plan.ClusterPart;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ecs.model.ListServicesResponse;

/** Lists clusters' services and passes them to the next step ten at a time, across page breaks. */
final class ListingStep implements Rounds.Calls<ListingStep.Listing, ListServicesResponse> {
  private static final String OPERATION = "ListServices";

  /** The maximum page size of ListServices; the default is ten. */
  private static final int PAGE = 100;

  private final ScanState state;
  private final ServiceStep services;
  private final Rounds<Listing, ListServicesResponse> rounds;

  ListingStep(ScanState state, ServiceStep services) {
    this.state = state;
    this.services = services;
    this.rounds = state.rounds(this, Comparator.comparing(listing -> listing.clusterArn));
  }

  void list(String clusterArn) {
    rounds.first(new Listing(clusterArn));
  }

  /** Takes the services of a part of a cluster, which were listed for the plan. */
  void listed(String clusterArn, ClusterPart part) {
    Listing listing = new Listing(clusterArn);
    part.services(clusterArn).forEach(arn -> take(listing, arn));
    handOnBatches(listing);
    end(listing, listing.trusted);
  }

  void again() {
    rounds.again();
  }

  @Override
  public Outcome<ListServicesResponse> send(Listing listing) {
    return state.call(
        CallPriority.Step.LIST,
        (client, options) ->
            client.listServices(
                request ->
                    request
                        .cluster(listing.clusterArn)
                        .maxResults(PAGE)
                        .nextToken(listing.pages.token())
                        .overrideConfiguration(options)));
  }

  @Override
  public void responded(Listing listing, ListServicesResponse page) {
    // Sorted, because ECS returns entries in no order: the same services are then described by the
    // same calls.
    page.serviceArns().stream()
        .sorted(Comparator.nullsFirst(Comparator.naturalOrder()))
        .forEach(arn -> take(listing, arn));
    handOnBatches(listing);
    try {
      if (listing.pages.follows(page.hasServiceArns(), page.nextToken())) {
        rounds.first(listing);
      } else {
        end(listing, listing.trusted);
      }
    } catch (MalformedPageException malformed) {
      failed(listing, malformed, 1);
    }
  }

  @Override
  public void failed(Listing listing, SdkException failure, int attempts) {
    state.failed(state.reader.failure(OPERATION, listing.clusterArn, failure, attempts));
    end(listing, false);
  }

  @Override
  public void notReached(Listing listing) {
    state.failed(state.reader.notReached(OPERATION, listing.clusterArn));
    end(listing, false);
  }

  @Override
  public List<Listing> halves(Listing listing) {
    return List.of();
  }

  /**
   * Takes one entry. One that names no service of the cluster may represent an unknown one: the
   * cluster's services are then not all known.
   */
  private void take(Listing listing, String serviceArn) {
    String clusterArn = listing.clusterArn;
    if (serviceArn == null || serviceArn.isBlank()) {
      distrust(listing, "the list serviceArns has an entry without an ARN");
    } else if (!new ServiceIdentity(clusterArn, serviceArn).isConsistent()) {
      distrust(
          listing,
          "the list serviceArns has the entry %s, which names no service of this cluster"
              .formatted(serviceArn));
    } else if (listing.arns.putIfAbsent(EcsArn.nameOf(serviceArn), serviceArn) == null
        && state.scope.includesService(clusterArn, serviceArn)) {
      listing.inScope.add(serviceArn);
      listing.waiting.add(serviceArn);
    }
  }

  private void distrust(Listing listing, String problem) {
    listing.trusted = false;
    state.failed(state.reader.malformed(OPERATION, listing.clusterArn, problem));
  }

  private void end(Listing listing, boolean complete) {
    if (!listing.waiting.isEmpty()) {
      handOn(listing, listing.waiting.size());
    }
    state.listed(listing.clusterArn, Set.copyOf(listing.arns.values()), listing.inScope, complete);
  }

  private void handOnBatches(Listing listing) {
    while (listing.waiting.size() >= ServiceStep.BATCH) {
      handOn(listing, ServiceStep.BATCH);
    }
  }

  private void handOn(Listing listing, int count) {
    List<String> batch = listing.waiting.subList(0, count);
    batch.forEach(
        service -> state.matched(state.scope.matchingService(listing.clusterArn, service)));
    services.submit(listing.clusterArn, List.copyOf(batch));
    batch.clear();
  }

  /** The state of the listing of a cluster's services; used by one thread at a time. */
  static final class Listing {
    private final String clusterArn;
    private final Pages pages = new Pages();

    /**
     * The listed services, by name: a service can move to the next page while pages are read, and
     * its name is the same in both forms of its ARN.
     */
    private final Map<String, String> arns = new HashMap<>();

    private final Set<String> inScope = new HashSet<>();
    private final List<String> waiting = new ArrayList<>();
    private boolean trusted = true;

    Listing(String clusterArn) {
      this.clusterArn = clusterArn;
    }
  }
}
