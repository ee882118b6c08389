package dev.ecsinventory.simulator.ecs;

import com.fasterxml.jackson.databind.node.ArrayNode;
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

/**
 * Describes 1 to 10 services of a cluster by name or ARN, with their task sets, but without the
 * task sets' tags.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DescribeServices.html">
 *     DescribeServices</a>
 */
final class DescribeServices implements EcsOperation {
  private static final int MAX_SERVICES = 10;

  @Override
  public String name() {
    return "DescribeServices";
  }

  @Override
  public Set<String> touched(EcsCall call) {
    String cluster = Identifiers.clusterIdentifier(call);
    Set<String> touched = new LinkedHashSet<>();
    touched.add(Identifiers.clusterArn(call.fleetRegion(), cluster));
    for (String service : call.input().texts("services")) {
      touched.add(Identifiers.serviceArn(call, Identifiers.clusterName(cluster), service));
    }
    return touched;
  }

  @Override
  public ObjectNode response(EcsCall call) {
    List<String> identifiers = call.input().texts("services");
    if (identifiers.isEmpty()) {
      throw Errors.invalidParameter("Services cannot be empty.");
    }
    if (identifiers.size() > MAX_SERVICES) {
      throw Errors.invalidParameter("service names can have at most 10 items.");
    }
    boolean tags = call.input().include(Set.of("TAGS")).contains("TAGS");
    FleetIndex.IndexedCluster cluster = Identifiers.cluster(call);
    List<ObjectNode> found = new ArrayList<>();
    List<ObjectNode> failures = new ArrayList<>();
    for (String identifier : new LinkedHashSet<>(identifiers)) {
      Optional<Fleet.Service> service =
          Identifiers.service(call.fleetRegion(), cluster, identifier);
      String arn = Identifiers.serviceArn(call, cluster.cluster().name(), identifier);
      if (service.isEmpty() || call.faults().missing(arn)) {
        failures.add(Responses.missing(arn));
      } else {
        found.add(describe(service.get(), tags, call.faults().inactive(arn)));
      }
    }
    return Responses.described("services", found, failures);
  }

  private static ObjectNode describe(Fleet.Service service, boolean tags, boolean inactive) {
    ObjectNode node = Responses.present(service.document(), tags);
    if (inactive) {
      return node.put("status", "INACTIVE");
    }
    if (!service.controller().equals("ECS") || !service.taskSets().isEmpty()) {
      node.set("taskSets", inline(service.taskSets()));
    }
    return node;
  }

  private static ArrayNode inline(List<Fleet.TaskSet> taskSets) {
    ArrayNode array = Json.array();
    for (Fleet.TaskSet taskSet : taskSets) {
      array.add(Responses.present(taskSet.document(), false));
    }
    return array;
  }
}
