/**
 * The rate, the order and the repetition of calls.
 *
 * <p>Start at {@link dev.ecsinventory.aws.rate.ReadRateLimiter} and {@link
 * dev.ecsinventory.aws.rate.CallPriority}.
 */
package dev.ecsinventory.aws.rate;
