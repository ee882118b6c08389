package dev.ecsinventory.policy.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is no AWS Organizations tag policy, and what is said about it. */
class TagPolicyRejectionTest {
  static Stream<Arguments> rejections() {
    return Stream.of(
        rejected("{'tags': {}, 'tag': {}}", "policy.json#/tag: \"tag\" is not known here"),
        rejected("{'tags': []}", "#/tags: [] is not accepted"),
        rejected("{'tags': {'k': []}}", "#/tags/k: [] is not accepted"),
        rejected(
            statement("'tag_keys': {'@@assign': 'k'}"),
            "#/tags/k/tag_keys: \"tag_keys\" is not known here (did you mean tag_key?); accepted"
                + " are tag_key, tag_value, enforced_for, report_required_tag_for"),
        rejected(
            statement("'tag_value': {'@@asign': ['v']}"),
            "#/tags/k/tag_value/@@asign: \"@@asign\" is not known here (did you mean @@assign?)"),
        // AWS's inheritance example 3 once stood with this slip.
        rejected(
            statement("'tag_value': {'@@remove': ['v'], 'enforced_for': {'@@remove': ['a:b']}}"),
            "#/tags/k/tag_value/enforced_for: \"enforced_for\" is not known here"),
        rejected(
            statement("'tag_key': {'@@append': ['k']}"),
            "#/tags/k/tag_key/@@append: \"@@append\" is not known here"),
        rejected(
            statement("'tag_key': {'@@assign': 'other'}"),
            "#/tags/k/tag_key/@@assign: \"other\" is not accepted; accepted is \"k\" in any case"),
        rejected(statement("'tag_key': {'@@assign': 7}"), "#/tags/k/tag_key/@@assign: 7 is not"),
        rejected(statement("'tag_value': {'@@assign': 'v'}"), "tag_value/@@assign: \"v\" is not"),
        rejected(statement("'tag_value': {'@@assign': [7]}"), "tag_value/@@assign/0: 7 is not"),
        rejected(statement("'tag_value': {'@@assign': [null]}"), "@@assign/0: null is not"),
        // AWS's own example of what is not allowed.
        rejected(
            statement("'tag_value': {'@@assign': ['v', '*@*.com']}"),
            "#/tags/k/tag_value/@@assign/1: \"*@*.com\" is not accepted; accepted is a value with"
                + " at most one *"),
        rejected(
            statement("'tag_value': {'@@assign': ['" + "v".repeat(257) + "']}"),
            "at most 256 characters"),
        rejected(
            statement("'report_required_tag_for': {'@@assign': ['*']}"), "\"*\" is not accepted"),
        rejected(
            statement("'report_required_tag_for': {'@@assign': ['*:table']}"),
            "\"*:table\" is not"),
        rejected(
            statement("'report_required_tag_for': {'@@assign': ['ecs']}"),
            "\"ecs\" is not accepted"),
        rejected(
            statement("'report_required_tag_for': {'@@assign': ['ecs:taskset']}"),
            "report_required_tag_for/@@assign/0: \"ecs:taskset\" is not accepted; accepted is"
                + " ecs:task-set"),
        rejected(
            statement("'report_required_tag_for': {'@@assign': ['ecs:all_supported']}"),
            "accepted is ecs:ALL_SUPPORTED"),
        rejected(
            statement("'tag_key': {'@@operators_allowed_for_child_policies': ['@@some']}"),
            "tag_key/@@operators_allowed_for_child_policies/0: \"@@some\" is not accepted; accepted"
                + " is a list of @@all, @@none, @@assign, @@append, @@remove"),
        rejected(
            statement("'tag_key': {'@@operators_allowed_for_child_policies': '@@none'}"),
            "tag_key/@@operators_allowed_for_child_policies: \"@@none\" is not accepted"),
        rejected(
            statement("'tag_key': {'@@operators_allowed_for_child_policies': []}"),
            "[] is not accepted"),
        rejected(
            statement("'tag_key': {'@@operators_allowed_for_child_policies': ['@@none', '@@all']}"),
            "@@none is combined with other operators"),
        rejected("{'tags': {'@@assign': {}}}", "#/tags/@@assign: \"@@assign\" is not an operator"),
        rejected(
            "{'tags': {'Key': {}, 'key': {}}}",
            "#/tags/key: differs only in case from another policy key"),
        rejected("{'tags': {'': {}}}", "#/tags/: \"\" is not a tag key"),
        rejected("{'tags': {'AWS:createdBy': {}}}", "which AWS reserves"),
        rejected("{'tags': {'" + "k".repeat(129) + "': {}}}", "1 to 128 characters"),
        rejected(
            "{'tags': {'a/b~c': {'x': 1}}}", "policy.json#/tags/a~1b~0c/x: \"x\" is not known"),
        rejected(
            statement("'tag_key': 'k', 'tag_value': {'@@assign': ['v']}"),
            "#/tags/k/tag_value: the document has a value with operators and one without"),
        rejected("{'tags': {}, 'tags': {}}", "policy.json#/tags: is a duplicate key"),
        rejected(
            statement("'tag_key': 'k', 'tag_key': 'K'"), "#/tags/k/tag_key: is a duplicate key"),
        rejected("", "policy.json: is empty"),
        rejected("[]", "policy.json: [] is not accepted; accepted is a tag policy"),
        rejected("{'tags': {}", "policy.json: is not JSON"),
        rejected("[".repeat(3000), "policy.json: is not JSON"),
        rejected("{'tags': {}} {}", "content after the end"),
        rejected("{}", "is no tag policy that is known"),
        rejected("{'wrong': {}}", "is no tag policy that is known"));
  }

  private static Arguments rejected(String policy, String problem) {
    return Arguments.of(policy, problem);
  }

  private static String statement(String settings) {
    return "{'tags': {'k': {" + settings + "}}}";
  }

  /** What AWS enforces decides no compliance, so it may be anything that AWS adds. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "['*']",
        "['ecs', 7, null, {}]",
        "'ecs:task-set'",
        "null",
        "7",
        "[]",
        "{}",
        "{'@@new': ['ecs:task-set']}",
        "{'@@assign': 'ecs:task-set', '@@operators_allowed_for_child_policies': ['@@new']}"
      })
  void acceptsAnyEnforcement(String enforcement) {
    for (String form : List.of("'k'", "{'@@assign': 'k'}")) {
      TagPolicy policy =
          Policies.parse(statement("'tag_key': " + form + ", 'enforced_for': " + enforcement));

      assertEquals(List.of("k"), policy.tagKeys());
      assertEquals(policy, Policies.parse(policy.canonicalText().replace('"', '\'')));
    }
  }

  @ParameterizedTest
  @MethodSource("rejections")
  void rejectsWhatAwsDoesNotAccept(String policy, String problem) {
    List<String> problems = Policies.problems(policy);

    assertEquals(1, problems.size(), () -> String.join("\n", problems));
    assertTrue(problems.getFirst().contains(problem), problems.getFirst());
  }

  @Test
  void reportsEveryProblemAtOnce() {
    List<String> problems =
        Policies.problems(
            """
            {'tags': {
              'a': {'tag_key': {'@@assign': 'b'}, 'tag_value': {'@@assign': ['**']}},
              'c': {'tag_valu': {}},
              'a': {'tag_value': {'@@assign': ['x']}}}}
            """);

    assertEquals(
        List.of(
            "#/tags/a",
            "#/tags/a/tag_key/@@assign",
            "#/tags/a/tag_value/@@assign/0",
            "#/tags/c/tag_valu"),
        problems.stream()
            .map(problem -> problem.substring("policy.json".length()).split(": ")[0])
            .sorted()
            .toList());
  }
}
