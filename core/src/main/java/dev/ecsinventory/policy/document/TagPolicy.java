package dev.ecsinventory.policy.document;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.model.Sha256;
import java.util.List;

/**
 * A tag policy, ready to evaluate by. Two policies are the same exactly when their canonical texts
 * are: however they were written, split over documents or ordered.
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
   * The policy as JSON without any reference to another location; {@link TagPolicyParser} reads it
   * again, to the same id.
   */
  public String canonicalText() {
    return canonicalText;
  }

  /** The tag keys that it has a rule for, sorted, as it spells them. */
  public List<String> tagKeys() {
    return content.ruleSets().stream()
        .flatMap(ruleSet -> ruleSet.rules().stream())
        .map(TagRule::key)
        .distinct()
        .sorted()
        .toList();
  }

  /** Whether there is a rule: without any, no task set is ever evaluated. */
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
