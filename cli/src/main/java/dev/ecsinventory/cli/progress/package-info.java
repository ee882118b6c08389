/**
 * Shows the progress of a snapshot on a terminal or in a log.
 *
 * <p>Start at {@link dev.ecsinventory.cli.progress.ConsoleProgress}.
 */
package dev.ecsinventory.cli.progress;
