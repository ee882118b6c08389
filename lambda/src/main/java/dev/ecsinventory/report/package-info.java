/**
 * Step 8. Writes the report of a snapshot.
 *
 * <p>Start at {@link dev.ecsinventory.report.SnapshotReports}.
 */
package dev.ecsinventory.report;
