/**
 * The words every stage shares: the snapshot's identity, a failure to read, statuses, ARNs.
 *
 * <p>Start at {@link dev.ecsinventory.model.SnapshotId}.
 */
package dev.ecsinventory.model;
