package dev.ecsinventory.cli.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ecsinventory.cli.text.Terminal;
import dev.ecsinventory.schema.Clusters;
import dev.ecsinventory.schema.Dataset;
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.schema.Services;
import dev.ecsinventory.schema.Struct;
import dev.ecsinventory.schema.TaskSets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class FleetListTest {
  @Test
  void distinguishesNoTagsFromUnknownTags() {
    String text =
        table(taskSet("1", "PRIMARY", List.of(), true), taskSet("2", "ACTIVE", null, false)).text();

    assertEquals(
        """
        123456789012 / us-east-1 / prod
          tags: Team=a
          web (EXTERNAL)
            1                    PRIMARY   none
            2                    ACTIVE    not known

        """,
        text);
  }

  @Test
  void ordersTaskSetsByTheirStatus() {
    String text =
        table(
                taskSet("1", "DRAINING", List.of(), true),
                taskSet("2", "ACTIVE", List.of(), true),
                taskSet("3", "PRIMARY", List.of(), true))
            .text();

    assertTrue(text.indexOf("PRIMARY") < text.indexOf("ACTIVE"), text);
    assertTrue(text.indexOf("ACTIVE") < text.indexOf("DRAINING"), text);
  }

  @Test
  void neutralizesEscapeSequencesInTags() {
    List<Struct> tags = List.of(Struct.of("a\u001b]0;title\u0007", "b\nc"));

    String text = table(taskSet("1", "PRIMARY", tags, true)).text();

    assertTrue(text.contains("a\\u001b]0;title\\u0007=b\\u000ac"), text);
    assertFalse(text.contains("\u001b"), text);
  }

  @Test
  void separatesClustersWhoseServicesHaveTheSameArn() {
    Row other = taskSet("2", "PRIMARY", List.of(), true).with(TaskSets.CLUSTER_ARN, "other-arn");

    String text = table(taskSet("1", "PRIMARY", List.of(), true), other).text();

    assertTrue(text.contains("    1  "), text);
    assertFalse(text.contains("    2  "), text);
  }

  @Test
  void reportsEmptyClustersAndServices() {
    FleetList noTaskSets =
        new FleetList(List.of(cluster()), List.of(service()), List.of(), Terminal.NONE);
    FleetList noServices = new FleetList(List.of(cluster()), List.of(), List.of(), Terminal.NONE);

    assertTrue(noTaskSets.text().contains("\n  web (EXTERNAL)\n    no task sets\n"));
    assertTrue(noServices.text().contains("\n  no services\n"));
  }

  private static FleetList table(Row... taskSets) {
    return new FleetList(List.of(cluster()), List.of(service()), List.of(taskSets), Terminal.NONE);
  }

  private static Row cluster() {
    return in(Clusters.DATASET)
        .set(Clusters.CLUSTER_ARN, "cluster-arn")
        .set(Clusters.CLUSTER_NAME, "prod")
        .set(Clusters.TAGS, List.of(Struct.of("Team", "a")))
        .set(Clusters.TAGS_KNOWN, true)
        .build();
  }

  private static Row service() {
    return in(Services.DATASET)
        .set(Services.CLUSTER_ARN, "cluster-arn")
        .set(Services.CLUSTER_NAME, "prod")
        .set(Services.SERVICE_ARN, "service-arn")
        .set(Services.SERVICE_NAME, "web")
        .set(Services.DEPLOYMENT_CONTROLLER, "EXTERNAL")
        .set(Services.TAGS_KNOWN, true)
        .build();
  }

  private static Row taskSet(String id, String status, List<Struct> tags, boolean known) {
    return in(TaskSets.DATASET)
        .set(TaskSets.CLUSTER_ARN, "cluster-arn")
        .set(TaskSets.CLUSTER_NAME, "prod")
        .set(TaskSets.SERVICE_ARN, "service-arn")
        .set(TaskSets.SERVICE_NAME, "web")
        .set(TaskSets.TASK_SET_ARN, "task-set-arn-" + id)
        .set(TaskSets.TASK_SET_ID, "ecs-svc/" + id)
        .set(TaskSets.STATUS, status)
        .set(TaskSets.TAGS, tags)
        .set(TaskSets.TAGS_KNOWN, known)
        .build();
  }

  private static Row.Builder in(Dataset dataset) {
    return Row.builder(dataset)
        .set(dataset.schemaVersion(), 1)
        .set(dataset.snapshotId(), "20260115T060000Z")
        .set(dataset.snapshotTime(), Instant.parse("2026-01-15T06:00:00Z"))
        .set(dataset.accountId(), "123456789012")
        .set(dataset.region(), "us-east-1");
  }
}
