/**
 * The logging of the command line.
 *
 * <p>Start at {@link dev.ecsinventory.cli.logging.CommandLineLogging}.
 */
package dev.ecsinventory.cli.logging;
