package dev.ecsinventory.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ecsinventory.model.ComplianceStatus;
import dev.ecsinventory.policy.document.Policies;
import dev.ecsinventory.policy.document.Prospect;
import dev.ecsinventory.policy.document.Prospect.Tag;
import dev.ecsinventory.policy.document.TagPolicy;
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.schema.Struct;
import dev.ecsinventory.schema.TaskSets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever the values that are not known turn out to be, the evaluation of a prospect holds. */
class ProspectEvaluatorTest {
  private static final List<String> KEYS = List.of("Env", "env", "Team", "CostCenter");
  private static final List<String> VALUES = List.of("prod", "test", "p1", "");
  private static final List<String> CLUSTERS = List.of("prod-shop", "dev");
  private static final List<String> SERVICES = List.of("checkout", "legacy");

  private static final List<String> RULES =
      List.of(
          "'tag_policies': [{'tags': {'env': {'tag_key': 'Env', 'tag_value': ['prod', 'p*'],"
              + "'report_required_tag_for': ['ecs:task-set']}}}]",
          "'tag_policies': [{'tags': {'env': {'tag_key': 'Env', 'tag_value': ['prod']}}}]",
          "'tag_policies': [{'tags': {'team': {'tag_key': 'Team', 'tag_value': []}}}]",
          "'required_tags': {'tag1Key': 'Env'}",
          "'required_tags': {'tag1Key': 'Team', 'tag1Value': 'prod,p1', 'tag2Key': 'CostCenter'}");

  private static final List<String> SCOPES =
      List.of(
          "",
          "'scope': {'clusters': ['prod-*']},",
          "'scope': {'services': ['legacy'], 'regions': ['eu-*']},",
          "'scope': {'clusters': ['arn:aws:ecs:eu-west-1:111122223333:cluster/dev']},",
          "'scope': {'services': ['arn:aws:ecs:*:*:service/dev/*'], 'accounts': ['1*']},");

  private static final String WAIVER =
      "{%s 'tags': ['env'], 'reason': 'r', 'owner': 'o', 'expires': '2030-01-01'}";

  private final Random random = new Random(4711);

  private <T> T pick(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }

  private TagPolicy policy() {
    List<String> rules = new ArrayList<>();
    for (int rule = random.nextInt(1, 4); rule > 0; rule--) {
      rules.add("{" + pick(SCOPES) + pick(RULES) + "}");
    }
    String waivers = random.nextInt(3) == 0 ? WAIVER.formatted(pick(SCOPES)) : "";
    return Policies.parse(
        "{'rules': [" + String.join(",", rules) + "], 'waivers': [" + waivers + "]}");
  }

  /** A task set, and what of it is known before its creation. */
  private record Case(Row taskSet, Prospect prospect) {}

  private Case taskSet(boolean everythingKnown) {
    List<Struct> actual = new ArrayList<>();
    List<Tag> tags = new ArrayList<>();
    Optional<String> others = Optional.empty();
    Optional<String> why = Optional.of("why");
    for (String key : KEYS) {
      String value = pick(VALUES);
      boolean present = random.nextBoolean();
      if (present) {
        actual.add(Struct.of(key, value));
      }
      switch (everythingKnown ? 9 : random.nextInt(10)) {
        // Whether it is there is not known; perhaps its value neither.
        case 0 -> tags.add(new Tag(key, Optional.of(value), false, why));
        case 1 -> tags.add(new Tag(key, Optional.empty(), false, why));
        case 2, 3 -> {
          if (present) {
            tags.add(new Tag(key, Optional.empty(), true, why));
          }
        }
        case 4 -> others = present ? why : others;
        default -> {
          if (present) {
            tags.add(Tag.of(key, value));
          }
        }
      }
    }
    String cluster = pick(CLUSTERS);
    String service = pick(SERVICES);
    String arn = "arn:aws:ecs:eu-west-1:111122223333:";
    Row row =
        TaskSetRow.builder()
            .set(TaskSets.CLUSTER_NAME, cluster)
            .set(TaskSets.CLUSTER_ARN, arn + "cluster/" + cluster)
            .set(TaskSets.SERVICE_NAME, service)
            .set(TaskSets.SERVICE_ARN, arn + "service/" + cluster + "/" + service)
            .set(TaskSets.TAGS, actual)
            .build();
    return new Case(
        row,
        Prospect.of(
            known(everythingKnown, "111122223333"),
            known(everythingKnown, "eu-west-1"),
            known(everythingKnown, random.nextBoolean() ? cluster : arn + "cluster/" + cluster),
            known(
                everythingKnown,
                random.nextBoolean() ? service : arn + "service/" + cluster + "/" + service),
            tags,
            others));
  }

  private Optional<String> known(boolean always, String text) {
    return always || random.nextBoolean() ? Optional.of(text) : Optional.empty();
  }

  private static ComplianceStatus actual(TagPolicy policy, Row taskSet) {
    return new Evaluator(policy)
        .evaluate(taskSet, EvaluationContext.of(taskSet, Lineage.UNKNOWN))
        .status();
  }

  @Test
  void withEverythingKnownItIsTheEvaluationOfTheTaskSet() {
    for (int sample = 0; sample < 5_000; sample++) {
      TagPolicy policy = policy();
      Case one = taskSet(true);

      assertEquals(
          actual(policy, one.taskSet()),
          new ProspectEvaluator(policy, TaskSetRow.SNAPSHOT_TIME).evaluate(one.prospect()).status(),
          () -> policy + " of " + one);
    }
  }

  @Test
  void whateverIsNotKnownTheResultHolds() {
    Map<ComplianceStatus, Integer> counts = new EnumMap<>(ComplianceStatus.class);
    for (int sample = 0; sample < 40_000; sample++) {
      TagPolicy policy = policy();
      Case one = taskSet(false);
      ProspectEvaluation evaluation =
          new ProspectEvaluator(policy, TaskSetRow.SNAPSHOT_TIME).evaluate(one.prospect());
      ComplianceStatus actual = actual(policy, one.taskSet());

      counts.merge(evaluation.status(), 1, Integer::sum);
      boolean holds =
          switch (evaluation.status()) {
            case NON_COMPLIANT, NOT_EVALUATED -> actual == evaluation.status();
            // A rule that may not apply to the task set is retained.
            case COMPLIANT ->
                actual == ComplianceStatus.COMPLIANT || actual == ComplianceStatus.NOT_EVALUATED;
            case UNKNOWN -> true;
          };
      assertTrue(holds, () -> actual + ", not " + evaluation + ": " + policy + " of " + one);
    }
    assertEquals(4, counts.size());
    assertTrue(counts.values().stream().allMatch(count -> count > 1_000), counts.toString());
  }
}
