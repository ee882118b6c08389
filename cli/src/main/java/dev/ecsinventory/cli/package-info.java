/**
 * The command line: subcommands, their options, and exit codes.
 *
 * <p>Start at {@link dev.ecsinventory.cli.Main}.
 */
package dev.ecsinventory.cli;
