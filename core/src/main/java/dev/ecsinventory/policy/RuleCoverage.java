package dev.ecsinventory.policy;

import static java.util.Objects.requireNonNull;

/**
 * A rule of a policy and the number of task sets that it was applied to: those in its scope whose
 * tags are known and that the policy does not exclude. A rule that was applied to none, or that
 * requires no tag, proves nothing about the fleet.
 *
 * @param rule its tag keys and its scope, as the policy spells them
 * @param requiresTag whether a task set must have one of its tags
 */
public record RuleCoverage(String rule, boolean requiresTag, int taskSets) {
  public RuleCoverage {
    requireNonNull(rule, "rule is null");
    if (taskSets < 0) {
      throw new IllegalArgumentException("taskSets is negative: " + taskSets);
    }
  }
}
