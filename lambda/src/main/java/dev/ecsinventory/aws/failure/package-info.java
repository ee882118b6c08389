/**
 * The meaning of an error of AWS.
 *
 * <p>Start at {@link dev.ecsinventory.aws.failure.Failures}.
 */
package dev.ecsinventory.aws.failure;
