package dev.ecsinventory.simulator.fleet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Converts a fleet to JSON, and changes it in this form. */
final class FleetJson {
  private static final Map<String, String> ARN_FIELD_OF_LIST =
      Map.of(
          "clusters",
          "clusterArn",
          "services",
          "serviceArn",
          "taskSets",
          "taskSetArn",
          "taskDefinitions",
          "taskDefinitionArn");

  private static final List<String> LISTS =
      List.of("accounts", "regions", "clusters", "services", "taskSets", "taskDefinitions");

  private FleetJson() {}

  static ObjectNode of(Fleet fleet) {
    ObjectNode json = Json.object();
    json.set("accounts", Json.array(fleet.accounts().stream().map(FleetJson::account).toList()));
    fleet.organization().ifPresent(one -> json.set("organization", OrganizationJson.of(one)));
    return json;
  }

  private static ObjectNode account(Fleet.Account account) {
    ObjectNode json = Json.object().put("id", account.id());
    account.externalId().ifPresent(externalId -> json.put("externalId", externalId));
    return json.set(
        "regions", Json.array(account.regions().stream().map(FleetJson::region).toList()));
  }

  private static ObjectNode region(Fleet.Region region) {
    List<ObjectNode> clusters = region.clusters().stream().map(FleetJson::cluster).toList();
    ObjectNode json = Json.object().put("name", region.name());
    json.set("clusters", Json.array(clusters));
    if (!region.taskDefinitions().isEmpty()) {
      json.set(
          "taskDefinitions",
          Json.array(
              region.taskDefinitions().stream()
                  .map(definition -> definition.document().node())
                  .toList()));
    }
    return json;
  }

  private static ObjectNode cluster(Fleet.Cluster cluster) {
    List<ObjectNode> services = cluster.services().stream().map(FleetJson::service).toList();
    return cluster.document().node().set("services", Json.array(services));
  }

  private static ObjectNode service(Fleet.Service service) {
    List<ObjectNode> taskSets =
        service.taskSets().stream().map(taskSet -> taskSet.document().node()).toList();
    return service.document().node().set("taskSets", Json.array(taskSets));
  }

  static Fleet changed(Fleet fleet, String arn, Consumer<ObjectNode> change) {
    ObjectNode json = of(fleet);
    require(arn, visit(json, arn, (elements, element) -> change.accept(element)));
    return Fleet.of(json);
  }

  static Fleet without(Fleet fleet, String arn) {
    ObjectNode json = of(fleet);
    require(arn, visit(json, arn, (elements, element) -> elements.remove()));
    return Fleet.of(json);
  }

  private interface Visitor {
    void accept(Iterator<JsonNode> elements, ObjectNode element);
  }

  private static boolean visit(JsonNode node, String arn, Visitor visitor) {
    for (String list : LISTS) {
      if (node.get(list) instanceof ArrayNode array) {
        String arnField = ARN_FIELD_OF_LIST.getOrDefault(list, "");
        if (visit(array, arnField, arn, visitor)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean visit(ArrayNode array, String arnField, String arn, Visitor visitor) {
    for (Iterator<JsonNode> elements = array.elements(); elements.hasNext(); ) {
      ObjectNode element = (ObjectNode) elements.next();
      if (element.path(arnField).asText().equals(arn)) {
        visitor.accept(elements, element);
        return true;
      }
      if (visit(element, arn, visitor)) {
        return true;
      }
    }
    return false;
  }

  private static void require(String arn, boolean found) {
    if (!found) {
      throw new IllegalArgumentException("no resource of the fleet has the ARN " + arn);
    }
  }
}
