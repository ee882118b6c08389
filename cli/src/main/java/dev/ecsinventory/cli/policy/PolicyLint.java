package dev.ecsinventory.cli.policy;

import dev.ecsinventory.policy.document.TagPolicy;
import dev.ecsinventory.policy.document.TagPolicy.ScopedRule;
import dev.ecsinventory.policy.document.TagRule;
import dev.ecsinventory.policy.document.Waiver;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Parts of a valid tag policy that have no effect, or with which no task set can comply. */
final class PolicyLint {
  private final List<String> findings = new ArrayList<>();
  private final TagPolicy policy;

  private PolicyLint(TagPolicy policy) {
    this.policy = policy;
  }

  /** One sentence for each finding. */
  static List<String> of(TagPolicy policy, Instant now) {
    PolicyLint lint = new PolicyLint(policy);
    policy.waivers().forEach(waiver -> lint.waiver(waiver, now));
    policy.rules().forEach(scoped -> lint.values(scoped.rule()));
    lint.contradictions();
    return lint.findings.stream().distinct().toList();
  }

  private void waiver(Waiver waiver, Instant now) {
    String name = "the waiver of %s until %s".formatted(waiver.owner(), waiver.expires());
    if (!now.isBefore(waiver.endsAt())) {
      findings.add(name + " has expired: remove it, or extend it");
    }
    if (policy.rules().stream().noneMatch(rule -> rule.scope().mayMeet(waiver.scope()))) {
      findings.add(name + " has a scope that no rule applies to");
    }
    waiver.tags().stream()
        .filter(tag -> policy.tagKeys().stream().noneMatch(tag::equalsIgnoreCase))
        .forEach(
            tag -> findings.add("%s names the tag %s, which no rule has".formatted(name, tag)));
  }

  private void values(TagRule rule) {
    Map<String, String> spellings = new HashMap<>();
    for (String value : rule.values().literals()) {
      if (!value.equals(value.strip())) {
        findings.add(
            "%s accepts the value \"%s\", with a space at an end".formatted(rule.key(), value));
      }
      String other = spellings.putIfAbsent(value.strip().toLowerCase(Locale.ROOT), value);
      if (other != null) {
        findings.add(
            "%s accepts two spellings of one value: \"%s\" and \"%s\""
                .formatted(rule.key(), other, value));
      }
    }
    if (rule.required() && rule.values().none()) {
      findings.add(rule.key() + " is required, and no value is accepted");
    }
  }

  /** Two rules for one task set must have a value that both accept. */
  private void contradictions() {
    List<ScopedRule> rules = policy.rules();
    for (int one = 0; one < rules.size(); one++) {
      for (int other = one + 1; other < rules.size(); other++) {
        contradiction(rules.get(one), rules.get(other));
      }
    }
  }

  private void contradiction(ScopedRule one, ScopedRule other) {
    TagRule first = one.rule();
    TagRule second = other.rule();
    boolean comparable =
        first.key().equals(second.key())
            && isList(first)
            && isList(second)
            && one.scope().mayMeet(other.scope());
    if (comparable && first.values().literals().stream().noneMatch(second.values()::accepts)) {
      findings.add(
          "%s has two rules for the same task sets, and no value that both accept: %s; %s"
              .formatted(first.key(), first.values().described(), second.values().described()));
    }
  }

  /** Whether the accepted values are enumerated; two patterns may have a value in common. */
  private static boolean isList(TagRule rule) {
    return !rule.values().any() && !rule.values().none() && rule.values().patterns().isEmpty();
  }
}
