package dev.ecsinventory.simulator.fleet.generate;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ecsinventory.simulator.fleet.FleetRegion;
import dev.ecsinventory.simulator.fleet.Json;
import java.math.BigDecimal;
import java.util.List;

/**
 * Generated task sets of three kinds, which together have every field of the API: on Fargate, on
 * capacity providers, and on EC2 with few optional fields.
 */
final class TaskSetSamples {
  private static final int KINDS = 3;
  private static final List<String> ZONES = List.of("a", "b", "c");

  private final SeededRandom random;
  private final FleetRegion fleetRegion;
  private int made;

  TaskSetSamples(SeededRandom random, FleetRegion fleetRegion) {
    this.random = random;
    this.fleetRegion = fleetRegion;
  }

  /** The next task set of a service; the first is PRIMARY, later ones may be DRAINING. */
  ObjectNode next(String service, int position) {
    int ordinal = made++;
    ObjectNode node = Json.object();
    node.put("id", random.ecsId());
    node.put("status", status(position));
    node.put(
        "taskDefinition", fleetRegion.taskDefinitionArn(service + ":" + (1 + random.below(400))));
    counts(node);
    switch (ordinal % KINDS) {
      case 0 -> fargate(node, service);
      case 1 -> capacityProviders(node, service);
      default -> node.put("launchType", "EC2");
    }
    node.set("tags", TagSamples.tags(random, ordinal));
    return node;
  }

  private String status(int position) {
    if (position == 0) {
      return "PRIMARY";
    }
    return random.oneIn(3) ? "DRAINING" : "ACTIVE";
  }

  private void counts(ObjectNode node) {
    int desired = random.below(20);
    int running = random.below(desired + 1);
    node.put("computedDesiredCount", desired);
    node.put("pendingCount", desired - running);
    node.put("runningCount", running);
    node.put("createdAt", random.moment());
    node.put("updatedAt", random.moment());
    node.putObject("scale").put("value", scale()).put("unit", "PERCENT");
    node.put("stabilityStatus", random.oneIn(4) ? "STABILIZING" : "STEADY_STATE");
    node.put("stabilityStatusAt", random.moment());
    node.set("loadBalancers", Json.array());
    node.set("serviceRegistries", Json.array());
  }

  private BigDecimal scale() {
    return random.pick(
        List.of(
            new BigDecimal("100.0"),
            new BigDecimal("0.0"),
            new BigDecimal("12.5"),
            new BigDecimal("33.333")));
  }

  private void fargate(ObjectNode node, String service) {
    node.put("startedBy", "deployer/" + random.hexadecimal());
    node.put("externalId", "release-" + random.uuid());
    node.put("launchType", "FARGATE");
    node.put("platformVersion", "1.4.0");
    node.put("platformFamily", random.oneIn(5) ? "WINDOWS_SERVER_2022_CORE" : "Linux");
    node.putObject("networkConfiguration").set("awsvpcConfiguration", network());
    ObjectNode balancer = ((ArrayNode) node.get("loadBalancers")).addObject();
    balancer.put("targetGroupArn", balancing("targetgroup/" + service + "/"));
    balancer.put("containerName", service).put("containerPort", 8080);
    balancer
        .putObject("advancedConfiguration")
        .put("alternateTargetGroupArn", balancing("targetgroup/" + service + "-alt/"))
        .put("productionListenerRule", balancing("listener-rule/app/" + service + "/"))
        .put("testListenerRule", balancing("listener-rule/app/" + service + "-test/"))
        .put("roleArn", role("ecsInfrastructureRole"));
    ((ArrayNode) node.get("serviceRegistries"))
        .addObject()
        .put("registryArn", registry())
        .put("port", 8443);
    node.putObject("fargateEphemeralStorage").put("kmsKeyId", random.uuid());
  }

  private ObjectNode network() {
    ArrayNode subnets = Json.array();
    ZONES.forEach(_ -> subnets.add("subnet-0" + random.hexadecimal()));
    ObjectNode network = Json.object();
    network.set("subnets", subnets);
    network
        .putArray("securityGroups")
        .add("sg-0" + random.hexadecimal())
        .add("sg-0" + random.hexadecimal());
    return network.put("assignPublicIp", random.oneIn(3) ? "ENABLED" : "DISABLED");
  }

  private void capacityProviders(ObjectNode node, String service) {
    node.put("startedBy", "CODE_DEPLOY");
    node.put("externalId", "d-" + random.hexadecimal());
    ArrayNode strategy = node.putArray("capacityProviderStrategy");
    strategy.addObject().put("capacityProvider", "FARGATE_SPOT").put("weight", 3).put("base", 0);
    strategy.addObject().put("capacityProvider", "FARGATE").put("weight", 1).put("base", 2);
    ((ArrayNode) node.get("loadBalancers"))
        .addObject()
        .put("loadBalancerName", "classic-" + service)
        .put("containerName", service)
        .put("containerPort", 80);
    ((ArrayNode) node.get("serviceRegistries"))
        .addObject()
        .put("registryArn", registry())
        .put("containerName", service)
        .put("containerPort", 80);
  }

  private String balancing(String resource) {
    return fleetRegion.arn("elasticloadbalancing", resource + random.hexadecimal());
  }

  private String registry() {
    return fleetRegion.arn("servicediscovery", "service/srv-" + random.hexadecimal());
  }

  private String role(String name) {
    String partition = FleetRegion.partition(fleetRegion.region());
    return "arn:%s:iam::%s:role/%s".formatted(partition, fleetRegion.account(), name);
  }
}
