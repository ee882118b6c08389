/**
 * Shows a person, or a log, how far a snapshot is.
 *
 * <p>Start at {@link dev.ecsinventory.cli.progress.ConsoleProgress}.
 */
package dev.ecsinventory.cli.progress;
