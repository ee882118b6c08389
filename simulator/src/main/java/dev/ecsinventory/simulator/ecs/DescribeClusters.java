package dev.ecsinventory.simulator.ecs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ecsinventory.simulator.fleet.Fleet;
import dev.ecsinventory.simulator.fleet.FleetIndex;
import dev.ecsinventory.simulator.fleet.Json;
import dev.ecsinventory.simulator.protocol.Errors;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Describes up to 100 clusters by name or ARN, or the one called {@code default}.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DescribeClusters.html">
 *     DescribeClusters</a>
 */
final class DescribeClusters implements EcsOperation {
  private static final int MAX_CLUSTERS = 100;
  private static final Set<String> INCLUDABLE =
      Set.of("ATTACHMENTS", "CONFIGURATIONS", "SETTINGS", "STATISTICS", "TAGS");

  @Override
  public String name() {
    return "DescribeClusters";
  }

  @Override
  public Set<String> touched(EcsCall call) {
    return identifiers(call).stream()
        .map(identifier -> Identifiers.clusterArn(call.fleetRegion(), identifier))
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private static List<String> identifiers(EcsCall call) {
    List<String> clusters = call.input().texts("clusters");
    return clusters.isEmpty() ? List.of(Identifiers.DEFAULT_CLUSTER) : clusters;
  }

  @Override
  public ObjectNode response(EcsCall call) {
    List<String> identifiers = identifiers(call);
    if (identifiers.size() > MAX_CLUSTERS) {
      throw Errors.invalidParameter("cluster names can have at most 100 items.");
    }
    Set<String> include = call.input().include(INCLUDABLE);
    List<ObjectNode> found = new ArrayList<>();
    List<ObjectNode> failures = new ArrayList<>();
    for (String identifier : new LinkedHashSet<>(identifiers)) {
      String arn = Identifiers.clusterArn(call.fleetRegion(), identifier);
      Optional<FleetIndex.IndexedCluster> cluster = Identifiers.cluster(call, identifier);
      if (cluster.isEmpty() || call.faults().missing(arn)) {
        failures.add(Responses.missing(arn));
      } else {
        found.add(describe(cluster.get().cluster(), include, call.faults().inactive(arn)));
      }
    }
    return Responses.described("clusters", found, failures);
  }

  /** Lists that were not requested are empty, and structures that were not requested are absent. */
  private static ObjectNode describe(Fleet.Cluster cluster, Set<String> include, boolean inactive) {
    ObjectNode node = Responses.present(cluster.document());
    list(node, "tags", include.contains("TAGS"));
    list(node, "settings", include.contains("SETTINGS"));
    list(node, "statistics", include.contains("STATISTICS"));
    if (!include.contains("CONFIGURATIONS")) {
      node.remove("configuration");
    }
    if (!include.contains("ATTACHMENTS")) {
      node.remove(List.of("attachments", "attachmentsStatus"));
    }
    return inactive ? node.put("status", "INACTIVE") : node;
  }

  private static void list(ObjectNode node, String field, boolean included) {
    if (!included || !node.has(field)) {
      node.set(field, Json.array());
    }
  }
}
