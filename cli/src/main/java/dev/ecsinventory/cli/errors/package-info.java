/**
 * The messages for wrong command lines and for problems with AWS: what is wrong, and the next step.
 *
 * <p>Start at {@link dev.ecsinventory.cli.errors.UsageMessage} and {@link
 * dev.ecsinventory.cli.errors.AwsMessage}.
 */
package dev.ecsinventory.cli.errors;
