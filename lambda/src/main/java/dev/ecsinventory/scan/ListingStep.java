package dev.ecsinventory.scan;

import dev.ecsinventory.aws.NotReachedException;
import dev.ecsinventory.aws.Pages;
import dev.ecsinventory.aws.Turn;
import dev.ecsinventory.config.Scope;
import dev.ecsinventory.model.EcsArn;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ecs.model.ListServicesResponse;

/** Lists a cluster's services and hands them on ten at a time, across page breaks. */
final class ListingStep {
  private static final String OPERATION = "ListServices";

  /** The most that ListServices gives a page; without asking, it gives ten. */
  private static final int PAGE = 100;

  private final ScanState state;
  private final ServiceStep services;

  ListingStep(ScanState state, ServiceStep services) {
    this.state = state;
    this.services = services;
  }

  void list(String clusterArn) {
    Set<String> listed = new HashSet<>();
    List<String> waiting = new ArrayList<>();
    Pages pages = new Pages();
    boolean more = true;
    while (more) {
      ListServicesResponse page;
      try {
        page = page(clusterArn, pages.token());
        more = pages.follows(page.hasServiceArns(), page.nextToken());
      } catch (SdkException failure) {
        state.failed(state.reader.failure(OPERATION, clusterArn, failure));
        break;
      } catch (NotReachedException outOfTime) {
        state.failed(state.reader.notReached(OPERATION, clusterArn));
        break;
      }
      page.serviceArns().stream()
          // A service can move to the next page while pages are read.
          .filter(service -> isOf(clusterArn, service) && listed.add(service))
          .filter(service -> state.scope.includesService(clusterArn, service))
          .forEach(waiting::add);
      while (waiting.size() >= ServiceStep.BATCH) {
        handOn(clusterArn, waiting, ServiceStep.BATCH);
      }
    }
    if (!waiting.isEmpty()) {
      handOn(clusterArn, waiting, waiting.size());
    }
    if (!more) {
      state.listed(clusterArn, Set.copyOf(listed));
    }
  }

  /** Emulators also list services of clusters whose name ends like this one's. */
  private static boolean isOf(String clusterArn, String serviceArn) {
    return EcsArn.parse(serviceArn)
        .flatMap(EcsArn::clusterName)
        .map(EcsArn.nameOf(clusterArn)::equals)
        .orElse(true);
  }

  private void handOn(String clusterArn, List<String> waiting, int count) {
    List<String> batch = waiting.subList(0, count);
    batch.forEach(service -> state.matched(Scope.matching(state.scope.services(), service)));
    services.submit(clusterArn, List.copyOf(batch));
    batch.clear();
  }

  private ListServicesResponse page(String clusterArn, String token) {
    return state.call(
        Turn.Step.LIST,
        (client, options) ->
            client.listServices(
                request ->
                    request
                        .cluster(clusterArn)
                        .maxResults(PAGE)
                        .nextToken(token)
                        .overrideConfiguration(options)));
  }
}
