package dev.ecsinventory.simulator.ecs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ecsinventory.simulator.fleet.Fleet;
import dev.ecsinventory.simulator.fleet.FleetIndex;
import java.util.List;
import java.util.Set;

/**
 * Lists the ARNs of a Region's clusters, by default 100 per page.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ListClusters.html">
 *     ListClusters</a>
 */
final class ListClusters implements EcsOperation {
  private static final int DEFAULT_PAGE = 100;

  @Override
  public String name() {
    return "ListClusters";
  }

  @Override
  public Set<String> touched(EcsCall call) {
    return Set.of();
  }

  @Override
  public ObjectNode response(EcsCall call) {
    List<String> arns =
        call.fleet().clusters(call.fleetRegion()).stream()
            .map(FleetIndex.IndexedCluster::cluster)
            .filter(cluster -> !cluster.status().equals("INACTIVE"))
            .map(Fleet.Cluster::arn)
            .toList();
    String listing = name() + call.fleetRegion();
    return PageTokens.page(
        call, "clusterArns", listing, arns, DEFAULT_PAGE, call.shuffler().order());
  }
}
