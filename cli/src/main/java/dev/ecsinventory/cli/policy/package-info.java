/**
 * {@code policy}: checks, explains and creates tag policies.
 *
 * <p>Start at {@link dev.ecsinventory.cli.policy.PolicyCommand}.
 */
package dev.ecsinventory.cli.policy;
