/**
 * Tells the default event bus which task sets became or stopped being compliant.
 *
 * <p>Start at {@link dev.ecsinventory.events.ComplianceEvents}.
 */
package dev.ecsinventory.events;
