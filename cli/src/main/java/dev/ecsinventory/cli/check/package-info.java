/**
 * Evaluates a committed snapshot against a tag policy, and reports the result.
 *
 * <p>Start at {@link dev.ecsinventory.cli.check.CommittedSnapshot}, which reads a snapshot, and
 * {@link dev.ecsinventory.cli.check.CheckResult}.
 */
package dev.ecsinventory.cli.check;
