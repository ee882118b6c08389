package dev.ecsinventory.simulator;

import static dev.ecsinventory.simulator.Rejection.assertRejected;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ecsinventory.simulator.protocol.SimulatorOptions;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.DescribeServicesResponse;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceField;
import software.amazon.awssdk.services.ecs.model.TaskSet;

class DescribeServicesTest {
  private static final String ARN = "arn:aws:ecs:us-east-1:123456789012:service/";

  private static EcsSimulator simulator;
  private static EcsClient ecs;

  @BeforeAll
  static void start() {
    simulator = EcsSimulator.start(Samples.fleet(), SimulatorOptions.DEFAULTS);
    ecs = TestClients.ecs(simulator);
  }

  @AfterAll
  static void stop() {
    ecs.close();
    simulator.close();
  }

  private static DescribeServicesResponse describe(String... services) {
    return ecs.describeServices(r -> r.cluster("prod").services(services));
  }

  @Test
  void describesByNameByLongArnAndByShortArn() {
    List<String> names =
        describe("website", ARN + "prod/checkout", ARN + "legacy", ARN + "search")
            .services()
            .stream()
            .map(Service::serviceName)
            .toList();
    assertEquals(List.of("website", "checkout", "legacy", "search"), names);
  }

  @Test
  void returnsTaskSetsWithoutTheirTags() {
    Service checkout =
        ecs.describeServices(r -> r.cluster("prod").services("checkout").include(ServiceField.TAGS))
            .services()
            .getFirst();
    assertEquals(2, checkout.taskSets().size());
    assertTrue(checkout.taskSets().stream().noneMatch(TaskSet::hasTags));
    assertEquals("payments", checkout.tags().getFirst().value());
  }

  @Test
  void returnsTagsOnlyOnRequest() {
    assertFalse(describe("checkout").services().getFirst().hasTags());
    Service untagged =
        ecs.describeServices(r -> r.cluster("prod").services("search").include(ServiceField.TAGS))
            .services()
            .getFirst();
    assertTrue(untagged.hasTags());
    assertEquals(List.of(), untagged.tags());
  }

  @Test
  void returnsNoTaskSetsForRollingUpdates() {
    assertFalse(describe("website").services().getFirst().hasTaskSets());
  }

  @Test
  void describesInactiveServices() {
    assertEquals("INACTIVE", describe("retired").services().getFirst().status());
  }

  @Test
  void reportsUnknownResourcesAsFailures() {
    DescribeServicesResponse response = describe("checkout", "check", ARN + "prod/gone");
    assertEquals(1, response.services().size());
    assertEquals(
        List.of(ARN + "prod/check", ARN + "prod/gone"),
        response.failures().stream().map(failure -> failure.arn()).toList());
    assertEquals("MISSING", response.failures().getFirst().reason());
  }

  @Test
  void rejectsZeroAndMoreThanTenServices() {
    assertRejected("InvalidParameterException", "Services cannot be empty.", () -> describe());
    String[] eleven = IntStream.range(0, 11).mapToObj(i -> "s" + i).toArray(String[]::new);
    assertRejected(
        "InvalidParameterException",
        "service names can have at most 10 items.",
        () -> describe(eleven));
  }

  @Test
  void rejectsUnknownClusters() {
    assertRejected(
        "ClusterNotFoundException",
        "Cluster not found.",
        () -> ecs.describeServices(r -> r.cluster("nowhere").services("checkout")));
    assertRejected(
        "ClusterNotFoundException",
        "Cluster not found.",
        () -> ecs.describeServices(r -> r.services("checkout")));
  }

  @Test
  void rejectsArnsOfAnotherCluster() {
    assertRejected(
        "InvalidParameterException",
        "Identifier is for cluster prod. Your cluster is empty",
        () -> ecs.describeServices(r -> r.cluster("empty").services(ARN + "prod/checkout")));
  }

  @Test
  void addsUpTheCountsOfTaskSets() {
    assertEquals(3, describe("checkout").services().getFirst().runningCount());
  }
}
