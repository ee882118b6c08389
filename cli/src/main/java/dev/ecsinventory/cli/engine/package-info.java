/**
 * Real engines in this process, in place of the AWS services that a snapshot is written to: nothing
 * to install, and the same code, requests and signatures as against AWS.
 *
 * <p>Start at {@link dev.ecsinventory.cli.engine.EmbeddedS3} and {@link
 * dev.ecsinventory.cli.engine.EmbeddedDynamoDb}.
 */
package dev.ecsinventory.cli.engine;
