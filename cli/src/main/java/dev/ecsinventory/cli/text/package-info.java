/**
 * Text for a terminal.
 *
 * <p>Start at {@link dev.ecsinventory.cli.text.WrappedText}.
 */
package dev.ecsinventory.cli.text;
