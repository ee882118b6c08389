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

  static Stream<Arguments> verdicts() {
    return Stream.of(
        // Values.
        judged(COST_CENTER, "CostCenter=100"),
        judged(COST_CENTER, "CostCenter=200"),
        judged(COST_CENTER, "CostCenter=400", "VALUE_NOT_ALLOWED CostCenter CostCenter"),
        judged(COST_CENTER, "CostCenter=", "VALUE_NOT_ALLOWED CostCenter CostCenter"),
        // One wildcard stands for any characters, or none.
        judged(COST_CENTER, "CostCenter=300"),
        judged(COST_CENTER, "CostCenter=300-eu"),
        judged(COST_CENTER, "CostCenter=2300", "VALUE_NOT_ALLOWED CostCenter CostCenter"),
        judged(values("'*@example.com'"), "tag=ann@example.com"),
        judged(values("'*@example.com'"), "tag=ann@example.org", "VALUE_NOT_ALLOWED tag tag"),
        judged(values("'a*a'"), "tag=aa"),
        judged(values("'a*a'"), "tag=a", "VALUE_NOT_ALLOWED tag tag"),
        judged(values("'*'"), "tag=anything"),
        // Values are case-sensitive.
        judged(values("'Production'"), "tag=production", "VALUE_NOT_ALLOWED tag tag"),
        // No tag_value accepts any value, the empty one too; an empty list accepts none.
        judged(LOWER_CASE, "project="),
        judged(LOWER_CASE, "project=x"),
        judged(COLOR, "Color=red", "TAG_NOT_ALLOWED Color Color"),
        judged(COLOR, "color=red", "TAG_NOT_ALLOWED Color color"),
        judged(COLOR, "Colour=red"),
        // Case treatment, by tag_key; without it, lower case.
        judged(COST_CENTER, "costcenter=100", "WRONG_KEY_CASE CostCenter costcenter"),
        judged(COST_CENTER, "COSTCENTER=100", "WRONG_KEY_CASE CostCenter COSTCENTER"),
        judged(LOWER_CASE, "Project=x", "WRONG_KEY_CASE project Project"),
        // A tag that no policy defines is not judged, nor is a tag that is not there.
        judged(COST_CENTER, "Team=shop"),
        // Only report_required_tag_for asks for a tag, and only for task sets here.
        judged(REQUIRED.formatted("ecs:task-set"), "x=y", "MISSING_TAG Owner null"),
        judged(REQUIRED.formatted("ecs:ALL_SUPPORTED"), "x=y", "MISSING_TAG Owner null"),
        judged(REQUIRED.formatted("ecs:*"), "x=y", "MISSING_TAG Owner null"),
        judged(REQUIRED.formatted("ecs:service"), "x=y"),
        judged(REQUIRED.formatted("dynamodb:table"), "x=y"),
        judged(COST_CENTER.replace("secretsmanager", "ecs"), "x=y"),
        // For a required key any case will do; that it is the wrong case is said once.
        judged(REQUIRED.formatted("ecs:task-set"), "owner=ann", "WRONG_KEY_CASE Owner owner"),
        judged(REQUIRED.formatted("ecs:task-set"), "Owner="));
  }

  private static Arguments judged(String policy, String tag, String... violations) {
    return Arguments.of(policy, tag, List.of(violations));
  }

  private static String values(String values) {
    return "{'tags': {'tag': {'tag_value': {'@@assign': [" + values + "]}}}}";
  }

  @ParameterizedTest
  @MethodSource("verdicts")
  void judgesAsTheSyntaxSays(String policy, String tag, List<String> violations) {
    var row = TaskSetRow.tagged(tag);
    Verdict verdict =
        new Evaluator(Policies.parse(policy))
            .evaluate(row, EvaluationContext.of(row, Lineage.UNKNOWN));

    assertEquals(violations, Policies.kinds(verdict));
  }

  /** AWS's answer to {@code describe-effective-policy}, as its guide shows it. */
  @Test
  void readsTheEffectiveFormAndTheAnswerThatCarriesIt() {
    TagPolicy effective =
        Policies.parse("{'tags': {'costcenter': {'tag_value': ['*'], 'tag_key': 'CostCenter'}}}");
    TagPolicy authored =
        Policies.parse("{'tags': {'CostCenter': {'tag_key': {'@@assign': 'CostCenter'}}}}");
    TagPolicy answer =
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
    assertEquals(authored, answer);
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
