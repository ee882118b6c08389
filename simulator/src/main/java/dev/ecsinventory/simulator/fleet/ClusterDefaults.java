package dev.ecsinventory.simulator.fleet;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Completes the description of a cluster and its contents with default values, which depend on
 * names and positions only.
 */
public final class ClusterDefaults {
  /** 2025-01-01T00:00:00.123Z, with milliseconds, so that tests detect code that drops them. */
  private static final long CREATED_AT_MILLIS = 1_735_689_600_123L;

  private static final long SMALLEST_ID = 1_000_000_000_000_000_000L;
  private static final long IDS = 8_000_000_000_000_000_000L;

  private final FleetRegion fleetRegion;
  private final String name;

  public ClusterDefaults(FleetRegion fleetRegion, String name) {
    this.fleetRegion = fleetRegion;
    this.name = name;
  }

  public Fleet.Cluster cluster(ObjectNode node, List<Fleet.Service> services) {
    ObjectNode filled = node.deepCopy();
    fill(filled, "clusterArn", fleetRegion.clusterArn(name));
    fill(filled, "status", "ACTIVE");
    fill(filled, "registeredContainerInstancesCount", 0);
    fill(filled, "runningTasksCount", sum(services, "runningCount"));
    fill(filled, "pendingTasksCount", sum(services, "pendingCount"));
    long active = services.stream().filter(service -> !service.status().equals("INACTIVE")).count();
    fill(filled, "activeServicesCount", Math.toIntExact(active));
    return new Fleet.Cluster(
        name,
        filled.path("clusterArn").asText(),
        filled.path("status").asText("ACTIVE"),
        Document.of(filled),
        services);
  }

  private static int sum(List<Fleet.Service> services, String field) {
    return services.stream().mapToInt(s -> s.document().node().path(field).asInt()).sum();
  }

  public Fleet.Service service(ObjectNode node, List<ObjectNode> taskSetNodes) {
    ObjectNode filled = node.deepCopy();
    boolean shortArn = filled.path("shortArn").asBoolean();
    filled.remove("shortArn");
    String service = filled.path("serviceName").asText();
    fill(
        filled,
        "serviceArn",
        shortArn ? fleetRegion.shortServiceArn(service) : fleetRegion.serviceArn(name, service));
    fill(filled, "clusterArn", fleetRegion.clusterArn(name));
    fill(filled, "status", "ACTIVE");
    fill(filled, "schedulingStrategy", "REPLICA");
    fill(filled, "createdAt", CREATED_AT_MILLIS);
    fill(filled, "desiredCount", sumOf(taskSetNodes, "computedDesiredCount"));
    fill(filled, "runningCount", sumOf(taskSetNodes, "runningCount"));
    fill(filled, "pendingCount", sumOf(taskSetNodes, "pendingCount"));
    return new Fleet.Service(
        service,
        filled.path("serviceArn").asText(),
        filled.path("status").asText("ACTIVE"),
        filled.path("deploymentController").path("type").asText("ECS"),
        Document.of(filled),
        taskSets(filled, service, taskSetNodes));
  }

  private static int sumOf(List<ObjectNode> taskSets, String field) {
    return taskSets.stream().mapToInt(taskSet -> taskSet.path(field).asInt()).sum();
  }

  private List<Fleet.TaskSet> taskSets(
      ObjectNode serviceNode, String service, List<ObjectNode> nodes) {
    List<Fleet.TaskSet> taskSets = new ArrayList<>();
    for (ObjectNode node : nodes) {
      taskSets.add(taskSet(serviceNode, service, node.deepCopy(), taskSets.size()));
    }
    return taskSets;
  }

  private Fleet.TaskSet taskSet(
      ObjectNode serviceNode, String service, ObjectNode node, int position) {
    fill(node, "id", id(service, position));
    String id = node.path("id").asText();
    fill(node, "taskSetArn", fleetRegion.taskSetArn(name, service, id));
    fill(node, "serviceArn", serviceNode.path("serviceArn").asText());
    fill(node, "clusterArn", fleetRegion.clusterArn(name));
    fill(node, "status", position == 0 ? "PRIMARY" : "ACTIVE");
    fill(
        node,
        "taskDefinition",
        serviceNode
            .path("taskDefinition")
            .asText(fleetRegion.taskDefinitionArn(service + ":" + (position + 1))));
    fill(node, "computedDesiredCount", 0);
    fill(node, "pendingCount", 0);
    fill(node, "runningCount", 0);
    fill(node, "createdAt", CREATED_AT_MILLIS + position);
    fill(node, "updatedAt", CREATED_AT_MILLIS + position);
    return new Fleet.TaskSet(id, node.path("taskSetArn").asText(), Document.of(node));
  }

  /** {@code ecs-svc/} and nineteen digits, ECS's form of deployment and task set IDs. */
  private String id(String service, int position) {
    String identity = fleetRegion.taskSetArn(name, service, String.valueOf(position));
    UUID hash = UUID.nameUUIDFromBytes(identity.getBytes(StandardCharsets.UTF_8));
    long number = SMALLEST_ID + Math.floorMod(hash.getLeastSignificantBits(), IDS);
    return "ecs-svc/" + number;
  }

  private static void fill(ObjectNode node, String field, String value) {
    if (!node.has(field)) {
      node.put(field, value);
    }
  }

  private static void fill(ObjectNode node, String field, int value) {
    if (!node.has(field)) {
      node.put(field, value);
    }
  }

  private static void fill(ObjectNode node, String field, long epochMillis) {
    if (!node.has(field)) {
      node.put(field, Json.timestamp(epochMillis));
    }
  }
}
