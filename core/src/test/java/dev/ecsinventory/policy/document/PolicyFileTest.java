package dev.ecsinventory.policy.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ecsinventory.config.InvalidInputException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The project's own policy file. */
class PolicyFileTest {
  private static final String FILE =
      """
      {'$schema': 'policy.schema.json', 'description': 'for people',
       'rules': [
         {'description': 'for people too', 'tag_policies': ['file:root.json',
           [{'tags': {'env': {'tag_value': {'@@append': ['test']}}}},
            {'tags': {'env': {'tag_value': {'@@append': ['dev']}}}}]]},
         {'scope': {'accounts': ['1111*'], 'regions': ['eu-*', 'us-east-1'],
                    'clusters': ['prod-*'], 'services': ['*']},
          'required_tags': {'tag1Key': 'Owner'}}],
       'waivers': [{'scope': {'clusters': ['prod-shop']}, 'tags': ['owner'], 'reason': 'moving',
                    'owner': 'ann', 'expires': '2026-03-31'}],
       'grace_period_minutes': 15,
       'count_draining_task_sets': false}
      """;

  private static final PolicyReader REFERENCES =
      reference ->
          Optional.of(
              Map.of(
                      "file:root.json",
                      "{\"tags\":{\"env\":{\"tag_value\":{\"@@assign\":[\"prod\"]}}}}")
                  .get(reference));

  @Test
  void mergesWhatItRefersToAndWhatItEmbeds() {
    TagPolicy policy = new TagPolicyParser(REFERENCES).parse("policy.json", Policies.json(FILE));

    assertEquals(
        Policies.json(
                """
                {'count_draining_task_sets':false,'grace_period_minutes':15,'rules':[
                {'required_tags':{'tag1Key':'Owner'},'scope':{'accounts':['1111*'],
                'clusters':['prod-*'],'regions':['eu-*','us-east-1'],'services':['*']}},
                {'tag_policies':[{'tags':{'env':{'tag_key':'env',
                'tag_value':['dev','prod','test']}}}]}],
                'waivers':[{'expires':'2026-03-31','owner':'ann','reason':'moving',
                'scope':{'clusters':['prod-shop']},'tags':['owner']}]}
                """)
            .replace("\n", ""),
        policy.canonicalText());
  }

  @Test
  void readsItsCanonicalTextWithoutAnyReferenceAsTheSamePolicy() {
    TagPolicy policy = new TagPolicyParser(REFERENCES).parse("policy.json", Policies.json(FILE));
    TagPolicy again =
        new TagPolicyParser(Policies.NO_REFERENCES).parse("again", policy.canonicalText());

    assertEquals(policy.id(), again.id());
  }

  @Test
  void takesNoPolicyForAReferenceThatHasNone() {
    TagPolicy policy =
        new TagPolicyParser(reference -> Optional.empty())
            .parse(
                "policy.json", Policies.json("{'rules': [{'tag_policies': ['organizations']}]}"));

    assertEquals(List.of(), policy.tagKeys());
    assertEquals(Policies.parse("{'tags': {}}"), policy);
  }

  @Test
  void namesTheDocumentBehindAReferenceInItsProblems() {
    InvalidInputException rejected =
        assertThrows(
            InvalidInputException.class,
            () ->
                new TagPolicyParser(reference -> Optional.of("{\"tags\": {\"a\": {\"b\": 1}}}"))
                    .parse("policy.json", "{\"rules\": [{\"tag_policies\": [\"file:a.json\"]}]}"));

    assertTrue(
        rejected.problems().getFirst().startsWith("file:a.json#/tags/a/b: \"b\" is not known here"),
        rejected::getMessage);
  }

  @Test
  void namesThePlaceOfAReferenceThatLeadsNowhere() {
    PolicyReader leadsNowhere =
        reference -> {
          throw new InvalidInputException("x", List.of(reference + " is not there"));
        };
    InvalidInputException rejected =
        assertThrows(
            InvalidInputException.class,
            () ->
                new TagPolicyParser(leadsNowhere)
                    .parse("policy.json", "{\"rules\": [{\"required_tags\": \"file:a.json\"}]}"));

    assertEquals(
        List.of("policy.json#/rules/0/required_tags: file:a.json is not there"),
        rejected.problems());
  }

  static Stream<Arguments> rejections() {
    return Stream.of(
        Arguments.of("{'rules': {}}", "policy.json#/rules: {} is not accepted"),
        Arguments.of("{'rules': [], 'tags': {}}", "policy.json#/tags: \"tags\" is not known here"),
        Arguments.of("{'rules': [], 'waiver': []}", "(did you mean waivers?)"),
        Arguments.of("{'rules': [{}]}", "#/rules/0: requires nothing; accepted is tag_policies"),
        Arguments.of(rule("'tag_policies': []"), "#/rules/0/tag_policies: is empty"),
        Arguments.of(rule("'tag_policies': [7]"), "#/rules/0/tag_policies/0: 7 is not accepted"),
        Arguments.of(rule("'tag_policies': ['']"), "#/rules/0/tag_policies/0: \"\" is not"),
        Arguments.of(
            rule("'tag_policies': [{'tags': {'k': {'x': 1}}}]"),
            "policy.json#/rules/0/tag_policies/0/tags/k/x: \"x\" is not known here"),
        Arguments.of(
            rule("'tag_policies': [{'rules': []}]"),
            "#/rules/0/tag_policies/0/rules: \"rules\" is not known here; accepted are tags"),
        Arguments.of(
            rule("'required_tags': {}"), "#/rules/0/required_tags: has no tag; accepted is"),
        Arguments.of(scoped("'account': []"), "#/rules/0/scope/account: \"account\" is not known"),
        Arguments.of(scoped("'accounts': []"), "#/rules/0/scope/accounts: is empty"),
        Arguments.of(scoped("'accounts': ['123']"), "#/rules/0/scope/accounts/0: \"123\" is not"),
        Arguments.of(scoped("'regions': ['EU-*']"), "#/rules/0/scope/regions/0: \"EU-*\" is not"),
        Arguments.of(scoped("'clusters': 'prod'"), "#/rules/0/scope/clusters: \"prod\" is not"),
        Arguments.of(scoped("'services': ['a b']"), "#/rules/0/scope/services/0: \"a b\" is not"),
        Arguments.of(waiver("'expires': 'soon'"), "#/waivers/0/expires: \"soon\" is not accepted"),
        Arguments.of(waiver("'expires': '2026-02-30'"), "\"2026-02-30\" is not accepted"),
        Arguments.of(waiver("'expires': '2026-03-31', 'tags': []"), "#/waivers/0/tags: is empty"),
        Arguments.of(waiver("'tags': ['a']"), "#/waivers/0: has no \"expires\""),
        Arguments.of(
            "{'rules': [], 'waivers': [{'expires': '2026-03-31', 'reason': ' ', 'owner': 'ann'}]}",
            "#/waivers/0/reason: \" \" is not accepted"),
        Arguments.of(
            "{'rules': [], 'grace_period_minutes': -1}",
            "#/grace_period_minutes: -1 is not accepted; accepted is a whole number from 0 to"
                + " 43200"),
        Arguments.of("{'rules': [], 'grace_period_minutes': 1.5}", "1.5 is not accepted"),
        Arguments.of("{'rules': [], 'grace_period_minutes': 99999999999}", "is not accepted"),
        Arguments.of(
            "{'rules': [], 'count_draining_task_sets': 'no'}", "accepted is true or false"),
        Arguments.of(
            "{'rules': [{'required_tags': {'tag1Key': 'Env'}}, {'required_tags': {'tag1Key':"
                + " 'env'}}]}",
            "policy.json: spells one tag key in several ways, Env and env"));
  }

  private static String rule(String fields) {
    return "{'rules': [{" + fields + "}]}";
  }

  private static String scoped(String fields) {
    return rule("'required_tags': {'tag1Key': 'a'}, 'scope': {" + fields + "}");
  }

  private static String waiver(String fields) {
    return "{'rules': [], 'waivers': [{'reason': 'moving', 'owner': 'ann', " + fields + "}]}";
  }

  @ParameterizedTest
  @MethodSource("rejections")
  void rejectsWhatTheSchemaDoesNotAccept(String policy, String problem) {
    List<String> problems = Policies.problems(policy);

    assertEquals(1, problems.size(), () -> String.join("\n", problems));
    assertTrue(problems.getFirst().contains(problem), problems.getFirst());
  }

  @Test
  void acceptsTwoSpellingsInScopesThatCannotMeet() {
    TagPolicy policy =
        Policies.parse(
            """
            {'rules': [
              {'scope': {'clusters': ['prod-*']}, 'required_tags': {'tag1Key': 'Env'}},
              {'scope': {'clusters': ['test-*']}, 'required_tags': {'tag1Key': 'env'}}]}
            """);

    assertEquals(List.of("Env", "env"), policy.tagKeys());
  }
}
