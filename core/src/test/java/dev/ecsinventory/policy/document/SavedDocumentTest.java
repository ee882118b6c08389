package dev.ecsinventory.policy.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Documents that people save around a tag policy, and documents that are none. */
class SavedDocumentTest {
  private static final String TAGS =
      "{'tags': {'team': {'tag_key': 'Team', 'report_required_tag_for': ['ecs:task-set']}}}";
  private static final String PARAMETERS = "{'tag1Key': 'Team', 'tag1Value': 'a,b'}";
  private static final String RULE =
      "{'ConfigRuleName': 'tags', 'Source': {'Owner': 'AWS', 'SourceIdentifier': 'REQUIRED_TAGS'},"
          + " 'InputParameters': %s}";
  private static final String OTHER_RULE =
      "{'ConfigRuleName': 'x', 'Source': {'SourceIdentifier': 'ACCESS_KEYS_ROTATED'},"
          + " 'InputParameters': %s}";

  private static String quoted(String document) {
    return JsonNodeFactory.instance.textNode(Policies.json(document)).toString();
  }

  private static String rule(String form, String parameters) {
    return form.formatted(parameters);
  }

  static Stream<Arguments> wrapped() {
    return Stream.of(
        of(quoted(TAGS), TAGS),
        of(quoted(quoted(TAGS)), TAGS),
        of(quoted(PARAMETERS), PARAMETERS),
        of("{'EffectivePolicy': {'PolicyContent': " + quoted(TAGS) + "}}", TAGS),
        of(
            "{'EffectivePolicy': {'PolicyType': 'TAG_POLICY', 'TargetId': '1', 'PolicyContent': "
                + quoted(TAGS)
                + "}}",
            TAGS),
        of(
            "{'Policy': {'PolicySummary': {'Type': 'TAG_POLICY'}, 'Content': "
                + quoted(TAGS)
                + "}}",
            TAGS),
        of(quoted("{'Policy': {'Content': " + quoted(TAGS) + "}}"), TAGS),
        of(rule(RULE, quoted(PARAMETERS)), PARAMETERS),
        of(rule(RULE, PARAMETERS), PARAMETERS),
        of("{'ConfigRule': " + rule(RULE, PARAMETERS) + "}", PARAMETERS),
        of("{'ConfigRules': [" + rule(RULE, quoted(PARAMETERS)) + "]}", PARAMETERS),
        of(
            "{'ConfigRules': ["
                + rule(OTHER_RULE, quoted("{}"))
                + ", "
                + rule(RULE, quoted(PARAMETERS))
                + "]}",
            PARAMETERS));
  }

  private static Arguments of(String document, String other) {
    return Arguments.of(document, other);
  }

  @ParameterizedTest
  @MethodSource("wrapped")
  void readsThePolicyInADocumentThatWasSaved(String document, String policy) {
    assertEquals(Policies.parse(policy), Policies.parse(document));
    boolean parameters = policy.equals(PARAMETERS);
    TagPolicy referred =
        new TagPolicyParser(reference -> Optional.of(Policies.json(document)))
            .parse(
                "policy.json",
                Policies.json(
                    parameters
                        ? "{'rules': [{'required_tags': 'file:x'}]}"
                        : "{'rules': [{'tag_policies': ['file:x']}]}"));
    assertEquals(Policies.parse(policy), referred);
  }

  static Stream<Arguments> foreign() {
    return Stream.of(
        of(
            "{'Policy': {'PolicySummary': {'Type': 'SERVICE_CONTROL_POLICY'}, 'Content': '{}'}}",
            "contains a policy of type SERVICE_CONTROL_POLICY, not a tag policy"),
        of(
            "{'EffectivePolicy': {'PolicyType': 'BACKUP_POLICY', 'PolicyContent': '{}'}}",
            "contains a policy of type BACKUP_POLICY, not a tag policy"),
        of("{'Policy': {}}", "policy.json#/Policy: has no \"Content\""),
        of("{'EffectivePolicy': null}", "#/EffectivePolicy: has no \"PolicyContent\""),
        of("{'EffectivePolicy': {'PolicyContent': 7}}", "#/EffectivePolicy/PolicyContent: 7 is"),
        of("{'EffectivePolicy': {'PolicyContent': ''}}", "policy.json: is empty"),
        of("{'Policies': []}", "is the response of list-policies"),
        of("{'Version': '2012-10-17', 'Statement': []}", "is an IAM policy or a service control"),
        of("{'ConfigRules': []}", "contains 0 rules with the source REQUIRED_TAGS"),
        of("{'ConfigRules': 7}", "#/ConfigRules: 7 is not accepted"),
        of(
            "{'ConfigRules': [" + rule(RULE, "{}") + ", " + rule(RULE, "{}") + "]}",
            "contains 2 rules with the source REQUIRED_TAGS"),
        of(
            rule(OTHER_RULE, "{}"),
            "with the source ACCESS_KEYS_ROTATED; accepted is REQUIRED_TAGS"),
        of("{'InputParameters': {}}", "with the source unknown"),
        of(RULE.replace(", 'InputParameters': %s", ""), "has no \"InputParameters\""),
        of(rule(RULE, "{}"), "policy.json#/InputParameters: is no tag policy"),
        of(quoted(quoted(quoted(quoted(TAGS)))), "is not accepted; accepted is a tag policy"),
        of("'no policy'", "is not JSON"));
  }

  @ParameterizedTest
  @MethodSource("foreign")
  void rejectsADocumentWithoutATagPolicyByName(String document, String problem) {
    List<String> problems = Policies.problems(document);

    assertEquals(1, problems.size(), problems.toString());
    assertTrue(problems.getFirst().contains(problem), problems.getFirst());
  }
}
