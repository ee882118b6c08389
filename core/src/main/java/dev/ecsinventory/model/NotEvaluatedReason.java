package dev.ecsinventory.model;

/** Why a task set's tags were not evaluated. */
public enum NotEvaluatedReason {
  /** No tag policy is set, or none is in force for the account. */
  NO_POLICY,
  /** No rule of the policy applies to the task set. */
  NO_APPLICABLE_RULE,
  /** The task set is DRAINING, and the policy excludes those. */
  DRAINING_EXCLUDED
}
