/**
 * Step 9. Sends the changes of compliance of task sets to the default event bus.
 *
 * <p>Start at {@link dev.ecsinventory.events.ComplianceEvents}.
 */
package dev.ecsinventory.events;
