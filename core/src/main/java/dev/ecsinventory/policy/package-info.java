/**
 * Evaluates the tags of task sets against a tag policy. Pure: no clock, no network, no files; the
 * same row and the same policy always have the same result.
 *
 * <p>Start at {@link dev.ecsinventory.policy.document.TagPolicyParser}, which reads a policy, and
 * {@link dev.ecsinventory.policy.Evaluator}, which applies it to a row of {@code task_sets}.
 */
package dev.ecsinventory.policy;
