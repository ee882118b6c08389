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

  private final SeededRandom dice;
  private final FleetRegion fleetRegion;
  private int made;

  TaskSetSamples(SeededRandom dice, FleetRegion fleetRegion) {
    this.dice = dice;
    this.fleetRegion = fleetRegion;
  }

  /** The next task set of a service; the first is PRIMARY, later ones may be DRAINING. */
  ObjectNode next(String service, int position) {
    int ordinal = made++;
    ObjectNode node = Json.object();
    node.put("id", dice.ecsId());
    node.put("status", status(position));
    node.put(
        "taskDefinition", fleetRegion.taskDefinitionArn(service + ":" + (1 + dice.below(400))));
    counts(node);
    switch (ordinal % KINDS) {
      case 0 -> fargate(node, service);
      case 1 -> capacityProviders(node, service);
      default -> node.put("launchType", "EC2");
    }
    node.set("tags", TagSamples.tags(dice, ordinal));
    return node;
  }

  private String status(int position) {
    if (position == 0) {
      return "PRIMARY";
    }
    return dice.oneIn(3) ? "DRAINING" : "ACTIVE";
  }

  private void counts(ObjectNode node) {
    int desired = dice.below(20);
    int running = dice.below(desired + 1);
    node.put("computedDesiredCount", desired);
    node.put("pendingCount", desired - running);
    node.put("runningCount", running);
    node.put("createdAt", dice.moment());
    node.put("updatedAt", dice.moment());
    node.putObject("scale").put("value", scale()).put("unit", "PERCENT");
    node.put("stabilityStatus", dice.oneIn(4) ? "STABILIZING" : "STEADY_STATE");
    node.put("stabilityStatusAt", dice.moment());
    node.set("loadBalancers", Json.array());
    node.set("serviceRegistries", Json.array());
  }

  private BigDecimal scale() {
    return dice.pick(
        List.of(
            new BigDecimal("100.0"),
            new BigDecimal("0.0"),
            new BigDecimal("12.5"),
            new BigDecimal("33.333")));
  }

  private void fargate(ObjectNode node, String service) {
    node.put("startedBy", "deployer/" + dice.hexadecimal());
    node.put("externalId", "release-" + dice.uuid());
    node.put("launchType", "FARGATE");
    node.put("platformVersion", "1.4.0");
    node.put("platformFamily", dice.oneIn(5) ? "WINDOWS_SERVER_2022_CORE" : "Linux");
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
    node.putObject("fargateEphemeralStorage").put("kmsKeyId", dice.uuid());
  }

  private ObjectNode network() {
    ArrayNode subnets = Json.array();
    ZONES.forEach(_ -> subnets.add("subnet-0" + dice.hexadecimal()));
    ObjectNode network = Json.object();
    network.set("subnets", subnets);
    network
        .putArray("securityGroups")
        .add("sg-0" + dice.hexadecimal())
        .add("sg-0" + dice.hexadecimal());
    return network.put("assignPublicIp", dice.oneIn(3) ? "ENABLED" : "DISABLED");
  }

  private void capacityProviders(ObjectNode node, String service) {
    node.put("startedBy", "CODE_DEPLOY");
    node.put("externalId", "d-" + dice.hexadecimal());
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
    return fleetRegion.arn("elasticloadbalancing", resource + dice.hexadecimal());
  }

  private String registry() {
    return fleetRegion.arn("servicediscovery", "service/srv-" + dice.hexadecimal());
  }

  private String role(String name) {
    String partition = FleetRegion.partition(fleetRegion.region());
    return "arn:%s:iam::%s:role/%s".formatted(partition, fleetRegion.account(), name);
  }
}
