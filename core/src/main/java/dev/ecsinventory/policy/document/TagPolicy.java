package dev.ecsinventory.policy.document;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.model.Sha256;
import java.time.Duration;
import java.util.List;

/**
 * A tag policy that can be evaluated. Two policies are equal if and only if their canonical texts
 * are equal, regardless of their form, order, or distribution over documents.
 *
 * @see TagPolicyParser
 */
public final class TagPolicy {
  private final PolicyContent content;
  private final String canonicalText;
  private final String id;

  TagPolicy(PolicyContent content) {
    this.content = requireNonNull(content, "content is null");
    this.canonicalText = CanonicalText.of(content);
    this.id = Sha256.of(canonicalText);
  }

  /** The SHA-256 of the canonical text, in 64 hexadecimal digits: column {@code policy_id}. */
  public String id() {
    return id;
  }

  /**
   * The policy as JSON without references; {@link TagPolicyParser} parses it to a policy with the
   * same ID.
   */
  public String canonicalText() {
    return canonicalText;
  }

  /** The tag keys with a rule, sorted, as the policy spells them. */
  public List<String> tagKeys() {
    return content.ruleSets().stream()
        .flatMap(ruleSet -> ruleSet.rules().stream())
        .map(TagRule::key)
        .distinct()
        .sorted()
        .toList();
  }

  /** Every rule with its scope; a task set must comply with all whose scope includes it. */
  public List<ScopedRule> rules() {
    return content.ruleSets().stream()
        .flatMap(set -> set.rules().stream().map(rule -> new ScopedRule(set.scope(), rule)))
        .distinct()
        .toList();
  }

  /** A rule and the scope that it applies to. */
  public record ScopedRule(RuleScope scope, TagRule rule) {
    public ScopedRule {
      requireNonNull(scope, "scope is null");
      requireNonNull(rule, "rule is null");
    }
  }

  public List<Waiver> waivers() {
    return content.waivers();
  }

  /** The time after its creation for which a task set's violations are waived; may be zero. */
  public Duration gracePeriod() {
    return content.gracePeriod();
  }

  /** Whether the policy has a rule; without one, no task set is evaluated. */
  public boolean hasRules() {
    return !content.ruleSets().isEmpty();
  }

  /** Whether a rule requires a tag; otherwise every task set without tags complies. */
  public boolean requiresTag() {
    return content.ruleSets().stream().anyMatch(RuleSet::requiresTag);
  }

  public PolicyContent content() {
    return content;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TagPolicy policy && canonicalText.equals(policy.canonicalText);
  }

  @Override
  public int hashCode() {
    return canonicalText.hashCode();
  }

  @Override
  public String toString() {
    return canonicalText;
  }
}
