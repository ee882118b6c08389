package dev.ecsinventory.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ecsinventory.policy.document.Policies;
import dev.ecsinventory.policy.document.TagPolicy;
import dev.ecsinventory.policy.document.TagPolicyParser;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The syntax of AWS Organizations tag policies, by the examples and rules of "Tag policy syntax and
 * examples" in AWS's guide, in our own values where a rule has no example.
 */
class TagPolicySyntaxTest {
  /** AWS's basic example. */
  private static final String COST_CENTER =
      """
      {'tags': {'costcenter': {
        'tag_key': {'@@assign': 'CostCenter'},
        'tag_value': {'@@assign': ['100', '200', '300*']},
        'enforced_for': {'@@assign': ['secretsmanager:ALL_SUPPORTED']}}}}
      """;

  /** AWS's example 2: the use of a tag key is prevented. */
  private static final String COLOR =
      """
      {'tags': {'Color': {
        'tag_key': {
          '@@operators_allowed_for_child_policies': ['@@none'],
          '@@assign': 'Color'},
        'tag_value': {
          '@@operators_allowed_for_child_policies': ['@@none'],
          '@@assign': []},
        'enforced_for': {'@@assign': ['dynamodb:table']}}}}
      """;

  private static final String LOWER_CASE = "{'tags': {'Project': {}}}";

  private static final String REQUIRED =
      """
      {'tags': {'Owner': {
        'tag_key': {'@@assign': 'Owner'},
        'report_required_tag_for': {'@@assign': ['%s']}}}}
      """;

  /** A stored policy must be the policy that was evaluated. */
  @Test
  void rejectsHalfOfASurrogatePair() {
    assertEquals(
        List.of(
            "policy.json#/tags/costcenter/tag_value/@@assign/0: contains half of a surrogate pair;"
                + " accepted is well-formed Unicode text"),
        Policies.problems(COST_CENTER.replace("100", "\\ud800")));
  }

  static Stream<Arguments> statuses() {
    return Stream.of(
        // Values.
        evaluated(COST_CENTER, "CostCenter=100"),
        evaluated(COST_CENTER, "CostCenter=200"),
        evaluated(COST_CENTER, "CostCenter=400", "VALUE_NOT_ALLOWED CostCenter CostCenter"),
        evaluated(COST_CENTER, "CostCenter=", "VALUE_NOT_ALLOWED CostCenter CostCenter"),
        // One wildcard stands for any characters, or none.
        evaluated(COST_CENTER, "CostCenter=300"),
        evaluated(COST_CENTER, "CostCenter=300-eu"),
        evaluated(COST_CENTER, "CostCenter=2300", "VALUE_NOT_ALLOWED CostCenter CostCenter"),
        evaluated(values("'*@example.com'"), "tag=ann@example.com"),
        evaluated(values("'*@example.com'"), "tag=ann@example.org", "VALUE_NOT_ALLOWED tag tag"),
        evaluated(values("'a*a'"), "tag=aa"),
        evaluated(values("'a*a'"), "tag=a", "VALUE_NOT_ALLOWED tag tag"),
        evaluated(values("'*'"), "tag=anything"),
        // Values are case-sensitive.
        evaluated(values("'Production'"), "tag=production", "VALUE_NOT_ALLOWED tag tag"),
        // No tag_value accepts any value, the empty one too; an empty list accepts none.
        evaluated(LOWER_CASE, "project="),
        evaluated(LOWER_CASE, "project=x"),
        evaluated(COLOR, "Color=red", "TAG_NOT_ALLOWED Color Color"),
        evaluated(COLOR, "color=red", "TAG_NOT_ALLOWED Color color"),
        evaluated(COLOR, "Colour=red"),
        // Case treatment, by tag_key; without it, lower case.
        evaluated(COST_CENTER, "costcenter=100", "WRONG_KEY_CASE CostCenter costcenter"),
        evaluated(COST_CENTER, "COSTCENTER=100", "WRONG_KEY_CASE CostCenter COSTCENTER"),
        evaluated(LOWER_CASE, "Project=x", "WRONG_KEY_CASE project Project"),
        // A tag that no policy defines is not evaluated, nor is a tag that is not there.
        evaluated(COST_CENTER, "Team=shop"),
        // Only report_required_tag_for asks for a tag, and only for task sets here.
        evaluated(REQUIRED.formatted("ecs:task-set"), "x=y", "MISSING_TAG Owner null"),
        evaluated(REQUIRED.formatted("ecs:ALL_SUPPORTED"), "x=y", "MISSING_TAG Owner null"),
        evaluated(REQUIRED.formatted("ecs:*"), "x=y", "MISSING_TAG Owner null"),
        evaluated(REQUIRED.formatted("ecs:service"), "x=y"),
        evaluated(REQUIRED.formatted("dynamodb:table"), "x=y"),
        evaluated(COST_CENTER.replace("secretsmanager", "ecs"), "x=y"),
        // For a required key any case will do; that it is the wrong case is said once.
        evaluated(REQUIRED.formatted("ecs:task-set"), "owner=ann", "WRONG_KEY_CASE Owner owner"),
        evaluated(REQUIRED.formatted("ecs:task-set"), "Owner="));
  }

  private static Arguments evaluated(String policy, String tag, String... violations) {
    return Arguments.of(policy, tag, List.of(violations));
  }

  private static String values(String values) {
    return "{'tags': {'tag': {'tag_value': {'@@assign': [" + values + "]}}}}";
  }

  @ParameterizedTest
  @MethodSource("statuses")
  void evaluatesAsTheSyntaxSays(String policy, String tag, List<String> violations) {
    var row = TaskSetRow.tagged(tag);
    Evaluation evaluation =
        new Evaluator(Policies.parse(policy))
            .evaluate(row, EvaluationContext.of(row, Lineage.UNKNOWN));

    assertEquals(violations, Policies.kinds(evaluation));
  }

  /** The response of {@code describe-effective-policy} in the guide of AWS. */
  @Test
  void readsTheEffectiveFormAndTheResponseThatContainsIt() {
    TagPolicy effective =
        Policies.parse("{'tags': {'costcenter': {'tag_value': ['*'], 'tag_key': 'CostCenter'}}}");
    TagPolicy authored =
        Policies.parse("{'tags': {'CostCenter': {'tag_key': {'@@assign': 'CostCenter'}}}}");
    TagPolicy response =
        new TagPolicyParser(Policies.NO_REFERENCES)
            .parse(
                "answer.json",
                """
                {"EffectivePolicy": {
                  "PolicyContent":
                    "{\\"tags\\":{\\"costcenter\\":{\\"tag_value\\":[\\"*\\"],\\"tag_key\\":\\"CostCenter\\"}}}",
                  "LastUpdatedTimestamp": "2020-06-09T08:34:25.103000-07:00",
                  "TargetId": "123456789012",
                  "PolicyType": "TAG_POLICY"}}
                """);

    assertEquals(authored, effective);
    assertEquals(authored, response);
  }

  @Test
  void givesEveryPolicyOfOneMeaningOneIdAndEveryOtherMeaningAnother() {
    String policy = "{'tags': {'a': {'tag_value': {'@@assign': ['x', 'y']}}, 'b': {}}}";
    String shuffled = "{'tags': {'B': {}, 'a': {'tag_value': {'@@assign': ['y', 'x', 'y']}}}}";
    String other = "{'tags': {'a': {'tag_value': {'@@assign': ['x']}}, 'b': {}}}";

    assertEquals(Policies.parse(policy).id(), Policies.parse(shuffled).id());
    assertNotEquals(Policies.parse(policy).id(), Policies.parse(other).id());
    assertTrue(Policies.parse(policy).id().matches("[0-9a-f]{64}"));
    assertEquals(List.of("a", "b"), Policies.parse(shuffled).tagKeys());
  }

  @Test
  void readsItsCanonicalTextAsTheSamePolicy() {
    for (String policy : List.of(COST_CENTER, COLOR, LOWER_CASE, "{'tags': {}}")) {
      TagPolicy parsed = Policies.parse(policy);
      TagPolicy again =
          new TagPolicyParser(Policies.NO_REFERENCES).parse("again", parsed.canonicalText());

      assertEquals(parsed.canonicalText(), again.canonicalText());
      assertEquals(parsed.id(), again.id());
    }
  }
}
