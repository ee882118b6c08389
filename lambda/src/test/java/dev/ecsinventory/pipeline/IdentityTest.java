package dev.ecsinventory.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ecsinventory.normalize.ApiShape;
import dev.ecsinventory.schema.ReadFailures;
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.schema.Services;
import dev.ecsinventory.schema.Snapshots;
import dev.ecsinventory.schema.TaskSets;
import dev.ecsinventory.simulator.fleet.Fleet;
import dev.ecsinventory.simulator.protocol.SimulatorOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A cluster and an ARN identify a service, in any form of the ARN and in any response. */
class IdentityTest {
  private static final String ARN = "arn:aws:ecs:us-east-1:123456789012:";

  @TempDir Path directory;

  private static Fleet fleet(boolean shortArn) {
    String service =
        """
        {"serviceName": "web", "shortArn": %s, "deploymentController": {"type": "EXTERNAL"},
         "taskSets": [{"id": "ecs-svc/%d", "tags": [{"key": "Team", "value": "%s"}]}]}
        """;
    return Fleet.parse(
        """
        {"accounts": [{"id": "123456789012", "regions": [{"name": "us-east-1", "clusters": [
          {"clusterName": "blue", "services": [%s]},
          {"clusterName": "green", "services": [%s]}]}]}]}
        """
            .formatted(
                service.formatted(shortArn, 1, "blue"), service.formatted(shortArn, 2, "green")));
  }

  @Test
  void twoClustersWithTheSameOldArnHaveTwoServicesAndAlwaysTheSameBytes() {
    List<Map<String, String>> runs = new ArrayList<>();
    for (long seed = 1; seed <= 4; seed++) {
      SimulatorOptions options = SimulatorOptions.DEFAULTS.withShuffle(true).withSeed(seed);
      Path run = directory.resolve("seed-" + seed);
      try (Exporter exporter = Exporter.of(fleet(true), options, run)) {
        assertEquals("COMPLETE", exporter.run().get(Snapshots.STATUS));
        assertEquals(
            Set.of("blue service/web", "green service/web"),
            names(exporter.rows(Services.DATASET)));
        assertEquals(2, exporter.rows(TaskSets.DATASET).size());
        runs.add(InvariantsTest.withoutUri(InvariantsTest.hashes(exporter.files())));
      }
    }
    assertEquals(1, Set.copyOf(runs).size());
  }

  private static Set<String> names(List<Row> services) {
    return services.stream()
        .map(
            row ->
                row.get(Services.CLUSTER_NAME)
                    + " "
                    + row.get(Services.SERVICE_ARN).substring(ARN.length()))
        .collect(Collectors.toSet());
  }

  /** The values of a description in place of an ARN: its forms, or nothing. */
  private static final List<String> SERVICE_FORMS = List.of("long", "short");

  private static final List<String> OWN_FORMS = List.of("long", "short", "none");

  static Stream<Arguments> forms() {
    return Stream.of(true, false)
        .flatMap(
            listedShort ->
                SERVICE_FORMS.stream()
                    .flatMap(
                        described ->
                            OWN_FORMS.stream()
                                .map(own -> Arguments.of(listedShort, described, own))));
  }

  @ParameterizedTest(name = "listed short {0}, described {1}, the task set''s own {2}")
  @MethodSource("forms")
  void everyCombinationOfFormsIsTheSameServiceAndConvertsBack(
      boolean listedShort, String described, String own) {
    try (Exporter exporter =
        Exporter.of(fleet(listedShort), directory)
            .changeResponses(
                (operation, response) -> changed(operation, response, described, own))) {
      Row summary = exporter.run();
      assertEquals(List.of(), exporter.rows(ReadFailures.DATASET));
      assertEquals("COMPLETE", summary.get(Snapshots.STATUS));
      for (JsonNode line : exporter.lines(TaskSets.DATASET)) {
        String cluster = line.get("cluster_name").textValue();
        assertEquals(
            form(listedShort ? "short" : "long", cluster), line.get("service_arn").asText());
        assertEquals(ARN + "cluster/" + cluster, line.get("cluster_arn").textValue());
        String reported =
            own.equals("none") ? line.get("service_arn").asText() : form(own, cluster);
        assertEquals(reported, ApiShape.of(TaskSets.DATASET, line).get("serviceArn").textValue());
      }
      for (JsonNode line : exporter.lines(Services.DATASET)) {
        assertEquals(
            form(described, line.get("cluster_name").textValue()),
            ApiShape.of(Services.DATASET, line).get("serviceArn").textValue());
      }
    }
  }

  private static String form(String form, String cluster) {
    return ARN + (form.equals("long") ? "service/" + cluster + "/web" : "service/web");
  }

  private static String changed(
      String operation, ObjectNode response, String described, String own) {
    if (operation.equals("DescribeServices")) {
      ObjectNode service = (ObjectNode) response.at("/services/0");
      String cluster = service.get("clusterArn").textValue();
      service.put("serviceArn", form(described, cluster.substring(cluster.indexOf('/') + 1)));
    } else if (operation.equals("DescribeTaskSets")) {
      ObjectNode taskSet = (ObjectNode) response.at("/taskSets/0");
      String cluster = taskSet.get("clusterArn").textValue();
      if (own.equals("none")) {
        taskSet.remove(List.of("clusterArn", "serviceArn"));
      } else {
        taskSet.put("serviceArn", form(own, cluster.substring(cluster.indexOf('/') + 1)));
      }
    }
    return response.toString();
  }

  /** An event may select a service by either form of its ARN. */
  @ParameterizedTest
  @MethodSource("forms")
  void anEventSelectsAServiceByEitherFormOfItsArn(
      boolean listedShort, String named, String ignored) {
    try (Exporter exporter = Exporter.of(fleet(listedShort), directory)) {
      exporter.run(
          "{\"time\":\"2026-01-15T06:00:00Z\",\"detail\":{\"services\":[\"%s\"]}}"
              .formatted(form(named, "blue")));
      assertEquals(List.of(), exporter.rows(ReadFailures.DATASET));
      assertEquals(named.equals("long") ? 1 : 2, exporter.rows(Services.DATASET).size());
    }
  }
}
