/**
 * The function's inputs: its settings and its event. Both are checked completely, and all problems
 * are reported at once.
 *
 * <p>Start at {@link dev.ecsinventory.config.Settings} and {@link
 * dev.ecsinventory.config.SnapshotRequest}.
 */
package dev.ecsinventory.config;
