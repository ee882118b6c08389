package dev.ecsinventory.simulator.fleet.generate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.ecsinventory.simulator.fleet.ApiShapes;
import dev.ecsinventory.simulator.fleet.FleetRegion;
import dev.ecsinventory.simulator.fleet.Json;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;

/** Generates a value for every field of an API shape, at any depth. */
final class ShapeSampler {
  private static final Map<String, String> ENUMERATED = enumerated();

  private final SeededRandom random;
  private final FleetRegion fleetRegion;

  ShapeSampler(SeededRandom random, FleetRegion fleetRegion) {
    this.random = random;
    this.fleetRegion = fleetRegion;
  }

  ObjectNode sample(String shape) {
    ObjectNode node = Json.object();
    ApiShapes.fields(shape).forEach((field, type) -> node.set(field, value(shape, field, type)));
    return node;
  }

  private JsonNode value(String shape, String field, String type) {
    return switch (type) {
      case "string" -> TextNode.valueOf(text(shape, field));
      case "integer" -> IntNode.valueOf(1 + random.below(9));
      case "double" -> DecimalNode.valueOf(new BigDecimal("12.5"));
      case "boolean" -> BooleanNode.valueOf(random.oneIn(2));
      case "timestamp" -> DecimalNode.valueOf(random.moment());
      case "document" -> Json.object().put("note", random.hexadecimal());
      default -> composite(shape, field, type);
    };
  }

  private JsonNode composite(String shape, String field, String type) {
    String inner = type.substring(1, type.length() - 1);
    if (type.startsWith("[")) {
      return Json.array().add(value(shape, field, inner));
    }
    if (type.startsWith("{")) {
      return Json.object().set("option", value(shape, field, inner));
    }
    return sample(type);
  }

  private String text(String shape, String field) {
    String enumerated = ENUMERATED.getOrDefault(shape + "." + field, ENUMERATED.get(field));
    if (enumerated != null) {
      return enumerated;
    }
    if (field.endsWith("Arn")) {
      return fleetRegion.arn("simulated", field + "/" + random.hexadecimal());
    }
    return field + "-" + random.hexadecimal();
  }

  private static Map<String, String> enumerated() {
    Map<String, String> values = new HashMap<>();
    values.put("action", "ROLLBACK");
    values.put("assignPublicIp", "DISABLED");
    values.put("availabilityZoneRebalancing", "ENABLED");
    values.put("filesystemType", "xfs");
    values.put("format", "JSON");
    values.put("includeQueryParameters", "DISABLED");
    values.put("launchType", "FARGATE");
    values.put("lifecycleStages", "POST_TEST_TRAFFIC_SHIFT");
    values.put("logDriver", "awslogs");
    values.put("logging", "OVERRIDE");
    values.put("propagateTags", "SERVICE");
    values.put("resourceManagementType", "CUSTOMER");
    values.put("resourceType", "volume");
    values.put("rolloutState", "COMPLETED");
    values.put("schedulingStrategy", "REPLICA");
    values.put("strategy", "ROLLING");
    values.put("targetType", "AWS_LAMBDA");
    values.put("ClusterSetting.name", "containerInsights");
    values.put("ClusterSetting.value", "enhanced");
    values.put("DeploymentController.type", "EXTERNAL");
    values.put("PlacementConstraint.type", "memberOf");
    values.put("PlacementStrategy.type", "spread");
    return Map.copyOf(values);
  }
}
