package dev.ecsinventory.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ecsinventory.policy.document.Policies;
import dev.ecsinventory.policy.document.TagPolicy;
import dev.ecsinventory.schema.Clusters;
import dev.ecsinventory.schema.Dataset;
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.schema.Services;
import dev.ecsinventory.schema.TagViolations;
import dev.ecsinventory.schema.TaskDefinitions;
import dev.ecsinventory.schema.TaskSets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A fleet whose services are not told apart by their ARNs. */
class FleetEvaluatorTest {
  private static final String SCOPE = "arn:aws:ecs:eu-west-1:111122223333:";
  private static final TagPolicy TEAM =
      Policies.parse("{'tags': {'team': {'report_required_tag_for': ['ecs:task-set']}}}");

  private static Row service(String cluster, String... tags) {
    return begin(Services.DATASET)
        .set(Services.CLUSTER_NAME, cluster)
        .set(Services.SERVICE_NAME, "web")
        .set(Services.CLUSTER_ARN, SCOPE + "cluster/" + cluster)
        .set(Services.SERVICE_ARN, SCOPE + "service/web")
        .set(Services.TAGS, TaskSetRow.tags(tags))
        .set(Services.TAGS_KNOWN, true)
        .build();
  }

  private static Row.Builder begin(Dataset dataset) {
    return Row.builder(dataset)
        .set(dataset.schemaVersion(), 1)
        .set(dataset.snapshotId(), "20260301T060000Z")
        .set(dataset.snapshotTime(), TaskSetRow.SNAPSHOT_TIME)
        .set(dataset.accountId(), "111122223333")
        .set(dataset.region(), "eu-west-1");
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

  @Test
  void readsTheTaskDefinitionsOfTaskSetsThatLackATag() {
    TagPolicy policy =
        Policies.parse(
            "{'tags': {'team': {'tag_value': ['pay'],"
                + "'report_required_tag_for': ['ecs:task-set']}}}");
    Row lacking = taskSet("blue").with(TaskSets.TASK_DEFINITION_ARN, "shop:1");
    Row wrong = taskSet("green").with(TaskSets.TAGS, TaskSetRow.tags("team=hay"));
    Row without = taskSet("red").with(TaskSets.TASK_DEFINITION_ARN, null);
    Row fine = taskSet("white").with(TaskSets.TAGS, TaskSetRow.tags("team=pay"));
    List<Row> evaluated =
        new FleetEvaluator(Optional.of(policy))
            .evaluate(List.of(lacking, wrong, without, fine, service("blue")));
    assertEquals(5 + 3, evaluated.size(), "a row for each violation");
    assertEquals(Set.of("shop:1"), FleetEvaluator.taskDefinitionsOfMissingTags(evaluated));
  }

  @Test
  void withoutAPolicyNothingIsEvaluatedAndWithAnUnknownOneEverythingIsUnknown() {
    List<Row> rows = List.of(taskSet("blue"), service("blue"));
    Row none = new FleetEvaluator(Optional.empty()).evaluate(rows).getFirst();
    assertEquals("NOT_EVALUATED", none.get(TaskSets.COMPLIANCE_STATUS));
    assertEquals("NO_POLICY", none.get(TaskSets.NOT_EVALUATED_REASON));
    FleetEvaluator unknown = FleetEvaluator.policyUnknown();
    assertEquals("UNKNOWN", unknown.evaluate(rows).getFirst().get(TaskSets.COMPLIANCE_STATUS));
    assertEquals(2, unknown.evaluate(rows).size());
    assertEquals(Optional.empty(), unknown.policy());
    assertEquals(List.of(), unknown.coverage(rows));
    assertEquals(Optional.of(TEAM), new FleetEvaluator(Optional.of(TEAM)).policy());
  }

  @Test
  void countsTheTaskSetsThatEachRuleCovers() {
    Row draining = taskSet("blue").with(TaskSets.STATUS, "DRAINING");
    Row unread = taskSet("blue").with(TaskSets.TAGS_KNOWN, false);
    TagPolicy policy =
        Policies.parse(
            """
            {'rules': [{'scope': {'clusters': ['prod-*']}, 'required_tags': {'tag1Key': 'a'}},
                       {'tag_policies': [{'tags': {'b': {'tag_value': ['x']}}}]},
                       {'scope': {'clusters': ['dev']}, 'required_tags': {'tag1Key': 'c'}}],
             'count_draining_task_sets': false}
            """);
    assertEquals(
        List.of(
            new RuleCoverage("a (clusters prod-*)", true, 2),
            new RuleCoverage("b", false, 2),
            new RuleCoverage("c (clusters dev)", true, 0)),
        new FleetEvaluator(Optional.of(policy))
            .coverage(List.of(taskSet("blue"), taskSet("green"), draining, unread, service("a"))));
  }

  @Test
  void tagsOfServicesClustersAndTaskDefinitionsAreKnownWhereTheyWereRead() {
    Row taskSet = taskSet("blue").with(TaskSets.TASK_DEFINITION_ARN, "shop:1");
    Row unread = service("blue", "team=a").with(Services.TAGS_KNOWN, false);
    assertEquals(Lineage.UNKNOWN, FleetTags.of(List.of(unread, taskSet)).lineage(taskSet));
    Row cluster =
        begin(Clusters.DATASET)
            .set(Clusters.CLUSTER_NAME, "blue")
            .set(Clusters.CLUSTER_ARN, SCOPE + "cluster/blue")
            .set(Clusters.TAGS_KNOWN, true)
            .build();
    Row definition =
        begin(TaskDefinitions.DATASET)
            .set(TaskDefinitions.TASK_DEFINITION_ARN, "shop:1")
            .set(TaskDefinitions.TASK_DEFINITION_FAMILY, "shop")
            .set(TaskDefinitions.TAGS, TaskSetRow.tags("team=b"))
            .set(TaskDefinitions.TAGS_KNOWN, true)
            .build();
    Lineage lineage =
        FleetTags.of(List.of(service("blue", "team=a"), cluster, definition)).lineage(taskSet);
    assertEquals(Optional.of(TaskSetRow.tags("team=a")), lineage.serviceTags());
    assertEquals(Optional.of(TaskSetRow.tags("team=b")), lineage.taskDefinitionTags());
    assertEquals(Optional.of(List.of()), lineage.clusterTags());
    assertEquals(
        Lineage.UNKNOWN,
        FleetTags.of(
                List.of(
                    cluster.with(Clusters.TAGS_KNOWN, false),
                    definition.with(TaskDefinitions.TAGS_KNOWN, false)))
            .lineage(taskSet));
  }
}
