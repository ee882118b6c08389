/**
 * Changes of task sets between snapshots.
 *
 * <p>Start at {@link dev.ecsinventory.cli.past.change.Comparison}.
 */
package dev.ecsinventory.cli.past.change;
