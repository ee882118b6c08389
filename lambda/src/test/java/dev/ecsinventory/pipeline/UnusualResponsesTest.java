package dev.ecsinventory.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ecsinventory.schema.Clusters;
import dev.ecsinventory.schema.ReadFailures;
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.schema.Services;
import dev.ecsinventory.schema.Snapshots;
import dev.ecsinventory.schema.TaskSets;
import dev.ecsinventory.simulator.fleet.Fleet;
import dev.ecsinventory.simulator.fleet.generate.FleetGenerator;
import dev.ecsinventory.simulator.fleet.generate.FleetSize;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Responses with less or more than they should contain: the reader neither concludes absence nor
 * duplicates rows.
 */
@Execution(ExecutionMode.CONCURRENT)
class UnusualResponsesTest {
  private static final String PROD = "arn:aws:ecs:us-east-1:123456789012:cluster/prod";

  private static final Map<String, String> LISTS =
      Map.of(
          "ListClusters", "clusterArns",
          "ListServices", "serviceArns",
          "DescribeClusters", "clusters",
          "DescribeServices", "services",
          "DescribeTaskSets", "taskSets");

  private static final Map<String, String> ARNS =
      Map.of(
          "DescribeClusters", "clusterArn",
          "DescribeServices", "serviceArn",
          "DescribeTaskSets", "taskSetArn");

  private static final Fleet FLEET =
      Fleet.parse(
          """
          {"accounts": [{"id": "123456789012", "regions": [
            {"name": "us-east-1", "clusters": [
              {"clusterName": "prod", "services": [
                {"serviceName": "checkout", "deploymentController": {"type": "EXTERNAL"},
                 "taskSets": [{"id": "ecs-svc/1", "tags": []}, {"id": "ecs-svc/2", "tags": []}]},
                {"serviceName": "web"}]}]}]}]}
          """);

  @TempDir Path directory;

  private Exporter exporter(BiFunction<String, ObjectNode, String> change) {
    return Exporter.of(FLEET, directory).changeResponses(change);
  }

  private static void assertEachRowOnce(Exporter exporter, Row summary) {
    assertEquals("COMPLETE", summary.get(Snapshots.STATUS));
    assertEquals(1, exporter.rows(Clusters.DATASET).size(), "clusters");
    assertEquals(2, exporter.rows(Services.DATASET).size(), "services");
    assertEquals(2, exporter.rows(TaskSets.DATASET).size(), "task sets");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ListClusters", "ListServices"})
  void retriesEmptyResponses(String broken) {
    AtomicInteger calls = new AtomicInteger();
    try (Exporter exporter =
        exporter(
            (operation, response) ->
                operation.equals(broken) && calls.incrementAndGet() == 1
                    ? ""
                    : response.toString())) {
      assertEachRowOnce(exporter, exporter.run());
    }
  }

  @Test
  void aResponseWithoutItsListOfClustersFailsTheSnapshot() {
    try (Exporter exporter =
        exporter(
            (operation, response) -> operation.equals("ListClusters") ? "{}" : "" + response)) {
      assertThrows(SnapshotFailedException.class, exporter::run);
    }
  }

  @Test
  void aResponseWithoutItsListOfServicesIsAFailure() {
    try (Exporter exporter =
        exporter(
            (operation, response) -> operation.equals("ListServices") ? "{}" : "" + response)) {
      assertEquals("PARTIAL", exporter.run().get(Snapshots.STATUS));
      Row failure = exporter.rows(ReadFailures.DATASET).getFirst();
      assertEquals(PROD, failure.get(ReadFailures.RESOURCE_ARN));
      assertEquals("the response has no list of ARNs", failure.get(ReadFailures.MESSAGE));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ListClusters",
        "ListServices",
        "DescribeClusters",
        "DescribeServices",
        "DescribeTaskSets"
      })
  void aDuplicatedEntryHasOneRow(String doubled) {
    try (Exporter exporter =
        exporter(
            (operation, response) -> {
              ArrayNode list = response.withArrayProperty(LISTS.get(operation));
              if (operation.equals(doubled)) {
                list.addAll(list.deepCopy());
              }
              return response.toString();
            })) {
      assertEachRowOnce(exporter, exporter.run());
    }
  }

  @Test
  void aDuplicatedInlineTaskSetHasOneRow() {
    try (Exporter exporter =
        exporter(
            (operation, response) -> {
              if (operation.equals("DescribeServices")) {
                ArrayNode taskSets =
                    ((ObjectNode) response.at("/services/0")).withArray("taskSets");
                ArrayNode again = taskSets.deepCopy();
                again.forEach(taskSet -> ((ObjectNode) taskSet).put("runningCount", 99));
                taskSets.addAll(again);
              }
              return response.toString();
            })) {
      assertEachRowOnce(exporter, exporter.run());
    }
  }

  @Test
  void aPageWithARepeatedTokenIsAFailureAndItsEntriesAreRead() {
    AtomicReference<String> token = new AtomicReference<>();
    Fleet twoPages = FleetGenerator.uniform(1).generate(new FleetSize(1, 150, 1));
    try (Exporter exporter =
        Exporter.of(twoPages, directory)
            .changeResponses(
                (operation, response) -> {
                  if (operation.equals("ListServices") && response.has("nextToken")) {
                    token.set(response.get("nextToken").textValue());
                  }
                  return (operation.equals("ListServices")
                          ? response.put("nextToken", token.get())
                          : response)
                      .toString();
                })) {
      assertEquals("PARTIAL", exporter.run().get(Snapshots.STATUS));
      assertEquals(150, exporter.rows(Services.DATASET).size());
      Row failure = exporter.rows(ReadFailures.DATASET).getFirst();
      assertEquals("ListServices", failure.get(ReadFailures.OPERATION));
      assertEquals("MALFORMED", failure.get(ReadFailures.ERROR_CODE));
    }
  }

  @Test
  void anInactiveClusterThatCountsServicesIsListed() {
    try (Exporter exporter =
        exporter(
            (operation, response) -> {
              if (operation.equals("DescribeClusters")) {
                ObjectNode cluster = (ObjectNode) response.at("/clusters/0");
                cluster.put("status", "INACTIVE").put("activeServicesCount", 2);
              }
              return response.toString();
            })) {
      assertEachRowOnce(exporter, exporter.run());
    }
  }

  @Test
  void tagKeysThatBecomeEqualAreUnknownTags() {
    try (Exporter exporter =
        exporter(
            (operation, response) -> {
              if (operation.equals("DescribeTaskSets")) {
                ArrayNode tags = ((ObjectNode) response.at("/taskSets/0")).withArray("tags");
                tags.addObject().put("key", "KEY").put("value", "a");
                tags.addObject().put("key", "OTHER").put("value", "b");
              }
              // A body can contain an unpaired surrogate only as an escape.
              return response
                  .toString()
                  .replace("\"KEY\"", "\"k\\ud800\"")
                  .replace("\"OTHER\"", "\"k\\ud801\"");
            })) {
      assertEquals("PARTIAL", exporter.run().get(Snapshots.STATUS));
      assertEquals(
          1,
          exporter.rows(TaskSets.DATASET).stream()
              .filter(row -> !row.get(TaskSets.TAGS_KNOWN))
              .count());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ListClusters", "ListServices"})
  void anEmptyTokenEndsAListing(String listing) {
    try (Exporter exporter =
        exporter(
            (operation, response) ->
                (operation.equals(listing) ? response.put("nextToken", "") : response)
                    .toString())) {
      assertEachRowOnce(exporter, exporter.run());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"DescribeClusters", "DescribeServices", "DescribeTaskSets"})
  void aFailureWithoutArnAndReasonLosesNoRow(String failing) {
    try (Exporter exporter =
        exporter(
            (operation, response) -> {
              if (operation.equals(failing)) {
                ArrayNode list = response.withArrayProperty(LISTS.get(operation));
                String arn = list.get(0).path(ARNS.get(failing)).asText();
                list.remove(0);
                response.withArrayProperty("failures").addObject();
                response.withArrayProperty("failures").addObject().put("arn", arn);
              }
              return response.toString();
            })) {
      assertEquals("PARTIAL", exporter.run().get(Snapshots.STATUS));
      assertEquals(
          List.of("UNKNOWN"),
          exporter.rows(ReadFailures.DATASET).stream()
              .map(row -> row.get(ReadFailures.ERROR_CODE))
              .toList());
    }
  }
}
