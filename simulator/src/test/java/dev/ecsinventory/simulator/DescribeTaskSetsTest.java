package dev.ecsinventory.simulator;

import static dev.ecsinventory.simulator.Rejection.assertRejected;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ecsinventory.simulator.protocol.SimulatorOptions;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.DescribeTaskSetsResponse;
import software.amazon.awssdk.services.ecs.model.Tag;
import software.amazon.awssdk.services.ecs.model.TaskSet;
import software.amazon.awssdk.services.ecs.model.TaskSetField;

class DescribeTaskSetsTest {
  private static final String ID = "ecs-svc/1234567890123456789";
  private static final String ARN =
      "arn:aws:ecs:us-east-1:123456789012:task-set/prod/checkout/" + ID;

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

  private static DescribeTaskSetsResponse describe(String service, String... taskSets) {
    return ecs.describeTaskSets(
        r -> r.cluster("prod").service(service).taskSets(taskSets).include(TaskSetField.TAGS));
  }

  @Test
  void describesByIdAndByArn() {
    assertEquals(ARN, describe("checkout", ID).taskSets().getFirst().taskSetArn());
    TaskSet taskSet = describe("checkout", ARN).taskSets().getFirst();
    assertEquals(ID, taskSet.id());
    assertEquals(Instant.parse("2026-01-15T08:30:00.250Z"), taskSet.createdAt());
    assertEquals(100.0, taskSet.scale().value());
  }

  @Test
  void returnsTagsOnlyOnRequest() {
    List<Tag> tags = describe("checkout", ID).taskSets().getFirst().tags();
    assertEquals(List.of("Team", "Environment"), tags.stream().map(Tag::key).toList());
    DescribeTaskSetsResponse bare =
        ecs.describeTaskSets(r -> r.cluster("prod").service("checkout").taskSets(ID));
    assertFalse(bare.taskSets().getFirst().hasTags());
  }

  @Test
  void returnsAnEmptyListWithoutTags() {
    TaskSet untagged = describe("search", inlineIds("search")).taskSets().getFirst();
    assertTrue(untagged.hasTags());
    assertEquals(List.of(), untagged.tags());
  }

  private static String[] inlineIds(String service) {
    return ecs
        .describeServices(r -> r.cluster("prod").services(service))
        .services()
        .getFirst()
        .taskSets()
        .stream()
        .map(TaskSet::id)
        .toArray(String[]::new);
  }

  @Test
  void rejectsEmptyTaskSets() {
    assertRejected(
        "InvalidParameterException", "TaskSets cannot be empty.", () -> describe("checkout"));
    assertRejected(
        "InvalidParameterException",
        "TaskSets cannot be empty.",
        () -> ecs.describeTaskSets(r -> r.cluster("prod").service("checkout")));
  }

  @Test
  void rejectsServicesWithRollingUpdates() {
    assertRejected(
        "InvalidParameterException",
        "Amazon ECS only supports task set management on services configured to use external"
            + " deployment controllers",
        () -> describe("website", ID));
  }

  @Test
  void succeedsForCodeDeployUnlessDisabled() {
    String[] ids = inlineIds("search");
    assertEquals(1, describe("search", ids).taskSets().size());
    SimulatorOptions rejecting = SimulatorOptions.DEFAULTS.withCodeDeployTaskSets(false);
    try (EcsSimulator strict = EcsSimulator.start(Samples.fleet(), rejecting);
        EcsClient client = TestClients.ecs(strict)) {
      assertRejected(
          "InvalidParameterException",
          "external deployment controllers",
          () -> client.describeTaskSets(r -> r.cluster("prod").service("search").taskSets(ids)));
    }
  }

  @Test
  void rejectsUnknownClustersAndServices() {
    assertRejected(
        "ClusterNotFoundException",
        "Cluster not found.",
        () -> ecs.describeTaskSets(r -> r.cluster("none").service("checkout").taskSets(ID)));
    assertRejected("ServiceNotFoundException", "Service not found.", () -> describe("nothing", ID));
  }

  @Test
  void rejectsInactiveServices() {
    assertRejected(
        "ServiceNotActiveException", "Service was not ACTIVE.", () -> describe("retired", ID));
  }

  @Test
  void reportsUnknownResourcesAsFailures() {
    DescribeTaskSetsResponse response = describe("checkout", ID, "ecs-svc/1", ARN + "0");
    assertEquals(1, response.taskSets().size());
    assertEquals(
        List.of(ARN.replace(ID, "ecs-svc/1"), ARN + "0"),
        response.failures().stream().map(failure -> failure.arn()).toList());
    assertEquals("MISSING", response.failures().getFirst().reason());
  }

  @Test
  void rejectsInvalidTaskSets() {
    for (String bad :
        List.of("nonsense", "arn:aws:ecs:us-east-1:123456789012:task/prod/b6d37a64")) {
      assertRejected(
          "InvalidParameterException",
          "Task Set Identifier is invalid",
          () -> describe("checkout", bad));
    }
  }
}
