/**
 * The options that select an account, its credentials and its Regions.
 *
 * <p>Start at {@link dev.ecsinventory.cli.aws.AwsOptions}.
 */
package dev.ecsinventory.cli.aws;
