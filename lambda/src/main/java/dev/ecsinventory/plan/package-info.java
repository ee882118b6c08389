/**
 * Stage 1. Turns the event's scope into targets: bounded pieces of work in one account and region.
 *
 * <p>Start at {@link dev.ecsinventory.plan.Planner}.
 */
package dev.ecsinventory.plan;
