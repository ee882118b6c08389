/**
 * Where log lines go on the command line, and which.
 *
 * <p>Start at {@link dev.ecsinventory.cli.logging.CommandLineLogging}.
 */
package dev.ecsinventory.cli.logging;
