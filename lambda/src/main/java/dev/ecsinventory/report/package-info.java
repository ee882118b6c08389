/**
 * Stage 7. Tells people and alarms what became of a snapshot.
 *
 * <p>Start at {@link dev.ecsinventory.report.Reporter}.
 */
package dev.ecsinventory.report;
