package dev.ecsinventory.normalize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ecsinventory.schema.Clusters;
import dev.ecsinventory.schema.Dataset;
import dev.ecsinventory.schema.Services;
import dev.ecsinventory.schema.TaskSets;
import dev.ecsinventory.simulator.fleet.Fleet;
import dev.ecsinventory.simulator.fleet.generate.FleetGenerator;
import dev.ecsinventory.simulator.fleet.generate.FleetSize;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RoundTripTest {
  /** The generator uses every field of the API; its own test says so. */
  @Test
  void everyTaskSetTurnsBackIntoTheResponseOfEcs() {
    Fleet fleet = FleetGenerator.varied(7).generate(new FleetSize(4, 20, 3));
    Map<String, ObjectNode> responses = new HashMap<>();
    fleet.taskSets().forEach(set -> responses.put(set.arn(), set.document().node()));
    for (JsonNode line : InProcessRead.of(fleet).lines(TaskSets.DATASET)) {
      ObjectNode response = responses.remove(line.get("task_set_arn").textValue());
      assertTrue(line.get("tags_known").booleanValue());
      assertEquals(
          ApiShape.canonical(TaskSets.DATASET, response).toPrettyString(),
          sorted(ApiShape.of(TaskSets.DATASET, line), response).toPrettyString());
    }
    assertEquals(Map.of(), responses);
  }

  /** Events are left out, and task sets are rows of their own. */
  @Test
  void everyServiceAndClusterTurnsBackIntoTheResponseOfEcs() {
    Fleet fleet = FleetGenerator.varied(7).generate(new FleetSize(4, 20, 3));
    Map<String, ObjectNode> responses = new HashMap<>();
    for (Fleet.Service service : fleet.services().toList()) {
      ObjectNode response = withEmpty(service.document().node(), "tags");
      if (!response.path("events").isEmpty()) {
        response.remove("events");
      }
      if (!service.controller().equals("ECS") && service.taskSets().isEmpty()) {
        response.putArray("taskSets");
      }
      responses.put(service.arn(), response);
    }
    for (Fleet.Cluster cluster : fleet.clusters().toList()) {
      responses.put(
          cluster.arn(), withEmpty(cluster.document().node(), "tags", "settings", "statistics"));
    }
    assertTrue(responses.values().stream().anyMatch(response -> response.has("deployments")));
    assertTrue(responses.values().stream().anyMatch(response -> response.has("statistics")));
    InProcessRead read = InProcessRead.of(fleet);
    for (Dataset dataset : List.of(Services.DATASET, Clusters.DATASET)) {
      String arn = dataset == Services.DATASET ? "service_arn" : "cluster_arn";
      for (JsonNode line : read.lines(dataset)) {
        ObjectNode response = responses.remove(line.get(arn).textValue());
        assertEquals(
            ApiShape.plain("", ApiShape.canonical(dataset, response)).toPrettyString(),
            ApiShape.plain("", ApiShape.of(dataset, line)).toPrettyString());
      }
    }
    assertEquals(Map.of(), responses);
  }

  /** Lists that are asked for come back empty where there is none. */
  private static ObjectNode withEmpty(ObjectNode response, String... lists) {
    for (String list : lists) {
      response.withArrayProperty(list);
    }
    return response;
  }

  @Test
  void aStructureWithoutMembersIsNotAnAbsentOne() {
    Fleet fleet =
        Fleet.parse(
            """
            {"accounts": [{"id": "123456789012", "regions": [{"name": "us-east-1", "clusters": [
              {"clusterName": "prod", "configuration": {"executeCommandConfiguration": {}},
               "services": [
                 {"serviceName": "web", "deploymentConfiguration": {"alarms": {}}},
                 {"serviceName": "api", "deploymentConfiguration": {}}]}]}]}]}
            """);
    InProcessRead read = InProcessRead.of(fleet);
    Map<String, JsonNode> services = new HashMap<>();
    read.lines(Services.DATASET)
        .forEach(
            line ->
                services.put(
                    line.get("service_name").textValue(), ApiShape.of(Services.DATASET, line)));
    assertEquals("{\"alarms\":{}}", services.get("web").path("deploymentConfiguration").toString());
    assertEquals("{}", services.get("api").path("deploymentConfiguration").toString());
    assertEquals(
        "{\"executeCommandConfiguration\":{}}",
        ApiShape.of(Clusters.DATASET, read.lines(Clusters.DATASET).getFirst())
            .path("configuration")
            .toString());
  }

  /** The same members in the order of {@code like}, for a readable difference. */
  private static JsonNode sorted(JsonNode node, JsonNode like) {
    if (!(node instanceof ObjectNode object) || !(like instanceof ObjectNode model)) {
      return node;
    }
    ObjectNode ordered = object.objectNode();
    model
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (object.has(name)) {
                ordered.set(name, sorted(object.get(name), model.get(name)));
              }
            });
    object
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (!ordered.has(name)) {
                ordered.set(name, object.get(name));
              }
            });
    return ordered;
  }
}
