package dev.ecsinventory.policy.document;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;

/**
 * The complete content of a policy, regardless of its form.
 *
 * @param gracePeriod time after a task set's creation in which its violations are waived
 * @param countsDraining whether task sets in state DRAINING are evaluated
 */
public record PolicyContent(
    List<RuleSet> ruleSets, List<Waiver> waivers, Duration gracePeriod, boolean countsDraining) {
  public PolicyContent {
    ruleSets = ruleSets.stream().filter(ruleSet -> !ruleSet.isEmpty()).toList();
    waivers = List.copyOf(waivers);
    requireNonNull(gracePeriod, "gracePeriod is null");
  }

  /** Rules for every task set only, which is all that AWS's own forms can express. */
  static PolicyContent everywhere(EffectiveTagPolicy tagPolicy, RequiredTags requiredTags) {
    return new PolicyContent(
        List.of(new RuleSet(RuleScope.EVERYTHING, tagPolicy, requiredTags, false)),
        List.of(),
        Duration.ZERO,
        true);
  }
}
