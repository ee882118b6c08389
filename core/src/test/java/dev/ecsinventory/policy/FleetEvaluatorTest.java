package dev.ecsinventory.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ecsinventory.policy.document.Policies;
import dev.ecsinventory.policy.document.TagPolicy;
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.schema.Services;
import dev.ecsinventory.schema.TagViolations;
import dev.ecsinventory.schema.TaskSets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A fleet whose services are not told apart by their ARNs. */
class FleetEvaluatorTest {
  private static final String SCOPE = "arn:aws:ecs:eu-west-1:111122223333:";
  private static final TagPolicy TEAM =
      Policies.parse("{'tags': {'team': {'report_required_tag_for': ['ecs:task-set']}}}");

  private static Row service(String cluster, String... tags) {
    return Row.builder(Services.DATASET)
        .set(Services.DATASET.schemaVersion(), 1)
        .set(Services.DATASET.snapshotId(), "20260301T060000Z")
        .set(Services.DATASET.snapshotTime(), TaskSetRow.SNAPSHOT_TIME)
        .set(Services.DATASET.accountId(), "111122223333")
        .set(Services.DATASET.region(), "eu-west-1")
        .set(Services.CLUSTER_NAME, cluster)
        .set(Services.SERVICE_NAME, "web")
        .set(Services.CLUSTER_ARN, SCOPE + "cluster/" + cluster)
        .set(Services.SERVICE_ARN, SCOPE + "service/web")
        .set(Services.TAGS, TaskSetRow.tags(tags))
        .set(Services.TAGS_KNOWN, true)
        .build();
  }

  private static Row taskSet(String cluster) {
    return TaskSetRow.builder()
        .set(TaskSets.CLUSTER_ARN, SCOPE + "cluster/" + cluster)
        .set(TaskSets.SERVICE_ARN, SCOPE + "service/web")
        .set(TaskSets.TASK_SET_ARN, SCOPE + "task-set/" + cluster + "/web/ecs-svc/1")
        .build();
  }

  @Test
  void readsTheLineageFromTheServiceOfTheSameClusterWhereArnsAreEqual() {
    List<Row> rows =
        List.of(service("blue", "team=pay"), service("green"), taskSet("blue"), taskSet("green"));

    Map<String, List<String>> foundOn =
        new FleetEvaluator(Optional.of(TEAM))
            .evaluate(rows).stream()
                .filter(row -> row.dataset() == TagViolations.DATASET)
                .collect(
                    Collectors.toMap(
                        row -> row.get(TagViolations.CLUSTER_ARN),
                        row -> row.get(TagViolations.FOUND_ON)));

    assertEquals(
        Map.of(SCOPE + "cluster/blue", List.of("SERVICE"), SCOPE + "cluster/green", List.of()),
        foundOn);
  }
}
