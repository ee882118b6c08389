/**
 * Text that came from outside, on its way to a terminal.
 *
 * <p>Start at {@link dev.ecsinventory.cli.terminal.TerminalText}.
 */
package dev.ecsinventory.cli.terminal;
