/**
 * Metrics, alarms and the dashboard.
 *
 * <p>Start at {@link dev.ecsinventory.infra.watch.InventoryAlarms}.
 */
package dev.ecsinventory.infra.watch;
