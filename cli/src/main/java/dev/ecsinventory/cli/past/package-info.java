/**
 * Committed snapshots as the past: the snapshot that holds the state of a time, and its rows.
 *
 * <p>Start at {@link dev.ecsinventory.cli.past.AsOf} and {@link
 * dev.ecsinventory.cli.past.RecordedSnapshot}.
 */
package dev.ecsinventory.cli.past;
