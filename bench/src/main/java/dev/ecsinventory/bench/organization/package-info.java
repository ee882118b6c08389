/**
 * The state machine for an organization: its makespan on simulated time, and its cost by counted
 * calls.
 *
 * <p>Start at {@link dev.ecsinventory.bench.organization.OrganizationBenchmark}.
 */
package dev.ecsinventory.bench.organization;
