package dev.ecsinventory.simulator;

import static dev.ecsinventory.simulator.Rejection.assertRejected;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ecsinventory.simulator.fault.Fault;
import dev.ecsinventory.simulator.fault.FaultRule;
import dev.ecsinventory.simulator.fault.FaultScript;
import dev.ecsinventory.simulator.fleet.Fleet;
import dev.ecsinventory.simulator.fleet.InvalidDescriptionException;
import dev.ecsinventory.simulator.protocol.SimulatorOptions;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.DescribeTaskDefinitionResponse;
import software.amazon.awssdk.services.ecs.model.Tag;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionField;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionStatus;

class DescribeTaskDefinitionTest {
  private static final String ARN =
      "arn:aws:ecs:us-east-1:123456789012:task-definition/checkout:42";

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

  private static DescribeTaskDefinitionResponse describe(String identifier) {
    return ecs.describeTaskDefinition(
        r -> r.taskDefinition(identifier).include(TaskDefinitionField.TAGS));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "arn:aws:ecs:us-east-1:123456789012:task-definition/checkout:42,42",
    "checkout:42,42",
    "checkout:41,41",
    "checkout,42",
    "arn:aws:ecs:us-east-1:123456789012:task-definition/checkout,42"
  })
  void describesByArnByRevisionAndByFamily(String identifier, int revision) {
    DescribeTaskDefinitionResponse response = describe(identifier);
    assertEquals("checkout", response.taskDefinition().family());
    assertEquals(revision, response.taskDefinition().revision());
    assertEquals(ARN.replace(":42", ":" + revision), response.taskDefinition().taskDefinitionArn());
  }

  @Test
  void returnsTagsNextToTheTaskDefinitionAndOnlyOnRequest() {
    assertEquals(
        List.of("CostCenter", "Team"), describe(ARN).tags().stream().map(Tag::key).toList());
    assertFalse(ecs.describeTaskDefinition(r -> r.taskDefinition(ARN)).hasTags());
  }

  @Test
  void returnsAnEmptyListWithoutTags() {
    assertTrue(describe("checkout:41").hasTags());
    assertEquals(List.of(), describe("checkout:41").tags());
  }

  @Test
  void describesDeregisteredTaskDefinitions() {
    assertEquals(TaskDefinitionStatus.INACTIVE, describe("checkout:43").taskDefinition().status());
  }

  @Test
  void describesTaskDefinitionsThatOnlyATaskSetNames() {
    String named =
        ecs.describeServices(r -> r.cluster("prod").services("search"))
            .services()
            .getFirst()
            .taskSets()
            .getFirst()
            .taskDefinition();
    assertEquals(named, describe(named).taskDefinition().taskDefinitionArn());
    assertEquals(List.of(), describe(named).tags());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "checkout:7",
    "nothing",
    "arn:aws:ecs:us-east-1:210987654321:task-definition/checkout:42",
    "arn:aws:ecs:eu-west-1:123456789012:task-definition/checkout:42"
  })
  void rejectsUnknownTaskDefinitions(String identifier) {
    assertRejected(
        "ClientException", "Unable to describe task definition.", () -> describe(identifier));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "checkout:latest,latest",
    "checkout:0,0",
    "check out,check out",
    "arn:aws:ecs:us-east-1:123456789012:cluster/prod,arn:aws:ecs:us-east-1:123456789012:cluster/prod"
  })
  void rejectsInvalidTaskDefinitions(String identifier, String number) {
    assertRejected(
        "ClientException",
        "Invalid revision number. Number: " + number,
        () -> describe(identifier));
  }

  @Test
  void rejectsAMissingTaskDefinition() {
    assertRejected(
        "InvalidParameterException",
        "TaskDefinition can not be blank.",
        () -> ecs.describeTaskDefinition(r -> {}));
  }

  @Test
  void appliesFaults() {
    try (EcsSimulator faulty = EcsSimulator.start(Samples.fleet(), SimulatorOptions.DEFAULTS);
        EcsClient client = TestClients.ecs(faulty)) {
      FaultRule rule = FaultRule.of(new Fault.AccessDenied()).on("DescribeTaskDefinition");
      faulty.faults(FaultScript.of(rule.touching("checkout:42")));
      assertRejected(
          "AccessDeniedException",
          "is not authorized to perform: ecs:DescribeTaskDefinition",
          () -> client.describeTaskDefinition(r -> r.taskDefinition("checkout:42")));
      client.describeTaskDefinition(r -> r.taskDefinition("checkout:41"));
      faulty.faults(FaultScript.of(FaultRule.of(new Fault.Missing()).touching(ARN)));
      assertRejected(
          "ClientException",
          "Unable to describe task definition.",
          () -> client.describeTaskDefinition(r -> r.taskDefinition(ARN)));
    }
  }

  @Test
  void changesOneTaskDefinitionOfAFleet() {
    Fleet changed = Samples.fleet().with(ARN, node -> node.withArray("tags").removeAll());
    try (EcsSimulator served = EcsSimulator.start(changed, SimulatorOptions.DEFAULTS);
        EcsClient client = TestClients.ecs(served)) {
      assertEquals(
          List.of(),
          client
              .describeTaskDefinition(r -> r.taskDefinition(ARN).include(TaskDefinitionField.TAGS))
              .tags());
    }
    assertEquals(changed, Fleet.of(changed.toJson()));
  }

  @Test
  void reportsAllProblemsOfADescription() {
    String json =
        """
        {"accounts": [{"id": "123456789012", "regions": [{"name": "us-east-1",
          "taskDefinitions": [
            {"family": "a"}, {"family": "a b", "revision": 1}, {"family": "a", "revision": 0},
            {"family": "a", "revision": 1}, {"family": "a", "revision": 1},
            {"revision": 1, "containerDefinitions": []}]}]}]}
        """;
    String message =
        assertThrows(InvalidDescriptionException.class, () -> Fleet.parse(json)).getMessage();
    String definitions = "$.accounts[0].regions[0].taskDefinitions";
    for (String expected :
        List.of(
            definitions + "[0].revision is missing; accepted: a number from 1",
            definitions + "[1].family is \"a b\"; accepted: 1 to 255 letters",
            definitions + "[2].revision is 0; accepted: a number from 1",
            definitions + "[5].family is missing",
            definitions + "[5].containerDefinitions is not known; accepted:",
            definitions + " has two entries for the task definition")) {
      assertTrue(message.contains(expected), () -> expected + " is not in " + message);
    }
  }
}
