/**
 * Stage 7. Reports the result of a snapshot to people and alarms.
 *
 * <p>Start at {@link dev.ecsinventory.report.Reporter}.
 */
package dev.ecsinventory.report;
