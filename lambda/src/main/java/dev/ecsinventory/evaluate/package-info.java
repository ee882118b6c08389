/**
 * Step 4. Reads the tag policies in force and evaluates the rows of a target against them.
 *
 * <p>Start at {@link dev.ecsinventory.evaluate.SnapshotPolicies} and {@link
 * dev.ecsinventory.evaluate.TargetEvaluator}; the rules are in {@link dev.ecsinventory.policy}.
 */
package dev.ecsinventory.evaluate;
