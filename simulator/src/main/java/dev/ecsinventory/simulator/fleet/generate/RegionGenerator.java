package dev.ecsinventory.simulator.fleet.generate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ecsinventory.simulator.fleet.ClusterDefaults;
import dev.ecsinventory.simulator.fleet.Fleet;
import dev.ecsinventory.simulator.fleet.FleetRegion;
import dev.ecsinventory.simulator.fleet.FleetTaskDefinitions;
import dev.ecsinventory.simulator.fleet.Json;
import java.util.ArrayList;
import java.util.List;

/** Generates the clusters of one account and Region. */
final class RegionGenerator {
  /** Two of four services are EXTERNAL, one is CODE_DEPLOY, one rolls and has no task sets. */
  private static final List<String> CONTROLLERS =
      List.of("EXTERNAL", "CODE_DEPLOY", "ECS", "EXTERNAL");

  private static final int MAX_OF_CODE_DEPLOY = 2;

  /** One in this number of services has all fields. */
  private static final int RICH = 6;

  /** One in this number of services has the old ARN without the cluster. */
  private static final int OLD = 5;

  /** Fields that samples must not set, because they depend on the sample's position. */
  private static final List<String> DERIVED_OF_CLUSTER =
      List.of("clusterArn", "runningTasksCount", "pendingTasksCount", "activeServicesCount");

  private static final List<String> DERIVED_OF_SERVICE =
      List.of(
          "serviceArn",
          "clusterArn",
          "desiredCount",
          "runningCount",
          "pendingCount",
          "taskSets",
          "taskDefinition");

  private final boolean uniform;
  private final FleetRegion fleetRegion;
  private final SeededRandom random;
  private final TaskSetSamples taskSets;
  private final ShapeSampler sampler;
  private int services;

  RegionGenerator(long seed, boolean uniform, FleetRegion fleetRegion) {
    this.uniform = uniform;
    this.fleetRegion = fleetRegion;
    this.random = new SeededRandom(seed * 31 + fleetRegion.hashCode());
    this.taskSets = new TaskSetSamples(random, fleetRegion);
    this.sampler = new ShapeSampler(random, fleetRegion);
  }

  Fleet.Region region(FleetSize size) {
    List<Fleet.Cluster> clusters = new ArrayList<>();
    for (int i = 0; i < size.clusters(); i++) {
      clusters.add(cluster("cluster-" + i, i == 0 && !uniform, size));
    }
    return new Fleet.Region(fleetRegion.region(), clusters, taskDefinitions(clusters));
  }

  /**
   * A task definition for each one that a task set uses, most of them with tags; empty for a
   * uniform fleet.
   */
  private List<Fleet.TaskDefinition> taskDefinitions(List<Fleet.Cluster> clusters) {
    if (uniform) {
      return List.of();
    }
    return clusters.stream()
        .flatMap(cluster -> cluster.services().stream())
        .flatMap(service -> service.taskSets().stream())
        .map(taskSet -> taskSet.document().node().path("taskDefinition").asText())
        .distinct()
        .sorted()
        .map(arn -> FleetTaskDefinitions.of(fleetRegion, TagSamples.taskDefinition(arn)))
        .toList();
  }

  private Fleet.Cluster cluster(String name, boolean rich, FleetSize size) {
    ClusterDefaults defaults = new ClusterDefaults(fleetRegion, name);
    ObjectNode node = rich ? sampler.sample("Cluster") : Json.object();
    node.remove(DERIVED_OF_CLUSTER);
    node.put("clusterName", name);
    node.put("status", "ACTIVE");
    node.set("tags", TagSamples.parentTags(random));
    List<Fleet.Service> inside = new ArrayList<>();
    for (int i = 0; i < size.servicesPerCluster(); i++) {
      inside.add(service(defaults, i, size.taskSetsPerService()));
    }
    return defaults.cluster(node, inside);
  }

  private Fleet.Service service(ClusterDefaults defaults, int position, int mostTaskSets) {
    int ordinal = services++;
    boolean old = !uniform && ordinal % OLD == OLD - 1;
    // Short ARNs do not contain the cluster, so these names occur in no other cluster.
    String name = old ? "old-service-" + ordinal : "service-" + position;
    String controller = uniform ? "EXTERNAL" : CONTROLLERS.get(ordinal % CONTROLLERS.size());
    ObjectNode node = ordinal % RICH == 0 && !uniform ? sampler.sample("Service") : Json.object();
    node.remove(DERIVED_OF_SERVICE);
    node.put("serviceName", name);
    node.put("shortArn", old);
    node.put("status", "ACTIVE");
    node.put("createdAt", random.moment());
    node.putObject("deploymentController").put("type", controller);
    node.set("tags", TagSamples.parentTags(random));
    if (!controller.equals("EXTERNAL")) {
      // EXTERNAL services have none in the API: each task set has its own.
      node.put(
          "taskDefinition", fleetRegion.taskDefinitionArn(name + ":" + (1 + random.below(400))));
    }
    return defaults.service(node, inside(name, taskSetCount(controller, ordinal, mostTaskSets)));
  }

  private List<ObjectNode> inside(String service, int count) {
    List<ObjectNode> inside = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      inside.add(taskSets.next(service, i));
    }
    return inside;
  }

  private int taskSetCount(String controller, int ordinal, int most) {
    if (uniform) {
      return most;
    }
    return switch (controller) {
      case "ECS" -> 0;
      case "CODE_DEPLOY" -> Math.min(most, MAX_OF_CODE_DEPLOY);
      default -> ordinal == 0 ? most : random.below(most + 1);
    };
  }
}
