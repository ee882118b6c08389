package dev.ecsinventory.simulator.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ecsinventory.simulator.Samples;
import dev.ecsinventory.simulator.ecs.Responses;
import java.util.List;
import org.junit.jupiter.api.Test;

class FleetTest {
  @Test
  void addsArnsOfThePartition() {
    for (String[] pair :
        new String[][] {
          {"us-east-1", "aws"}, {"cn-north-1", "aws-cn"}, {"us-gov-west-1", "aws-us-gov"}
        }) {
      Fleet fleet =
          Fleet.parse(
              """
              {"accounts": [{"id": "111122223333", "regions": [{"name": "%s", "clusters": [
                {"clusterName": "a", "services": [
                  {"serviceName": "b", "taskSets": [{"id": "ecs-svc/7"}]}]}]}]}]}
              """
                  .formatted(pair[0]));
      String prefix = "arn:" + pair[1] + ":ecs:" + pair[0] + ":111122223333:";
      assertEquals(prefix + "cluster/a", fleet.clusters().findFirst().orElseThrow().arn());
      assertEquals(prefix + "service/a/b", fleet.services().findFirst().orElseThrow().arn());
      assertEquals(
          prefix + "task-set/a/b/ecs-svc/7", fleet.taskSets().findFirst().orElseThrow().arn());
    }
  }

  @Test
  void addsDeterministicDefaults() {
    assertEquals(Samples.fleet(), Samples.fleet());
    List<String> ids = Samples.fleet().taskSets().map(Fleet.TaskSet::id).toList();
    assertEquals(5, ids.stream().distinct().count());
    assertTrue(ids.stream().allMatch(id -> id.matches("ecs-svc/\\d{19}")), ids::toString);
  }

  @Test
  void addsStatesCountsAndTimes() {
    ObjectNode cluster = Samples.fleet().clusters().findFirst().orElseThrow().document().node();
    assertEquals("ACTIVE", cluster.path("status").asText());
    assertEquals(4, cluster.path("activeServicesCount").asInt());
    assertEquals(3, cluster.path("runningTasksCount").asInt());
    List<Fleet.TaskSet> taskSets = Samples.fleet().taskSets().toList();
    assertEquals("PRIMARY", taskSets.get(0).document().node().path("status").asText());
    assertEquals("DRAINING", taskSets.get(1).document().node().path("status").asText());
    assertEquals("1735689600.124", taskSets.get(1).document().node().path("createdAt").asText());
    assertEquals("1768465800.250", taskSets.get(0).document().node().path("createdAt").asText());
  }

  @Test
  void preservesDescribedValues() {
    Fleet fleet =
        Samples.inUsEast1(
            """
            {"clusterName": "a", "activeServicesCount": 9, "status": "PROVISIONING",
             "services": [{"serviceName": "b", "createdAt": null, "runningCount": 4}]}
            """);
    ObjectNode cluster = fleet.clusters().findFirst().orElseThrow().document().node();
    assertEquals(9, cluster.path("activeServicesCount").asInt());
    assertEquals("PROVISIONING", cluster.path("status").asText());
    ObjectNode service = fleet.services().findFirst().orElseThrow().document().node();
    assertTrue(service.path("createdAt").isNull());
    assertFalse(Responses.present(Document.of(service)).has("createdAt"));
    assertEquals(4, service.path("runningCount").asInt());
  }

  @Test
  void readsTheJsonThatItWrites() {
    assertEquals(Samples.fleet(), Fleet.of(Samples.fleet().toJson()));
    assertEquals(Samples.fleet(), Fleet.parse(Samples.fleet().toJson().toPrettyString()));
  }

  @Test
  void doesNotModifyItsInput() {
    JsonNode json = Samples.fleet().toJson();
    JsonNode before = json.deepCopy();
    Fleet.of(json);
    assertEquals(before, json);
  }

  @Test
  void changesAndRemovesOneResource() {
    Fleet fleet = Samples.fleet();
    String cluster = "arn:aws:ecs:us-east-1:123456789012:cluster/prod";
    assertEquals(2, fleet.without(cluster).clusters().count());
    String service = "arn:aws:ecs:us-east-1:123456789012:service/prod/checkout";
    Fleet changed = fleet.with(service, node -> node.withArray("taskSets").remove(0));
    assertEquals(fleet.taskSets().count() - 1, changed.taskSets().count());
    assertThrows(IllegalArgumentException.class, () -> fleet.without(cluster + "uction"));
  }

  @Test
  void reportsAllProblemsTogether() {
    String json =
        """
        {"accounts": [
          {"id": "12", "regions": [{"name": "mars", "clusters": []}]},
          {"id": "123456789012", "regoins": [], "regions": [
            {"name": "us-east-1", "clusters": [
              {"clusterName": "a b"},
              {"clusterName": "c", "services": [
                {"serviceName": 7},
                {"deploymentControler": {}},
                {"serviceName": "d"}, {"serviceName": "d", "taskSets": [
                  {"id": "7", "runningCount": "3", "createdAt": "yesterday",
                   "tags": [{"key": "a", "valeu": "b"}], "loadBalancers": {}}]}]}]}]}]}
        """;
    String message =
        assertThrows(InvalidDescriptionException.class, () -> Fleet.parse(json)).getMessage();
    String services = "$.accounts[1].regions[0].clusters[1].services";
    for (String expected :
        List.of(
            "fleet: 13 problems\n",
            "$.accounts[0].id is \"12\"; accepted: twelve digits",
            "$.accounts[0].regions[0].name is \"mars\"; accepted: a region such as eu-central-1",
            "$.accounts[1].regoins is not known; accepted: externalId, id, regions",
            "clusters[0].clusterName is \"a b\"; accepted: 1 to 255 letters",
            services + "[0].serviceName is 7; accepted: a string",
            services + "[1].serviceName is missing; accepted:",
            services + "[1].deploymentControler is not known; accepted:",
            services + " has two entries for the service d",
            services + "[3].taskSets[0].id is \"7\"; accepted: an id such as ecs-svc/",
            services + "[3].taskSets[0].runningCount is \"3\"; accepted: a whole number",
            services + "[3].taskSets[0].createdAt is \"yesterday\"; accepted: seconds since 1970",
            services + "[3].taskSets[0].tags[0].valeu is not known; accepted: key, value",
            services + "[3].taskSets[0].loadBalancers is {}; accepted: a list")) {
      assertTrue(message.contains(expected), () -> expected + " is not in " + message);
    }
  }

  @Test
  void reportsThePositionOfInvalidJson() {
    String message =
        assertThrows(InvalidDescriptionException.class, () -> Fleet.parse("{\"accounts\":\n [,]}"))
            .getMessage();
    assertTrue(message.startsWith("fleet: 1 problem\n  line 2, column "), message);
  }

  @Test
  void rejectsDuplicateKeys() {
    String message =
        assertThrows(
                InvalidDescriptionException.class,
                () -> Fleet.parse("{\"accounts\": [], \"accounts\": []}"))
            .getMessage();
    assertTrue(message.contains("Duplicate field 'accounts'"), message);
  }

  @Test
  void requiresAnAccount() {
    for (String json : List.of("{}", "{\"accounts\": []}", "{\"accounts\": 3}", "[]")) {
      assertThrows(InvalidDescriptionException.class, () -> Fleet.parse(json), json);
    }
  }
}
