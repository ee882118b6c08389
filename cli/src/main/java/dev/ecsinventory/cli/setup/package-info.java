/**
 * The settings file: the command that creates it, and the option with which commands read it.
 *
 * <p>Start at {@link dev.ecsinventory.cli.setup.InitCommand}.
 */
package dev.ecsinventory.cli.setup;
