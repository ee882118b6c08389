package dev.ecsinventory.cli.policy;

import dev.ecsinventory.cli.text.Counted;
import dev.ecsinventory.cli.text.WrappedText;
import dev.ecsinventory.model.Glob;
import dev.ecsinventory.model.VisibleText;
import dev.ecsinventory.policy.document.RuleScope;
import dev.ecsinventory.policy.document.TagPolicy;
import dev.ecsinventory.policy.document.TagPolicy.ScopedRule;
import dev.ecsinventory.policy.document.TagRule;
import dev.ecsinventory.policy.document.Waiver;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** A tag policy in words: for each scope the tags, then waivers and exceptions. */
final class PolicyExplanation {
  private static final int ID_DIGITS = 12;
  private static final String INDENT = "  ";

  private final StringBuilder text = new StringBuilder();

  private PolicyExplanation() {}

  static String of(TagPolicy policy, Instant now) {
    PolicyExplanation explanation = new PolicyExplanation();
    explanation.line("", "Tag policy " + policy.id().substring(0, ID_DIGITS));
    explanation.rules(policy);
    explanation.waivers(policy, now);
    explanation.exceptions(policy);
    return explanation.text.toString();
  }

  private void rules(TagPolicy policy) {
    Map<String, List<TagRule>> byScope =
        policy.rules().stream()
            .collect(
                Collectors.groupingBy(
                    scoped -> scope(scoped.scope()),
                    LinkedHashMap::new,
                    Collectors.mapping(ScopedRule::rule, Collectors.toList())));
    byScope.forEach(
        (scope, rules) -> {
          blank();
          line("", scope.isEmpty() ? "Every task set:" : "Task sets with " + scope + ":");
          rules.forEach(rule -> line(INDENT + "- ", sentence(rule)));
        });
  }

  private static String sentence(TagRule rule) {
    String tag = rule.key();
    if (rule.values().none()) {
      return "must not have a tag " + tag;
    }
    String values = rule.values().any() ? "any value" : rule.values().described();
    String requirement =
        rule.required()
            ? "must have the tag %s with %s".formatted(tag, values)
            : "may have the tag %s, then with %s".formatted(tag, values);
    String spelling =
        rule.rejectsOtherCases() ? "; other spellings of %s are violations".formatted(tag) : "";
    String service =
        rule.acceptsServiceTag() ? "; for CODE_DEPLOY, a tag of the service is accepted" : "";
    return requirement + spelling + service;
  }

  private void waivers(TagPolicy policy, Instant now) {
    if (policy.waivers().isEmpty()) {
      return;
    }
    blank();
    line("", "Waived:");
    policy.waivers().forEach(waiver -> line(INDENT + "- ", waiver(waiver, now)));
  }

  private static String waiver(Waiver waiver, Instant now) {
    String scope = scope(waiver.scope());
    return "%s of %s %s %s (%s): %s"
        .formatted(
            waiver.tags().isEmpty() ? "every tag" : String.join(", ", waiver.tags()),
            scope.isEmpty() ? "every task set" : "task sets with " + scope,
            now.isBefore(waiver.endsAt()) ? "until" : "expired on",
            waiver.expires(),
            waiver.owner(),
            waiver.reason());
  }

  private void exceptions(TagPolicy policy) {
    if (!policy.gracePeriod().isZero()) {
      blank();
      line(
          "",
          "Violations are waived for %s after the creation of a task set."
              .formatted(Counted.of(policy.gracePeriod().toMinutes(), "minute")));
    }
    if (!policy.content().countsDraining()) {
      blank();
      line("", "Task sets in state DRAINING are not evaluated.");
    }
    if (!policy.requiresTag()) {
      blank();
      line("", "It requires no tag: a task set without tags complies.");
    }
  }

  /** The lists of a scope; empty for every task set. */
  private static String scope(RuleScope scope) {
    Map<String, List<Glob>> lists = new LinkedHashMap<>();
    lists.put("account", scope.accounts());
    lists.put("Region", scope.regions());
    lists.put("cluster", scope.clusters());
    lists.put("service", scope.services());
    return lists.entrySet().stream()
        .filter(list -> !list.getValue().isEmpty())
        .map(list -> list.getKey() + " " + texts(list.getValue()))
        .collect(Collectors.joining(" and "));
  }

  private static String texts(List<Glob> globs) {
    return String.join(
        " or ", new TreeSet<>(globs.stream().map(Glob::text).collect(Collectors.toSet())));
  }

  private void line(String first, String rest) {
    text.append(WrappedText.of(first, VisibleText.of(rest)));
  }

  private void blank() {
    text.append(System.lineSeparator());
  }
}
