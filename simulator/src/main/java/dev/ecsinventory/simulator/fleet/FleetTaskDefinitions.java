package dev.ecsinventory.simulator.fleet;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The task definitions of one account and Region: those that the fleet describes, and, without
 * tags, those that its services and task sets name.
 */
public record FleetTaskDefinitions(Map<String, Fleet.TaskDefinition> definitions) {
  static final FleetTaskDefinitions NONE = new FleetTaskDefinitions(Map.of());

  private static final String PRODUCT_AND_TYPE = ":task-definition/";

  public FleetTaskDefinitions {
    definitions = Map.copyOf(definitions);
  }

  /** A task definition with defaults for omitted fields. */
  public static Fleet.TaskDefinition of(FleetRegion fleetRegion, ObjectNode node) {
    ObjectNode filled = node.deepCopy();
    String name = node.path("family").asText() + ":" + node.path("revision").asInt();
    if (!filled.has("taskDefinitionArn")) {
      filled.put("taskDefinitionArn", fleetRegion.taskDefinitionArn(name));
    }
    if (!filled.has("status")) {
      filled.put("status", "ACTIVE");
    }
    return new Fleet.TaskDefinition(filled.path("taskDefinitionArn").asText(), Document.of(filled));
  }

  static FleetTaskDefinitions in(FleetRegion fleetRegion, Fleet.Region region) {
    Map<String, Fleet.TaskDefinition> definitions = new TreeMap<>();
    region.taskDefinitions().forEach(definition -> definitions.put(definition.arn(), definition));
    region.clusters().stream()
        .flatMap(cluster -> cluster.services().stream())
        .flatMap(
            service ->
                Stream.concat(
                    Stream.of(service.document()),
                    service.taskSets().stream().map(Fleet.TaskSet::document)))
        .map(document -> document.node().path("taskDefinition").asText())
        .filter(arn -> arn.startsWith(fleetRegion.taskDefinitionArn("")) && isNumbered(arn))
        .forEach(arn -> definitions.computeIfAbsent(arn, missing -> of(fleetRegion, named(arn))));
    return new FleetTaskDefinitions(definitions);
  }

  private static boolean isNumbered(String arn) {
    return arn.matches(".*" + PRODUCT_AND_TYPE + "[^:]+:[1-9][0-9]{0,8}");
  }

  private static ObjectNode named(String arn) {
    String name = arn.substring(arn.indexOf(PRODUCT_AND_TYPE) + PRODUCT_AND_TYPE.length());
    int colon = name.indexOf(':');
    return Json.object()
        .put("family", name.substring(0, colon))
        .put("revision", Integer.parseInt(name.substring(colon + 1)));
  }

  Optional<Fleet.TaskDefinition> byArn(String arn) {
    return Optional.ofNullable(definitions.get(arn));
  }

  Optional<Fleet.TaskDefinition> newest(String family) {
    return definitions.values().stream()
        .filter(definition -> definition.document().node().path("family").asText().equals(family))
        .filter(definition -> definition.document().node().path("status").asText().equals("ACTIVE"))
        .max(
            Comparator.comparingInt(
                definition -> definition.document().node().path("revision").asInt()));
  }
}
