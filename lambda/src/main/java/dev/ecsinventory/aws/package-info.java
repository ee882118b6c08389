/**
 * The clients of AWS: their construction, credentials of other accounts, the request rate to ECS,
 * and the meaning of errors.
 *
 * <p>Start at {@link dev.ecsinventory.aws.AwsClients} and {@link dev.ecsinventory.aws.EcsReader}.
 */
package dev.ecsinventory.aws;
