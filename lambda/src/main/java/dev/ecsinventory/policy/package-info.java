/**
 * Judges the tags of task sets by the organisation's tag policy. Pure: no clock, no network, no
 * files; the same row and the same policy always give the same verdict.
 *
 * <p>Start at {@link dev.ecsinventory.policy.TagPolicyParser}, which reads a policy, and {@link
 * dev.ecsinventory.policy.Evaluator}, which applies it to a row of {@code task_sets}.
 */
package dev.ecsinventory.policy;
