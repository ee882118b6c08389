package dev.ecsinventory.cli.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ecsinventory.cli.CommandLineRun;
import dev.ecsinventory.schema.ReadFailures;
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.schema.TaskSets;
import dev.ecsinventory.simulator.fleet.Fleet;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Responses of ECS with missing fields, through scan and invoke. */
@Isolated
class ResponsesTest {
  private static final Instant TIME = Instant.parse("2026-01-15T06:00:00Z");

  @TempDir Path directory;

  /** One service with one task set, in an account and Region and with names that a test chooses. */
  private static Fleet fleet(String account, String region, String controller) {
    return Fleet.parse(
        """
        {"accounts": [{"id": "%s", "regions": [{"name": "%s", "clusters": [
          {"clusterName": "blue-1", "services": [{"serviceName": "api",
            "deploymentController": {"type": "%s"},
            "taskSets": [{"id": "ecs-svc/77", "tags": [{"key": "Team", "value": "a"}]}]}]}]}]}]}
        """
            .formatted(account, region, controller));
  }

  private static String service(String account, String region) {
    return "arn:%s:ecs:%s:%s:service/blue-1/api"
        .formatted(region.startsWith("cn-") ? "aws-cn" : "aws", region, account);
  }

  private static Consumer<ObjectNode> damage(String list, String member, boolean isNull) {
    return response ->
        response
            .get(list)
            .forEach(
                entry -> {
                  if (isNull) {
                    ((ObjectNode) entry).putNull(member);
                  } else {
                    ((ObjectNode) entry).remove(member);
                  }
                });
  }

  @ParameterizedTest
  @CsvSource({
    "123456789012, us-east-1, EXTERNAL, false",
    "123456789012, us-east-1, CODE_DEPLOY, false",
    "012345678901, eu-west-1, EXTERNAL, true",
    "210987654321, cn-north-1, CODE_DEPLOY, true",
  })
  void aServiceWithoutItsTaskSetsIsAFailureOfThatService(
      String account, String region, String controller, boolean isNull) throws Exception {
    try (Case one = new Case(fleet(account, region, controller), directory)) {
      one.policy("policy_team.json");
      assertEquals(0, one.invoke(TIME).exitCode());
      one.responses().change("DescribeServices", damage("services", "taskSets", isNull));

      CommandLineRun scan = one.scan();
      assertEquals(3, scan.exitCode(), scan.err());
      assertEquals("PARTIAL", Case.summary(scan).get("status").textValue());
      assertFailure(one, "DescribeServices", service(account, region));
      assertTrue(scan.err().contains(service(account, region)), scan.err());

      assertEquals(3, one.invoke(TIME.plus(Duration.ofHours(1))).exitCode());
      assertUnchanged(one);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void missingAndNullTagsAreUnknownAndTheTableHasTheLastKnownOnes(boolean isNull) throws Exception {
    try (Case one = new Case(fleet("123456789012", "us-east-1", "EXTERNAL"), directory)) {
      one.policy("policy_team.json");
      assertEquals(0, one.invoke(TIME).exitCode());
      one.responses().change("DescribeTaskSets", damage("taskSets", "tags", isNull));

      CommandLineRun scan = one.scan();
      assertEquals(3, scan.exitCode(), scan.err());
      Row taskSet = one.rows(TaskSets.DATASET).getFirst();
      assertFalse(taskSet.get(TaskSets.TAGS_KNOWN));
      assertEquals("UNKNOWN", taskSet.get(TaskSets.COMPLIANCE_STATUS));
      assertFailure(one, "DescribeTaskSets", taskSet.get(TaskSets.TASK_SET_ARN));

      assertEquals(3, one.invoke(TIME.plus(Duration.ofHours(1))).exitCode());
      assertUnchanged(one);
    }
  }

  /** Unchanged; without tags; without task sets; and unchanged again. */
  @Test
  void aSequenceOfIncompleteResponsesDeletesNothing() throws Exception {
    try (Case one = new Case(fleet("123456789012", "us-east-1", "EXTERNAL"), directory)) {
      one.policy("policy_team.json");
      assertEquals(0, one.invoke(TIME).exitCode());
      one.responses().change("DescribeTaskSets", damage("taskSets", "tags", false));
      assertEquals(3, one.invoke(TIME.plusSeconds(3600)).exitCode());
      assertUnchanged(one);
      one.responses().change("DescribeServices", damage("services", "taskSets", false));
      assertEquals(3, one.invoke(TIME.plusSeconds(7200)).exitCode());
      assertUnchanged(one);
      one.responses().change("DescribeServices", response -> {});
      one.responses().change("DescribeTaskSets", response -> {});
      assertEquals(0, one.invoke(TIME.plusSeconds(10800)).exitCode());
      assertUnchanged(one);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"serviceArn", "clusterArn", "serviceArn clusterArn"})
  void aTaskSetWithoutItsOwnServiceAndClusterIsReadCompletely(String members) throws Exception {
    try (Case one = new Case(fleet("123456789012", "us-east-1", "EXTERNAL"), directory)) {
      one.responses()
          .change(
              "DescribeTaskSets",
              response -> {
                for (String member : members.split(" ")) {
                  damage("taskSets", member, false).accept(response);
                }
              });
      CommandLineRun scan = one.scan();
      assertEquals(0, scan.exitCode(), scan.err());
      assertEquals(List.of(), one.rows(ReadFailures.DATASET));
      Row taskSet = one.rows(TaskSets.DATASET).getFirst();
      assertEquals(service("123456789012", "us-east-1"), taskSet.get(TaskSets.SERVICE_ARN));
      assertEquals("blue-1", taskSet.get(TaskSets.CLUSTER_NAME));
      assertTrue(taskSet.get(TaskSets.TAGS_KNOWN));
    }
  }

  private static void assertFailure(Case one, String operation, String arn) {
    List<Row> failures = one.rows(ReadFailures.DATASET);
    assertEquals(1, failures.size(), failures.toString());
    assertEquals(operation, failures.getFirst().get(ReadFailures.OPERATION));
    assertEquals(arn, failures.getFirst().get(ReadFailures.RESOURCE_ARN));
  }

  /** Asserts that the table has the task set with its tags, not marked as deleted. */
  private static void assertUnchanged(Case one) {
    List<Map<String, AttributeValue>> taskSets = one.items("TASKSET");
    assertEquals(1, taskSets.size());
    assertFalse(taskSets.getFirst().containsKey("deleted_at"), taskSets.toString());
    assertEquals("a", taskSets.getFirst().get("tags").l().getFirst().m().get("value").s());
    assertTrue(taskSets.getFirst().get("tags_known").bool());
  }
}
