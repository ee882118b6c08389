package dev.ecsinventory.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ecsinventory.policy.FleetEvaluator;
import dev.ecsinventory.policy.document.PolicyReader;
import dev.ecsinventory.policy.document.TagPolicy;
import dev.ecsinventory.policy.document.TagPolicyParser;
import dev.ecsinventory.schema.Clusters;
import dev.ecsinventory.schema.ReadFailures;
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.schema.Services;
import dev.ecsinventory.schema.Snapshots;
import dev.ecsinventory.schema.Struct;
import dev.ecsinventory.schema.TagViolations;
import dev.ecsinventory.schema.TaskDefinitions;
import dev.ecsinventory.schema.TaskSets;
import dev.ecsinventory.simulator.fault.Fault;
import dev.ecsinventory.simulator.fault.FaultRule;
import dev.ecsinventory.simulator.fleet.Fleet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The function reads task definitions only for task sets with missing tags. */
class TaskDefinitionsTest {
  private static final String ARN = "arn:aws:ecs:us-east-1:123456789012:task-definition/";
  private static final String REQUIRED =
      "{\"tags\":{\"team\":{\"tag_key\":\"Team\",\"tag_value\":[\"pay\",\"ship\"],"
          + "\"report_required_tag_for\":[\"ecs:task-set\"]}}}";

  /**
   * Revision 7 is that of two task sets without the tag, 8 of one that has it, 9 of one with a
   * wrong value, and 6 of one without it in another service.
   */
  private static final Fleet FLEET =
      Fleet.parse(
          """
          {"accounts": [{"id": "123456789012", "regions": [{"name": "us-east-1",
            "clusters": [{"clusterName": "prod", "services": [
              {"serviceName": "shop", "deploymentController": {"type": "EXTERNAL"}, "taskSets": [
                {"id": "ecs-svc/1", "taskDefinition": "%1$sshop:7"},
                {"id": "ecs-svc/2", "taskDefinition": "%1$sshop:7"},
                {"id": "ecs-svc/3", "taskDefinition": "%1$sshop:8",
                 "tags": [{"key": "Team", "value": "pay"}]},
                {"id": "ecs-svc/4", "taskDefinition": "%1$sshop:9",
                 "tags": [{"key": "Team", "value": "hay"}]}]},
              {"serviceName": "old", "deploymentController": {"type": "EXTERNAL"}, "taskSets": [
                {"id": "ecs-svc/5", "taskDefinition": "%1$sshop:6"}]}]}],
            "taskDefinitions": [
              {"family": "shop", "revision": 7, "tags": [
                {"key": "Team", "value": "ship"}, {"key": "Env", "value": "prod"}]},
              {"family": "shop", "revision": 6, "tags": [{"key": "team", "value": "pay"}]}]}]}]}
          """
              .formatted(ARN));

  @TempDir Path directory;
  private Path out;
  private Path policy;

  @BeforeEach
  void writePolicy() throws IOException {
    out = Files.createDirectories(directory.resolve("out"));
    policy = Files.writeString(directory.resolve("policy.json"), REQUIRED);
  }

  private Exporter evaluated() {
    return Exporter.of(FLEET, out).set("TAG_POLICY", "file:" + policy);
  }

  private static Row violation(Exporter exporter, String taskSetId) {
    return exporter.rows(TagViolations.DATASET).stream()
        .filter(row -> row.get(TagViolations.TASK_SET_ID).equals(taskSetId))
        .findFirst()
        .orElseThrow();
  }

  private static long calls(Exporter exporter) {
    return exporter.simulator().calls().of("DescribeTaskDefinition");
  }

  @Test
  void readsEachTaskDefinitionOfTaskSetsThatLackATagOnce() {
    try (Exporter exporter = evaluated()) {
      Row summary = exporter.run();

      assertEquals(2, calls(exporter));
      assertEquals(
          exporter.simulator().calls().total()
              - exporter.simulator().calls().of("GetCallerIdentity"),
          (long) summary.get(Snapshots.API_CALLS));
      assertEquals(
          List.of(ARN + "shop:6 shop 6 true", ARN + "shop:7 shop 7 true"),
          exporter.rows(TaskDefinitions.DATASET).stream()
              .map(
                  row ->
                      row.get(TaskDefinitions.TASK_DEFINITION_ARN)
                          + " "
                          + row.get(TaskDefinitions.TASK_DEFINITION_FAMILY)
                          + " "
                          + row.get(TaskDefinitions.TASK_DEFINITION_REVISION)
                          + " "
                          + row.get(TaskDefinitions.TAGS_KNOWN))
              .toList());
      assertEquals(
          List.of(Struct.of("Env", "prod"), Struct.of("Team", "ship")),
          exporter.rows(TaskDefinitions.DATASET).get(1).get(TaskDefinitions.TAGS));
    }
  }

  @Test
  void reportsTheLocationAndTheValueOfTheMissingTag() {
    try (Exporter exporter = evaluated()) {
      exporter.run();

      Row missing = violation(exporter, "ecs-svc/2");
      assertEquals(List.of("TASK_DEFINITION"), missing.get(TagViolations.FOUND_ON));
      assertEquals(List.of(), missing.get(TagViolations.NOT_KNOWN_ON));
      String command = missing.get(TagViolations.CREATE_COMMAND);
      assertTrue(command.contains("{\"key\":\"Team\",\"value\":\"ship\"}"), command);
      // A key with another case is another tag, so this task definition does not have the missing
      // tag.
      assertEquals(List.of(), violation(exporter, "ecs-svc/5").get(TagViolations.FOUND_ON));
      assertNull(violation(exporter, "ecs-svc/4").get(TagViolations.FOUND_ON));
      assertNull(violation(exporter, "ecs-svc/4").get(TagViolations.NOT_KNOWN_ON));
    }
  }

  @Test
  void readsNoneWithoutAPolicyOrWithoutAMissingTag() throws IOException {
    try (Exporter exporter = Exporter.of(FLEET, out)) {
      exporter.run();
      assertEquals(0, calls(exporter));
      assertEquals(List.of(), exporter.rows(TaskDefinitions.DATASET));
    }
    Files.writeString(policy, REQUIRED.replace("report_required_tag_for", "enforced_for"));
    try (Exporter exporter = evaluated()) {
      Row summary = exporter.run(Exporter.SCHEDULED.replace("06:00", "07:00"));
      assertEquals(1, summary.get(Snapshots.TAG_VIOLATION_COUNT));
      assertEquals(0, calls(exporter));
    }
  }

  @Test
  void isCompleteWithoutPermissionAndCallsOnce() {
    try (Exporter exporter = evaluated()) {
      exporter.faults(FaultRule.of(new Fault.AccessDenied()).on("DescribeTaskDefinition"));
      Row summary = exporter.run();

      assertEquals("COMPLETE", summary.get(Snapshots.STATUS));
      assertEquals(List.of(), exporter.rows(ReadFailures.DATASET));
      assertEquals(1, calls(exporter));
      assertTrue(
          exporter.rows(TaskDefinitions.DATASET).stream()
              .allMatch(
                  row ->
                      !row.get(TaskDefinitions.TAGS_KNOWN)
                          && row.get(TaskDefinitions.TAGS) == null
                          && row.get(TaskDefinitions.TASK_DEFINITION_FAMILY).equals("shop")));
      Row missing = violation(exporter, "ecs-svc/1");
      assertEquals(List.of(), missing.get(TagViolations.FOUND_ON));
      assertEquals(List.of("TASK_DEFINITION"), missing.get(TagViolations.NOT_KNOWN_ON));
    }
  }

  @Test
  void readsTheOthersIfOneIsAlwaysThrottled() {
    try (Exporter exporter = evaluated()) {
      exporter.faults(
          FaultRule.of(new Fault.Throttle()).on("DescribeTaskDefinition").touching("shop:7"));
      Row summary = exporter.run();

      assertEquals("COMPLETE", summary.get(Snapshots.STATUS));
      assertTrue(summary.get(Snapshots.THROTTLED_CALLS) > 0);
      assertEquals(
          List.of(true, false),
          exporter.rows(TaskDefinitions.DATASET).stream()
              .map(row -> row.get(TaskDefinitions.TAGS_KNOWN))
              .toList());
      assertEquals(
          List.of("TASK_DEFINITION"),
          violation(exporter, "ecs-svc/1").get(TagViolations.NOT_KNOWN_ON));
      assertEquals(List.of(), violation(exporter, "ecs-svc/5").get(TagViolations.NOT_KNOWN_ON));
    }
  }

  @Test
  void returnsTheSameRowsInALaterEvaluation() {
    try (Exporter exporter = evaluated()) {
      exporter.run();
      List<Row> rows = new ArrayList<>(exporter.rows(Clusters.DATASET));
      rows.addAll(exporter.rows(Services.DATASET));
      rows.addAll(exporter.rows(TaskSets.DATASET));
      rows.addAll(exporter.rows(TaskDefinitions.DATASET));
      PolicyReader none =
          reference -> {
            throw new AssertionError(reference);
          };
      TagPolicy same = new TagPolicyParser(none).parse("policy.json", REQUIRED);

      assertEquals(
          exporter.rows(TagViolations.DATASET),
          new FleetEvaluator(Optional.of(same))
              .evaluate(rows).stream()
                  .filter(row -> row.dataset() == TagViolations.DATASET)
                  .sorted(TagViolations.DATASET.rowOrder())
                  .toList());
    }
  }
}
