/**
 * The rate, the order and the repetition of calls.
 *
 * <p>Start at {@link dev.ecsinventory.aws.rate.ReadPace} and {@link
 * dev.ecsinventory.aws.rate.Turn}.
 */
package dev.ecsinventory.aws.rate;
