/**
 * Translates a tag policy into IAM: service control policies and IAM policies that deny {@code
 * ecs:CreateTaskSet} where the task set would break the tag policy.
 *
 * <p>Start at {@link dev.ecsinventory.cli.guard.Guard}.
 */
package dev.ecsinventory.cli.guard;
