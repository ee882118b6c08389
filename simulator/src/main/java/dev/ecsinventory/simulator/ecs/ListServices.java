package dev.ecsinventory.simulator.ecs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ecsinventory.simulator.fleet.Fleet;
import dev.ecsinventory.simulator.fleet.FleetIndex;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Lists the ARNs of a cluster's services, by default only 10 per page.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ListServices.html">
 *     ListServices</a>
 */
final class ListServices implements EcsOperation {
  private static final int DEFAULT_PAGE = 10;
  private static final List<String> FILTERS =
      List.of("launchType", "schedulingStrategy", "resourceManagementType");

  @Override
  public String name() {
    return "ListServices";
  }

  @Override
  public Set<String> touched(EcsCall call) {
    return Set.of(Identifiers.clusterArn(call.fleetRegion(), Identifiers.clusterIdentifier(call)));
  }

  @Override
  public ObjectNode response(EcsCall call) {
    FleetIndex.IndexedCluster cluster = Identifiers.cluster(call);
    List<String> arns =
        cluster.services().values().stream()
            .filter(service -> !service.status().equals("INACTIVE"))
            .filter(service -> passes(call, service))
            .map(Fleet.Service::arn)
            .toList();
    List<Optional<String>> filters = FILTERS.stream().map(call.input()::text).toList();
    String listing = name() + cluster.cluster().arn() + filters;
    return PageTokens.page(
        call, "serviceArns", listing, arns, DEFAULT_PAGE, call.shuffler().order());
  }

  private static boolean passes(EcsCall call, Fleet.Service service) {
    for (String filter : FILTERS) {
      Optional<String> wanted = call.input().text(filter);
      if (wanted.isPresent()
          && !service.document().node().path(filter).asText().equals(wanted.get())) {
        return false;
      }
    }
    return true;
  }
}
