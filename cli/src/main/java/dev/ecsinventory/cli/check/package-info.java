/**
 * Evaluates a committed snapshot by a tag policy, and says what came of it.
 *
 * <p>Start at {@link dev.ecsinventory.cli.check.CommittedSnapshot}, which reads a snapshot, and
 * {@link dev.ecsinventory.cli.check.CheckResult}.
 */
package dev.ecsinventory.cli.check;
