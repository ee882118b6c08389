package dev.ecsinventory.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ecsinventory.model.ComplianceStatus;
import dev.ecsinventory.policy.document.Policies;
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.schema.TagViolations;
import dev.ecsinventory.schema.TaskSets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Tags of the service in place of those that CodeDeploy's task sets cannot have. */
class ServiceTagsTest {
  private static final String TAG_POLICY =
      "{'tags': {'costcenter': {'tag_key': 'CostCenter', 'tag_value': ['100', '2*'],"
          + "'report_required_tag_for': ['ecs:task-set']}}}";

  private static final String ACCEPTING =
      "{'rules': [{'accept_service_tags': true, 'tag_policies': [" + TAG_POLICY + "]}]}";
  private static final String STRICT = "{'rules': [{'tag_policies': [" + TAG_POLICY + "]}]}";

  private static Row codeDeploy(String... tags) {
    return TaskSetRow.builder()
        .set(TaskSets.DEPLOYMENT_CONTROLLER, "CODE_DEPLOY")
        .set(TaskSets.TAGS, TaskSetRow.tags(tags))
        .build();
  }

  private static Lineage service(String... tags) {
    return new Lineage(
        Optional.of(TaskSetRow.tags(tags)), Optional.of(List.of()), Optional.of(List.of()));
  }

  private static Evaluation evaluated(String policy, Row taskSet, Lineage lineage) {
    return new Evaluator(Policies.parse(policy))
        .evaluate(taskSet, EvaluationContext.of(taskSet, lineage));
  }

  private static Row onlyViolation(Evaluation evaluation) {
    assertEquals(ComplianceStatus.NON_COMPLIANT, evaluation.status());
    assertEquals(1, evaluation.violations().size());
    return evaluation.violations().getFirst();
  }

  @Test
  void acceptsTheTagOfTheServiceAndNamesIt() {
    Evaluation evaluation = evaluated(ACCEPTING, codeDeploy(), service("CostCenter=100"));

    assertEquals(ComplianceStatus.COMPLIANT, evaluation.status());
    assertEquals(List.of("CostCenter"), evaluation.satisfiedByService());
    assertEquals(
        List.of("CostCenter"), evaluation.into(codeDeploy()).get(TaskSets.SATISFIED_BY_SERVICE));
  }

  @Test
  void aTagOfTheTaskSetItselfIsNotSatisfiedByTheService() {
    Evaluation evaluation =
        evaluated(ACCEPTING, codeDeploy("CostCenter=100"), service("CostCenter=7"));

    assertEquals(ComplianceStatus.COMPLIANT, evaluation.status());
    assertEquals(List.of(), evaluation.satisfiedByService());
  }

  @Test
  void acceptsItOnlyWhereTheRuleSaysSoAndNoUserCanTagTheTaskSet() {
    Row unfixable = onlyViolation(evaluated(STRICT, codeDeploy(), service("CostCenter=100")));
    assertEquals("NONE", unfixable.get(TagViolations.REMEDY));
    assertEquals(List.of("SERVICE"), unfixable.get(TagViolations.FOUND_ON));

    Row fixable =
        onlyViolation(evaluated(ACCEPTING, TaskSetRow.tagged(), service("CostCenter=100")));
    assertEquals("NEXT_DEPLOYMENT", fixable.get(TagViolations.REMEDY));
  }

  @Test
  void findsWhatIsWrongWithTheTagOfTheService() {
    Row value = onlyViolation(evaluated(ACCEPTING, codeDeploy(), service("CostCenter=1OO")));
    assertEquals("VALUE_NOT_ALLOWED", value.get(TagViolations.VIOLATION));
    assertEquals("1OO", value.get(TagViolations.ACTUAL_VALUE));
    assertEquals(List.of("SERVICE"), value.get(TagViolations.FOUND_ON));
    assertEquals("SERVICE_TAG", value.get(TagViolations.REMEDY));

    Row key = onlyViolation(evaluated(ACCEPTING, codeDeploy(), service("COSTCENTER=100")));
    assertEquals("WRONG_KEY_CASE", key.get(TagViolations.VIOLATION));
    assertEquals("SERVICE_TAG", key.get(TagViolations.REMEDY));

    Row missing = onlyViolation(evaluated(ACCEPTING, codeDeploy(), service("Team=a")));
    assertEquals("MISSING_TAG", missing.get(TagViolations.VIOLATION));
    assertEquals(List.of(), missing.get(TagViolations.FOUND_ON));
    assertEquals("SERVICE_TAG", missing.get(TagViolations.REMEDY));
  }

  @Test
  void aTagOfTheTaskSetThatIsWrongStaysWrong() {
    Row value =
        onlyViolation(evaluated(ACCEPTING, codeDeploy("CostCenter=7"), service("CostCenter=100")));

    assertEquals("NONE", value.get(TagViolations.REMEDY));
    assertNull(value.get(TagViolations.FOUND_ON));
  }

  @Test
  void tagsOfTheServiceThatAreNotKnownAreNotMissing() {
    assertEquals(Evaluation.UNKNOWN, evaluated(ACCEPTING, codeDeploy(), Lineage.UNKNOWN));
    assertEquals(
        ComplianceStatus.NON_COMPLIANT, evaluated(STRICT, codeDeploy(), Lineage.UNKNOWN).status());
  }

  @Test
  void whatIsWaivedAnywayIsNotUnknown() {
    String waived =
        ACCEPTING.substring(0, ACCEPTING.length() - 1)
            + ", 'waivers': [{'reason': 'r', 'owner': 'o', 'expires': '2030-01-01'}]}";

    assertEquals(
        ComplianceStatus.COMPLIANT, evaluated(waived, codeDeploy(), Lineage.UNKNOWN).status());
  }

  @Test
  void everyRuleThatAsksForTheTagMustAcceptTheService() {
    String both =
        "{'rules': [{'accept_service_tags': true, 'tag_policies': ["
            + TAG_POLICY
            + "]}, {'required_tags': {'tag1Key': 'CostCenter'}}]}";

    Row missing = onlyViolation(evaluated(both, codeDeploy(), service("CostCenter=100")));
    assertEquals("NONE", missing.get(TagViolations.REMEDY));
  }

  @Test
  void theCanonicalTextHasItOnlyWhereItIsTrue() {
    assertTrue(Policies.parse(ACCEPTING).canonicalText().contains("\"accept_service_tags\":true"));
    assertFalse(Policies.parse(STRICT).canonicalText().contains("accept_service_tags"));
    String text = Policies.parse(ACCEPTING).canonicalText();
    assertEquals(Policies.parse(ACCEPTING).id(), Policies.parse(text).id());
    assertEquals(
        List.of(
            "policy.json#/rules/0/accept_service_tags: \"yes\" is not accepted; accepted is true or"
                + " false"),
        Policies.problems(ACCEPTING.replace("true", "'yes'")));
  }
}
