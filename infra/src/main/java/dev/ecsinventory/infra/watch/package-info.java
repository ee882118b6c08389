/**
 * Who is told, and what they see: metrics, alarms and the dashboard.
 *
 * <p>Start at {@link dev.ecsinventory.infra.watch.InventoryAlarms}.
 */
package dev.ecsinventory.infra.watch;
