package dev.ecsinventory.policy.document;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;

/**
 * Everything a policy says, whatever form it was written in.
 *
 * @param gracePeriod how long after its creation a task set's violations are forgiven
 * @param countsDraining whether task sets in state DRAINING are evaluated
 */
public record PolicyContent(
    List<RuleSet> ruleSets, List<Waiver> waivers, Duration gracePeriod, boolean countsDraining) {
  public PolicyContent {
    ruleSets = ruleSets.stream().filter(ruleSet -> !ruleSet.isEmpty()).toList();
    waivers = List.copyOf(waivers);
    requireNonNull(gracePeriod, "gracePeriod is null");
  }

  /** Rules for every task set and nothing else, which is all that AWS's own forms can say. */
  static PolicyContent everywhere(EffectiveTagPolicy tagPolicy, RequiredTags requiredTags) {
    return new PolicyContent(
        List.of(new RuleSet(RuleScope.EVERYTHING, tagPolicy, requiredTags)),
        List.of(),
        Duration.ZERO,
        true);
  }
}
