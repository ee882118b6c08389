/**
 * Everything that talks to AWS is built and paced here: clients, credentials of other accounts, the
 * rate of ECS reads, and what an error means.
 *
 * <p>Start at {@link dev.ecsinventory.aws.AwsClients} and {@link dev.ecsinventory.aws.EcsReader}.
 */
package dev.ecsinventory.aws;
