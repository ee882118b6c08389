package dev.ecsinventory.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
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

/** The parameters of AWS Config's rule required-tags. */
class RequiredTagsTest {
  private static final String PARAMETERS =
      """
      {'tag1Key': 'CostCenter', 'tag1Value': '100,200', 'tag3Key': 'Owner',
       'tag6Key': 'Stage', 'tag6Value': 'prod, test'}
      """;

  static Stream<Arguments> statuses() {
    return Stream.of(
        Arguments.of(List.of("CostCenter=100", "Owner=", "Stage=test"), List.of()),
        Arguments.of(
            List.of(),
            List.of(
                "MISSING_TAG CostCenter null", "MISSING_TAG Owner null", "MISSING_TAG Stage null")),
        Arguments.of(
            List.of("CostCenter=300", "Owner=ann", "Stage=Prod"),
            List.of("VALUE_NOT_ALLOWED CostCenter CostCenter", "VALUE_NOT_ALLOWED Stage Stage")),
        // A star is a star to AWS Config.
        Arguments.of(
            List.of("CostCenter=100", "Owner=ann", "Stage=prod*"),
            List.of("VALUE_NOT_ALLOWED Stage Stage")),
        // Another case is another key, which matters only where the right one is missing.
        Arguments.of(List.of("CostCenter=100", "Owner=ann", "owner=bob", "Stage=prod"), List.of()),
        Arguments.of(
            List.of("CostCenter=100", "owner=bob", "Stage=prod"),
            List.of("WRONG_KEY_CASE Owner owner")));
  }

  @ParameterizedTest
  @MethodSource("statuses")
  void evaluatesAsTheRuleDoes(List<String> tags, List<String> violations) {
    var row = TaskSetRow.tagged(tags.toArray(String[]::new));
    Evaluation evaluation =
        new Evaluator(Policies.parse(PARAMETERS))
            .evaluate(row, EvaluationContext.of(row, Lineage.UNKNOWN));

    assertEquals(violations, Policies.kinds(evaluation));
  }

  static Stream<Arguments> rejections() {
    return Stream.of(
        Arguments.of("{'tag1Key': 'a', 'tag7Key': 'b'}", "#/tag7Key: \"tag7Key\" is not known"),
        Arguments.of("{'tag1key': 'a', 'tag2Key': 'b'}", "(did you mean tag1Key?)"),
        Arguments.of(
            "{'tag1Key': 'a', 'tag2Value': 'b'}",
            "#/tag2Value: requires tag2Key, whose values it lists"),
        Arguments.of("{'tag1Key': 7}", "#/tag1Key: 7 is not accepted; accepted is a tag key"),
        Arguments.of("{'tag1Key': 'a', 'tag1Value': ' '}", "#/tag1Value: \" \" is not accepted"),
        Arguments.of("{'tag1Key': 'a', 'tag1Value': 'b,,c'}", "an empty value between commas"),
        Arguments.of("{'tag1Key': 'a', 'tag1Value': ['b']}", "#/tag1Value: [\"b\"] is not"),
        Arguments.of(
            "{'tag1Key': 'a', 'tag2Key': 'A'}", "#/tag2Key: names the same tag as tag1Key"),
        Arguments.of("{'tag1Key': 'aws:x'}", "which AWS reserves"));
  }

  @ParameterizedTest
  @MethodSource("rejections")
  void rejectsWhatTheRuleDoesNotTake(String parameters, String problem) {
    List<String> problems = Policies.problems(parameters);

    assertEquals(1, problems.size(), () -> String.join("\n", problems));
    assertTrue(problems.getFirst().contains(problem), problems.getFirst());
  }

  @Test
  void readsItsCanonicalTextAsTheSamePolicy() {
    TagPolicy policy = Policies.parse(PARAMETERS);

    assertEquals(
        policy, new TagPolicyParser(Policies.NO_REFERENCES).parse("again", policy.canonicalText()));
  }
}
