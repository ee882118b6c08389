/**
 * Real engines in this process, in place of the AWS services to which a snapshot is written:
 * nothing has to be installed, and code, requests and signatures are the same as with AWS.
 *
 * <p>Start at {@link dev.ecsinventory.cli.engine.EmbeddedS3} and {@link
 * dev.ecsinventory.cli.engine.EmbeddedDynamoDb}.
 */
package dev.ecsinventory.cli.engine;
