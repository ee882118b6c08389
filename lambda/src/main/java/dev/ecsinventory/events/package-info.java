/**
 * Sends an event to the default event bus for each task set that became or stopped being compliant.
 *
 * <p>Start at {@link dev.ecsinventory.events.ComplianceEvents}.
 */
package dev.ecsinventory.events;
