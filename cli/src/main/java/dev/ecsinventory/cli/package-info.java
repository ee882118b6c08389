/**
 * The command line: subcommands, their options, and what they exit with.
 *
 * <p>Start at {@link dev.ecsinventory.cli.Main}.
 */
package dev.ecsinventory.cli;
