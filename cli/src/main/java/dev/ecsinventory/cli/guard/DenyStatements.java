package dev.ecsinventory.cli.guard;

import dev.ecsinventory.policy.document.AcceptedValues;
import dev.ecsinventory.policy.document.TagPolicy;
import dev.ecsinventory.policy.document.TagPolicy.ScopedRule;
import dev.ecsinventory.policy.document.TagRule;
import dev.ecsinventory.policy.document.Waiver;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The statements that deny what a policy rejects. Statements are alternatives: one that holds
 * denies the request. Where IAM cannot express a rule, less is denied, never more, and a gap names
 * it.
 *
 * @param gaps the rules, or parts of rules, that no statement enforces
 */
record DenyStatements(List<DenyStatement> statements, List<String> gaps) {
  /** Every waiver multiplies the statements of a rule by the parts of its scope. */
  private static final int MOST_PER_RULE = 32;

  private static final String NOW = "aws:CurrentTime";

  /** Waivers that have ended at {@code now} count no more. */
  static DenyStatements of(TagPolicy policy, Instant now) {
    Set<DenyStatement> statements = new LinkedHashSet<>();
    Set<String> gaps = new LinkedHashSet<>();
    List<Waiver> waivers =
        policy.waivers().stream().filter(waiver -> waiver.endsAt().isAfter(now)).toList();
    for (ScopedRule scoped : policy.rules()) {
      List<String> notComparable = ScopeConditions.notComparable(scoped.scope());
      if (notComparable.isEmpty()) {
        List<Waiver> own =
            waivers.stream()
                .filter(waiver -> waiver.covers(scoped.rule().key()))
                .filter(waiver -> waiver.scope().mayMeet(scoped.scope()))
                .toList();
        of(scoped).forEach(one -> statements.addAll(unlessWaived(one, scoped, own, gaps)));
      } else {
        gaps.add(
            "%s: IAM compares each part of an ARN by itself, and a wildcard of the rule's scope"
                    .formatted(scoped.rule().key())
                + " stands for several: "
                + String.join(", ", notComparable));
      }
    }
    return new DenyStatements(List.copyOf(statements), List.copyOf(gaps));
  }

  private static List<DenyStatement> of(ScopedRule scoped) {
    TagRule rule = scoped.rule();
    String key = rule.key();
    List<IamCondition> scope = ScopeConditions.within(scoped.scope());
    List<DenyStatement> statements = new ArrayList<>();
    if (rule.required()) {
      statements.add(new DenyStatement("MissingTag").and(IamCondition.withoutKey(key)).and(scope));
    }
    if (rule.values().none()) {
      statements.add(
          new DenyStatement("TagNotAllowed").and(IamCondition.withKeyInAnyCase(key)).and(scope));
      return statements;
    }
    if (!rule.required() && rule.rejectsOtherCases() && hasCases(key)) {
      statements.add(
          new DenyStatement("WrongKeyCase")
              .and(IamCondition.withKeyInAnyCase(key))
              .and(IamCondition.withoutKey(key))
              .and(scope));
    }
    if (!rule.values().any()) {
      DenyStatement value =
          new DenyStatement("ValueNotAllowed")
              .and(IamCondition.withoutValue(key, texts(rule.values())));
      // A negated operator holds for a missing tag, too, which is right where the tag is required.
      statements.add((rule.required() ? value : value.and(IamCondition.withKey(key))).and(scope));
    }
    return statements;
  }

  private static boolean hasCases(String key) {
    return !key.toLowerCase(Locale.ROOT).equals(key.toUpperCase(Locale.ROOT));
  }

  private static Collection<String> texts(AcceptedValues values) {
    Collection<String> texts = new TreeSet<>();
    values.literals().forEach(literal -> texts.add(IamText.literal(literal)));
    values.patterns().forEach(pattern -> texts.add(IamText.pattern(pattern)));
    return texts;
  }

  /** Denied is what no waiver covers: for each waiver, one part of its scope does not match. */
  private static List<DenyStatement> unlessWaived(
      DenyStatement statement, ScopedRule scoped, List<Waiver> waivers, Collection<String> gaps) {
    List<DenyStatement> alternatives = List.of(statement);
    for (Waiver waiver : waivers) {
      List<IamCondition> outside = outside(waiver, scoped, gaps);
      alternatives =
          alternatives.stream().flatMap(one -> outside.stream().map(one::and)).distinct().toList();
      if (alternatives.size() > MOST_PER_RULE) {
        return List.of(afterAll(statement, scoped, waivers, gaps));
      }
    }
    return alternatives;
  }

  private static List<IamCondition> outside(
      Waiver waiver, ScopedRule scoped, Collection<String> gaps) {
    IamCondition over = over(waiver);
    List<String> notComparable = ScopeConditions.notComparable(waiver.scope());
    if (!notComparable.isEmpty()) {
      gaps.add(
          "%s: not enforced before %s, when a waiver ends whose scope IAM cannot compare: %s"
              .formatted(scoped.rule().key(), waiver.endsAt(), String.join(", ", notComparable)));
      return List.of(over);
    }
    return Stream.concat(ScopeConditions.outside(waiver.scope()).stream(), Stream.of(over))
        .toList();
  }

  private static IamCondition over(Waiver waiver) {
    return IamCondition.of(IamCondition.NOT_BEFORE, NOW, waiver.endsAt().toString());
  }

  private static DenyStatement afterAll(
      DenyStatement statement, ScopedRule scoped, List<Waiver> waivers, Collection<String> gaps) {
    DenyStatement after = statement.and(waivers.stream().map(DenyStatements::over).toList());
    gaps.add(
        "%s: not enforced before the last of %d waivers ends: they are too many for IAM"
            .formatted(scoped.rule().key(), waivers.size()));
    return after;
  }
}
