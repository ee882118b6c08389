/**
 * Step 1. Turns the event's scope into targets: bounded units of work in one account and Region.
 *
 * <p>Start at {@link dev.ecsinventory.plan.Planner}.
 */
package dev.ecsinventory.plan;
