/**
 * What the function is told from outside: its settings and its event. Both are checked whole, and
 * every problem is reported at once.
 *
 * <p>Start at {@link dev.ecsinventory.config.Settings} and {@link
 * dev.ecsinventory.config.SnapshotRequest}.
 */
package dev.ecsinventory.config;
