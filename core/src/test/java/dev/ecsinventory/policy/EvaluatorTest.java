package dev.ecsinventory.policy;

import static dev.ecsinventory.policy.TaskSetRow.SNAPSHOT_TIME;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ecsinventory.model.ComplianceStatus;
import dev.ecsinventory.model.NotEvaluatedReason;
import dev.ecsinventory.policy.document.Policies;
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.schema.TagViolations;
import dev.ecsinventory.schema.TaskSets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EvaluatorTest {
  private static final String COST_CENTER =
      "{'tags': {'costcenter': {'tag_key': 'CostCenter', 'tag_value': ['100', '200'],"
          + "'report_required_tag_for': ['ecs:task-set']}}}";

  private static Evaluation evaluated(String policy, Row taskSet) {
    return evaluated(policy, taskSet, Lineage.UNKNOWN);
  }

  private static Evaluation evaluated(String policy, Row taskSet, Lineage lineage) {
    return new Evaluator(Policies.parse(policy))
        .evaluate(taskSet, EvaluationContext.of(taskSet, lineage));
  }

  /** COST_CENTER for every task set, with more members of the own file. */
  private static String file(String fields) {
    return "{'rules': [{'tag_policies': [" + COST_CENTER + "]}]," + fields + "}";
  }

  @Test
  void saysNothingAboutTagsThatAreNotKnown() {
    Row unread = TaskSetRow.builder().set(TaskSets.TAGS_KNOWN, false).build();

    assertEquals(Evaluation.UNKNOWN, evaluated(COST_CENTER, unread));
  }

  @Test
  void findsTheMissingTagOfATaskSetThatHasNone() {
    for (Row untagged : List.of(TaskSetRow.tagged(), TaskSetRow.builder().build())) {
      Evaluation evaluation = evaluated(COST_CENTER, untagged);

      assertEquals(ComplianceStatus.NON_COMPLIANT, evaluation.status());
      assertEquals(List.of("MISSING_TAG CostCenter null"), Policies.kinds(evaluation));
      assertFalse(evaluation.violations().getFirst().get(TagViolations.AWS_REPORT_VISIBLE));
      assertEquals(ComplianceStatus.COMPLIANT, evaluation.statusAsAwsReports());
    }
  }

  @Test
  void showsToAwsOnlyTaskSetsWithTags() {
    Evaluation evaluation = evaluated(COST_CENTER, TaskSetRow.tagged("a=b"));

    assertTrue(evaluation.violations().getFirst().get(TagViolations.AWS_REPORT_VISIBLE));
    assertEquals(ComplianceStatus.NON_COMPLIANT, evaluation.statusAsAwsReports());
  }

  @Test
  void writesEverythingAnAuditorNeedsInARow() {
    Row taskSet = TaskSetRow.tagged("CostCenter=1OO");
    Evaluation evaluation = evaluated(COST_CENTER, taskSet);

    Row row = evaluation.violations().getFirst();
    assertEquals(taskSet.get(TaskSets.TASK_SET_ARN), row.get(TagViolations.TASK_SET_ARN));
    assertEquals(taskSet.get(TaskSets.SERVICE_NAME), row.get(TagViolations.SERVICE_NAME));
    assertEquals("spinnaker", row.get(TagViolations.STARTED_BY));
    assertEquals(SNAPSHOT_TIME, row.get(TagViolations.DATASET.snapshotTime()));
    assertEquals(Policies.parse(COST_CENTER).id(), row.get(TagViolations.POLICY_ID));
    assertEquals("CostCenter", row.get(TagViolations.RULE));
    assertEquals("VALUE_NOT_ALLOWED", row.get(TagViolations.VIOLATION));
    assertEquals("CostCenter", row.get(TagViolations.ACTUAL_KEY));
    assertEquals("1OO", row.get(TagViolations.ACTUAL_VALUE));
    assertEquals("one of \"100\", \"200\"", row.get(TagViolations.EXPECTED));
    assertNull(row.get(TagViolations.WAIVED_UNTIL));
    assertNull(row.get(TagViolations.WAIVER_OWNER));
  }

  @Test
  void suggestsTheKeyThatATagNearlyHas() {
    Row row = evaluated(COST_CENTER, TaskSetRow.tagged("Cost-Centre=100")).violations().getFirst();

    assertEquals("MISSING_TAG", row.get(TagViolations.VIOLATION));
    assertEquals("Cost-Centre", row.get(TagViolations.ACTUAL_KEY));
    assertEquals("100", row.get(TagViolations.ACTUAL_VALUE));
    assertEquals("CostCenter", row.get(TagViolations.SUGGESTION));
    assertEquals(
        "a tag \"CostCenter\" with one of \"100\", \"200\"", row.get(TagViolations.EXPECTED));
  }

  @Test
  void suggestsTheSpellingOfAKeyInTheWrongCase() {
    List<Row> rows =
        evaluated(COST_CENTER, TaskSetRow.tagged("COSTCENTER=7", "CostCenter=100")).violations();

    assertEquals(
        List.of("VALUE_NOT_ALLOWED", "WRONG_KEY_CASE"),
        rows.stream().map(row -> row.get(TagViolations.VIOLATION)).toList());
    assertEquals("CostCenter", rows.getLast().get(TagViolations.SUGGESTION));
    assertEquals("the key spelled \"CostCenter\"", rows.getLast().get(TagViolations.EXPECTED));
  }

  @Test
  void doesNotCountWhatIsWaivedAndNamesTheOwner() {
    String policy =
        file(
            "'waivers': [{'tags': ['costcenter'], 'scope': {'services': ['check*']}, 'reason':"
                + " 'moving','owner': 'ann', 'expires': '2026-03-01'},{'reason': 'too old',"
                + " 'owner': 'bob', 'expires': '2026-02-28'},{'tags': ['Team'], 'reason': 'other',"
                + " 'owner': 'eve', 'expires': '2027-01-01'}]");
    Evaluation evaluation = evaluated(policy, TaskSetRow.tagged("a=b"));

    Row row = evaluation.violations().getFirst();
    assertEquals(ComplianceStatus.COMPLIANT, evaluation.status());
    assertEquals(Instant.parse("2026-03-02T00:00:00Z"), row.get(TagViolations.WAIVED_UNTIL));
    assertEquals("moving", row.get(TagViolations.WAIVER_REASON));
    assertEquals("ann", row.get(TagViolations.WAIVER_OWNER));
  }

  @Test
  void countsAgainWhenAWaiverHasEnded() {
    String policy =
        file("'waivers': [{'reason': 'moving', 'owner': 'ann', 'expires': '2026-03-01'}]");
    Row taskSet = TaskSetRow.tagged("a=b");
    Evaluator evaluator = new Evaluator(Policies.parse(policy));

    assertEquals(ComplianceStatus.COMPLIANT, statusAt(evaluator, "2026-03-01T23:59:59.999Z"));
    assertEquals(ComplianceStatus.NON_COMPLIANT, statusAt(evaluator, "2026-03-02T00:00:00Z"));
    assertTrue(
        evaluator
            .evaluate(
                taskSet,
                new EvaluationContext(Instant.parse("2026-03-02T00:00:00Z"), Lineage.UNKNOWN))
            .violations()
            .stream()
            .allMatch(row -> row.get(TagViolations.WAIVED_UNTIL) == null));
  }

  private static ComplianceStatus statusAt(Evaluator evaluator, String time) {
    return evaluator
        .evaluate(
            TaskSetRow.tagged("a=b"), new EvaluationContext(Instant.parse(time), Lineage.UNKNOWN))
        .status();
  }

  @Test
  void forgivesDuringTheGracePeriod() {
    String policy = file("'grace_period_minutes': 30");
    Row young =
        TaskSetRow.tagged("a=b")
            .with(TaskSets.CREATED_AT, SNAPSHOT_TIME.minus(Duration.ofMinutes(29)));
    Row old = young.with(TaskSets.CREATED_AT, SNAPSHOT_TIME.minus(Duration.ofMinutes(30)));
    Row ageless = young.with(TaskSets.CREATED_AT, null);

    Evaluation forgiven = evaluated(policy, young);
    assertEquals(ComplianceStatus.COMPLIANT, forgiven.status());
    assertEquals(
        SNAPSHOT_TIME.plus(Duration.ofMinutes(1)),
        forgiven.violations().getFirst().get(TagViolations.WAIVED_UNTIL));
    assertEquals(
        "grace period of 30 minutes after creation",
        forgiven.violations().getFirst().get(TagViolations.WAIVER_REASON));
    assertEquals(ComplianceStatus.NON_COMPLIANT, evaluated(policy, old).status());
    assertEquals(ComplianceStatus.NON_COMPLIANT, evaluated(policy, ageless).status());
  }

  @Test
  void leavesDrainingTaskSetsOutWhenToldTo() {
    Row draining = TaskSetRow.tagged("a=b").with(TaskSets.STATUS, "DRAINING");

    assertEquals(
        Evaluation.notEvaluated(NotEvaluatedReason.DRAINING_EXCLUDED),
        evaluated(file("'count_draining_task_sets': false"), draining));
    assertEquals(ComplianceStatus.NON_COMPLIANT, evaluated(COST_CENTER, draining).status());
  }

  @Test
  void doesNotEvaluateATaskSetThatNoRuleIsAbout() {
    String scoped = "{'rules': [{'scope': {%s}, 'required_tags': {'tag1Key': 'Owner'}}]}";

    for (String other :
        List.of(
            "'accounts': ['444455556666']",
            "'regions': ['us-*']",
            "'clusters': ['prod']",
            "'services': ['check?ut', 'x'], 'clusters': ['test-*']")) {
      assertEquals(
          Evaluation.notEvaluated(NotEvaluatedReason.NO_APPLICABLE_RULE),
          evaluated(scoped.formatted(other), TaskSetRow.tagged()),
          other);
    }
    for (String own :
        List.of(
            "'accounts': ['1111*'], 'regions': ['eu-west-?'], 'services': ['check*']",
            "'clusters': ['arn:aws:ecs:*:cluster/prod-shop']",
            "'services': ['arn:aws:ecs:eu-west-1:111122223333:service/prod-shop/checkout']")) {
      assertEquals(
          ComplianceStatus.NON_COMPLIANT,
          evaluated(scoped.formatted(own), TaskSetRow.tagged()).status(),
          own);
    }
    assertEquals(
        Evaluation.notEvaluated(NotEvaluatedReason.NO_APPLICABLE_RULE),
        evaluated("{'tags': {}}", TaskSetRow.tagged()));
  }

  @Test
  void asksForATagOnceRegardlessOfTheNumberOfRules() {
    String policy =
        """
        {'rules': [
          {'required_tags': {'tag1Key': 'Stage'}},
          {'scope': {'clusters': ['prod-*']},
           'required_tags': {'tag1Key': 'Stage', 'tag1Value': 'prod'}},
          {'tag_policies': [{'tags': {'stage': {'tag_key': 'Stage', 'tag_value': ['p*']}}}]}]}
        """;
    Row missing = evaluated(policy, TaskSetRow.tagged()).violations().getFirst();

    assertEquals(1, evaluated(policy, TaskSetRow.tagged()).violations().size());
    assertEquals("a tag \"Stage\" with \"p*\"; and \"prod\"", missing.get(TagViolations.EXPECTED));
    assertEquals(
        List.of("VALUE_NOT_ALLOWED Stage Stage"),
        Policies.kinds(evaluated(policy, TaskSetRow.tagged("Stage=pre"))));
    assertEquals(Evaluation.COMPLIANT, evaluated(policy, TaskSetRow.tagged("Stage=prod")));
  }

  @Test
  void namesThoseOfServiceTaskDefinitionAndClusterThatHaveTheMissingTag() {
    Lineage lineage =
        new Lineage(
            Optional.of(TaskSetRow.tags("CostCenter=100")),
            Optional.of(TaskSetRow.tags("costcenter=100")),
            Optional.of(TaskSetRow.tags("CostCenter=200")));
    Lineage without = new Lineage(Optional.of(List.of()), Optional.empty(), Optional.empty());

    assertEquals(List.of("CLUSTER", "SERVICE"), foundOn(lineage));
    assertEquals(List.of(), foundOn(without));
    assertNull(foundOn(Lineage.UNKNOWN));
  }

  private static List<String> foundOn(Lineage lineage) {
    return evaluated(COST_CENTER, TaskSetRow.tagged(), lineage)
        .violations()
        .getFirst()
        .get(TagViolations.FOUND_ON);
  }
}
