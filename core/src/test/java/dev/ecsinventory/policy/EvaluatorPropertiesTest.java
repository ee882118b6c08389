package dev.ecsinventory.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ecsinventory.model.ComplianceStatus;
import dev.ecsinventory.policy.document.Policies;
import dev.ecsinventory.policy.document.TagPolicy;
import dev.ecsinventory.policy.document.TagPolicyParser;
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.schema.Struct;
import dev.ecsinventory.schema.TagViolations;
import dev.ecsinventory.schema.TaskSets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * What must hold for every policy and every task set. Keys and values are few, so that rules and
 * tags meet, in all the ways they can: right, in another case, with a slip, not at all.
 */
class EvaluatorPropertiesTest {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private static final List<String> POLICY_KEYS = List.of("Owner", "stage", "CostCenter", "Team");
  private static final List<String> KEYS =
      List.of(
          "Owner",
          "owner",
          "OWNER",
          "stage",
          "Stage",
          "CostCenter",
          "costcenter",
          "Cost-Center",
          "Team",
          "Taem",
          "other",
          "aws:ecs:service");
  private static final List<String> VALUES =
      List.of("", "prod", "Prod", "pr od", "test", "100", "x");

  /** A rule: what it says, where. */
  record Rule(String key, List<String> values, boolean required, boolean config, String cluster) {
    ObjectNode json() {
      ObjectNode rule = NODES.objectNode();
      if (!cluster.equals("*")) {
        rule.putObject("scope").putArray("clusters").add(cluster);
      }
      if (config) {
        ObjectNode parameters = rule.putObject("required_tags").put("tag1Key", key);
        List<String> given = values.stream().filter(value -> !value.isBlank()).toList();
        if (!given.isEmpty()) {
          parameters.put("tag1Value", String.join(",", given));
        }
      } else {
        ObjectNode tag = NODES.objectNode().put("tag_key", key);
        values.forEach(value -> tag.withArray("/tag_value").add(value));
        if (required) {
          tag.putArray("report_required_tag_for").add("ecs:task-set");
        }
        rule.putArray("tag_policies").addObject().putObject("tags").set(key, tag);
      }
      return rule;
    }
  }

  record Waived(String tag, String day) {
    ObjectNode json() {
      ObjectNode waiver =
          NODES.objectNode().put("reason", "moving").put("owner", "ann").put("expires", day);
      waiver.putArray("tags").add(tag);
      return waiver;
    }
  }

  record Policy(List<Rule> rules, List<Waived> waivers, int grace, boolean draining) {
    TagPolicy parsed() {
      ObjectNode file = NODES.objectNode();
      ArrayNode all = file.putArray("rules");
      rules.forEach(rule -> all.add(rule.json()));
      ArrayNode waived = file.putArray("waivers");
      waivers.forEach(waiver -> waived.add(waiver.json()));
      file.put("grace_period_minutes", grace).put("count_draining_task_sets", draining);
      return new TagPolicyParser(Policies.NO_REFERENCES).parse("policy.json", file.toString());
    }

    Policy shuffled(Random random) {
      List<Rule> otherRules = new ArrayList<>(rules);
      List<Waived> otherWaivers = new ArrayList<>(waivers);
      Collections.shuffle(otherRules, random);
      Collections.shuffle(otherWaivers, random);
      return new Policy(otherRules, otherWaivers, grace, draining);
    }
  }

  @Provide
  Arbitrary<Policy> policies() {
    Arbitrary<List<String>> values =
        Arbitraries.of("", "prod", "te*", "100", "*x").list().uniqueElements().ofMaxSize(3);
    Arbitrary<Rule> rules =
        Combinators.combine(
                Arbitraries.of(POLICY_KEYS),
                values,
                Arbitraries.of(true, false),
                Arbitraries.of(true, false),
                Arbitraries.of("*", "prod-*", "test-*"))
            .as(Rule::new);
    Arbitrary<Waived> waivers =
        Combinators.combine(Arbitraries.of(POLICY_KEYS), Arbitraries.of("2026-02-28", "2026-03-01"))
            .as(Waived::new);
    return Combinators.combine(
            rules.list().ofMaxSize(5),
            waivers.list().ofMaxSize(2),
            Arbitraries.of(0, 30, 120),
            Arbitraries.of(true, false))
        .as(Policy::new);
  }

  @Provide
  Arbitrary<Row> taskSets() {
    Arbitrary<List<Struct>> tags =
        Combinators.combine(Arbitraries.of(KEYS), Arbitraries.of(VALUES))
            .as((key, value) -> Struct.of(key, value))
            .list()
            .uniqueElements(tag -> tag.value(0))
            .ofMaxSize(6);
    return Combinators.combine(
            tags, Arbitraries.of("PRIMARY", "DRAINING"), Arbitraries.of(true, true, true, false))
        .as(
            (list, status, known) ->
                TaskSetRow.builder()
                    .set(TaskSets.TAGS, known ? list : null)
                    .set(TaskSets.STATUS, status)
                    .set(TaskSets.TAGS_KNOWN, known)
                    .build());
  }

  private static Evaluation evaluated(TagPolicy policy, Row taskSet) {
    return new Evaluator(policy).evaluate(taskSet, EvaluationContext.of(taskSet, Lineage.UNKNOWN));
  }

  @Property(tries = 4000, seed = "4711", edgeCases = EdgeCasesMode.NONE)
  void aTagThatARuleRequiresNeverMakesATaskSetLessCompliant(
      @ForAll("policies") Policy policy, @ForAll("taskSets") Row taskSet, @ForAll Random random) {
    TagPolicy parsed = policy.parsed();
    Evaluation before = evaluated(parsed, taskSet);
    List<Struct> tags = new ArrayList<>(Tags.of(taskSet));
    List<String> absent =
        before.violations().stream()
            .map(row -> row.get(TagViolations.RULE))
            .filter(rule -> tags.stream().noneMatch(tag -> Tags.key(tag).equals(rule)))
            .distinct()
            .toList();
    Assume.that(!absent.isEmpty());
    String key = absent.get(random.nextInt(absent.size()));
    String value = acceptedValue(parsed, taskSet, key);
    Assume.that(value != null);

    tags.add(Struct.of(key, value));
    Evaluation after = evaluated(parsed, taskSet.with(TaskSets.TAGS, tags));

    assertTrue(
        badness(after.status()) <= badness(before.status()),
        () -> key + "=" + value + " gives " + after);
    assertTrue(
        after.violations().size() <= before.violations().size(), () -> before + " then " + after);
  }

  /** A value that the policy accepts for the key, here; null when there is none. */
  private static String acceptedValue(TagPolicy policy, Row taskSet, String key) {
    for (String value : List.of("prod", "test", "100", "x", "")) {
      Row only = taskSet.with(TaskSets.TAGS, List.of(Struct.of(key, value)));
      boolean accepted =
          evaluated(policy, only).violations().stream()
              .noneMatch(row -> row.get(TagViolations.RULE).equals(key));
      if (accepted) {
        return value;
      }
    }
    return null;
  }

  private static int badness(ComplianceStatus status) {
    return switch (status) {
      case COMPLIANT, NOT_EVALUATED -> 0;
      case UNKNOWN -> 1;
      case NON_COMPLIANT -> 2;
    };
  }

  @Property(seed = "4711", edgeCases = EdgeCasesMode.NONE)
  void noOrderOfTagsOrRulesChangesAVerdict(
      @ForAll("policies") Policy policy, @ForAll("taskSets") Row taskSet, @ForAll Random random) {
    List<Struct> tags = new ArrayList<>(Tags.of(taskSet));
    Collections.shuffle(tags, random);
    Row shuffled = taskSet.get(TaskSets.TAGS) == null ? taskSet : taskSet.with(TaskSets.TAGS, tags);

    assertEquals(
        evaluated(policy.parsed(), taskSet), evaluated(policy.shuffled(random).parsed(), shuffled));
  }

  @Property(seed = "4711", edgeCases = EdgeCasesMode.NONE)
  void theStrictViewIsNeverMoreLenientThanAwsReports(
      @ForAll("policies") Policy policy, @ForAll("taskSets") Row taskSet) {
    Evaluation evaluation = evaluated(policy.parsed(), taskSet);

    assertTrue(badness(evaluation.status()) >= badness(evaluation.statusAsAwsReports()));
    if (Tags.of(taskSet).isEmpty()) {
      assertTrue(
          evaluation.violations().stream()
              .noneMatch(row -> row.get(TagViolations.AWS_REPORT_VISIBLE)));
    }
  }

  @Property(seed = "4711", edgeCases = EdgeCasesMode.NONE)
  void oneEvaluatorAndAnotherSayTheSameTwice(
      @ForAll("policies") Policy policy, @ForAll("taskSets") Row taskSet) {
    TagPolicy parsed = policy.parsed();
    Evaluator evaluator = new Evaluator(parsed);
    EvaluationContext context = EvaluationContext.of(taskSet, Lineage.UNKNOWN);
    TagPolicy again =
        new TagPolicyParser(Policies.NO_REFERENCES).parse("again", parsed.canonicalText());

    assertEquals(evaluator.evaluate(taskSet, context), evaluator.evaluate(taskSet, context));
    assertEquals(parsed.id(), again.id());
    assertEquals(evaluator.evaluate(taskSet, context), evaluated(again, taskSet));
  }

  @Property(seed = "4711", edgeCases = EdgeCasesMode.NONE)
  void theStatusFollowsFromTheRows(
      @ForAll("policies") Policy policy, @ForAll("taskSets") Row taskSet) {
    Evaluation evaluation = evaluated(policy.parsed(), taskSet);
    boolean counts =
        evaluation.violations().stream()
            .anyMatch(row -> row.get(TagViolations.WAIVED_UNTIL) == null);

    assertEquals(evaluation.status() == ComplianceStatus.NON_COMPLIANT, counts);
    assertEquals(taskSet.get(TaskSets.TAGS_KNOWN), evaluation.status() != ComplianceStatus.UNKNOWN);
    assertEquals(
        evaluation.violations().stream().sorted(TagViolations.DATASET.rowOrder()).toList(),
        evaluation.violations());
  }

  /** What a check counts as evaluated is what the evaluator evaluates. */
  @Property(seed = "4711", edgeCases = EdgeCasesMode.NONE)
  void aTaskSetIsEvaluatedExactlyWhereARuleCoversIt(
      @ForAll("policies") Policy policy, @ForAll("taskSets") Row taskSet) {
    TagPolicy parsed = policy.parsed();
    List<RuleCoverage> covering =
        new Evaluator(parsed)
            .coverage(List.of(taskSet)).stream().filter(rule -> rule.taskSets() > 0).toList();
    Evaluation evaluation = evaluated(parsed, taskSet);
    boolean evaluated =
        evaluation.status() == ComplianceStatus.COMPLIANT
            || evaluation.status() == ComplianceStatus.NON_COMPLIANT;

    assertEquals(evaluated, !covering.isEmpty());
    if (covering.stream().noneMatch(RuleCoverage::requiresTag) && Tags.of(taskSet).isEmpty()) {
      assertEquals(List.of(), evaluation.violations());
    }
  }
}
