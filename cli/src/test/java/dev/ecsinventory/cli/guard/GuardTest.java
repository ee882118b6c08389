package dev.ecsinventory.cli.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ecsinventory.policy.Evaluator;
import dev.ecsinventory.policy.document.TagPolicy;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Compares the documents of the guard with the tag policy, through an IAM evaluator of the tests.
 */
class GuardTest {
  private static final int POLICIES = 300;
  private static final int MANY_POLICIES = 1_500;
  private static final int REQUESTS = 150;

  private static Guard guard(TagPolicy policy, String... exceptRoles) {
    return Guard.of(policy, List.of(exceptRoles), RandomPolicies.NOW);
  }

  private static Request request(String role, String... tags) {
    Map<String, String> map =
        Arrays.stream(tags)
            .map(tag -> tag.split("=", 2))
            .collect(Collectors.toMap(tag -> tag[0], tag -> tag[1]));
    return new Request("111122223333", "eu-west-1", "c", "s", map, role, RandomPolicies.NOW);
  }

  private static String tagPolicy(String key, String members) {
    return """
    {"tags": {"%s": {"tag_key": "%s", %s}}}\
    """
        .formatted(key, key, members);
  }

  private static String required(String... values) {
    return "\"report_required_tag_for\": [\"ecs:task-set\"], \"tag_value\": "
        + Arrays.stream(values)
            .map(value -> "\"" + value + "\"")
            .collect(Collectors.joining(",", "[", "]"));
  }

  @Test
  void deniesExactlyWhatTheTagPolicyRejects() throws Exception {
    deniesExactlyWhatTheTagPolicyRejects(POLICIES);
  }

  @Test
  @Tag("exhaustive")
  void deniesExactlyWhatManyTagPoliciesReject() throws Exception {
    deniesExactlyWhatTheTagPolicyRejects(MANY_POLICIES);
  }

  private static void deniesExactlyWhatTheTagPolicyRejects(int policies) throws Exception {
    RandomPolicies random = new RandomPolicies(new Random(4711));
    int denied = 0;
    int allowed = 0;
    for (int number = 0; number < policies; number++) {
      TagPolicy policy = random.policy();
      Evaluator evaluator = new Evaluator(policy);
      Guard guard = guard(policy);
      assertEquals(List.of(), guard.gaps(), policy.canonicalText());
      for (PolicyType type : PolicyType.values()) {
        IamDenials denials = new IamDenials(guard.documents().get(type));
        for (int sample = 0; sample < REQUESTS; sample++) {
          Request request = random.request();
          if (!request.hasKeysThatDifferOnlyInCase()) {
            boolean rejected = request.isRejectedBy(evaluator);
            assertEquals(
                rejected,
                denials.deny(request.context()),
                () -> request + " by " + policy.canonicalText() + "\n" + guard.documents());
            denied += rejected ? 1 : 0;
            allowed += rejected ? 0 : 1;
          }
        }
      }
    }
    int few = policies * 50;
    assertTrue(denied > few && allowed > few, denied + " denied, " + allowed + " allowed");
  }

  @Test
  void splitsToTheSizeOfEachType() throws Exception {
    String tags =
        IntStream.range(0, 200)
            .mapToObj(
                number ->
                    "\"Key-ü-%d\": {\"tag_key\": \"Key-ü-%d\", %s}"
                        .formatted(number, number, required("v" + number, "部門*")))
            .collect(Collectors.joining(","));
    TagPolicy policy = RandomPolicies.parsed("{\"tags\": {" + tags + "}}");
    Guard guard = guard(policy);

    assertEquals(List.of(), guard.gaps());
    for (PolicyType type : PolicyType.values()) {
      List<String> documents = guard.documents().get(type);
      assertTrue(documents.size() > 5, documents.size() + " documents");
      assertEquals(400, new IamDenials(documents).size());
      for (int index = 0; index < documents.size(); index++) {
        int length = documents.get(index).length();
        assertTrue(length <= type.mostCharacters(), type + " has " + length);
        // The number of documents is minimal: the next statement did not fit.
        assertTrue(index == documents.size() - 1 || length > type.mostCharacters() - 300);
      }
    }
    assertEquals(5_120, PolicyType.SCP.mostCharacters());
    assertEquals(6_144, PolicyType.IAM.mostCharacters());
  }

  @Test
  void reportsTheValuesThatNoDocumentCanContain() throws Exception {
    String[] values =
        IntStream.range(0, 290)
            .mapToObj(number -> "value-%010d".formatted(number))
            .toArray(String[]::new);
    Guard guard = guard(RandomPolicies.parsed(tagPolicy("Env", required(values))));

    assertEquals(1, guard.gaps().size());
    assertTrue(
        guard.gaps().getFirst().matches("Env: .*290 values.*service control policy.* 5,120"),
        guard.gaps().getFirst());
    assertEquals(1, new IamDenials(guard.documents().get(PolicyType.SCP)).size());
    assertEquals(2, new IamDenials(guard.documents().get(PolicyType.IAM)).size());
  }

  @Test
  void aScopeThatIamCannotCompareIsAGapAndDeniesNothing() {
    Guard guard =
        guard(
            RandomPolicies.parsed(
                """
                {"rules": [{"scope": {"clusters": ["arn:aws:ecs:*:cluster/prod"]},
                            "required_tags": {"tag1Key": "Env"}}]}
                """));

    assertTrue(guard.isEmpty());
    assertEquals(1, guard.gaps().size());
    assertTrue(guard.gaps().getFirst().endsWith("stands for several: arn:aws:ecs:*:cluster/prod"));
  }

  @Test
  void aWaiverThatIamCannotCompareIsNeverDenied() throws Exception {
    Guard guard =
        guard(
            RandomPolicies.parsed(
                """
                {"rules": [{"required_tags": {"tag1Key": "Env"}}],
                 "waivers": [{"scope": {"clusters": ["arn:aws:ecs:*:cluster/c"]},
                   "reason": "r", "owner": "o", "expires": "2026-06-30"}]}
                """));

    assertEquals(1, guard.gaps().size());
    IamDenials denials = new IamDenials(guard.documents().get(PolicyType.SCP));
    assertFalse(denials.deny(request("r").context()));
  }

  @Test
  void manyWaiversDelayTheRuleInsteadOfMultiplyingItsStatements() throws Exception {
    String waivers =
        IntStream.range(0, 12)
            .mapToObj(
                number ->
                    """
                    {"scope": {"services": ["s%d"], "clusters": ["c%d"]}, "reason": "r",
                     "owner": "o", "expires": "2026-06-%d"}\
                    """
                        .formatted(number, number, number + 10))
            .collect(Collectors.joining(","));
    Guard guard =
        guard(
            RandomPolicies.parsed(
                "{\"rules\": [{\"required_tags\": {\"tag1Key\": \"Env\"}}], \"waivers\": ["
                    + waivers
                    + "]}"));

    assertEquals(
        List.of("Env: not enforced before the last of 12 waivers ends: they are too many for IAM"),
        guard.gaps());
    String document = guard.documents().get(PolicyType.SCP).getFirst();
    assertEquals(1, new IamDenials(List.of(document)).size());
    assertTrue(document.contains("\"aws:CurrentTime\":\"2026-06-22T00:00:00Z\""), document);
  }

  @Test
  void deniesNothingToExemptRoles() throws Exception {
    TagPolicy policy = RandomPolicies.parsed(tagPolicy("Env", required("prod")));
    Guard guard = guard(policy, "codedeploy-*", "arn:aws:iam::111122223333:role/ops/breaker");
    IamDenials denials = new IamDenials(guard.documents().get(PolicyType.IAM));

    assertTrue(denials.deny(request("deployer").context()));
    for (String role : List.of("codedeploy-ecs", "service-role/codedeploy-ecs", "ops/breaker")) {
      assertFalse(denials.deny(request(role).context()), role);
    }
    assertEquals(1, guard.limits().size());
    assertTrue(guard(policy).limits().getLast().contains("--except-role"));
  }

  @Test
  void aPolicyThatRejectsNothingDeniesNothing() {
    Guard guard = guard(RandomPolicies.parsed(tagPolicy("0815", "\"tag_value\": [\"*\"]")));

    assertTrue(guard.isEmpty());
    assertEquals(List.of(), guard.limits());
    assertEquals(
        Collections.emptyList(), guard.documents().get(PolicyType.SCP), "and no document either");
  }

  @Test
  void theEvaluatorFindsTheKnownDifferences() throws Exception {
    IamDenials denials =
        new IamDenials(
            guard(RandomPolicies.parsed(tagPolicy("Env", required("a*", "b?"))))
                .documents()
                .get(PolicyType.SCP));

    assertTrue(denials.deny(request("r").context()), "missing");
    assertTrue(denials.deny(request("r", "env=a1").context()), "another case");
    assertTrue(denials.deny(request("r", "Env=bx").context()), "a question mark is no wildcard");
    assertFalse(denials.deny(request("r", "Env=b?").context()));
    assertFalse(denials.deny(request("r", "Env=abc", "Other=1").context()));
  }
}
