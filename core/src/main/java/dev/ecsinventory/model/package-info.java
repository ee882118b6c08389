/**
 * The values that all stages share: the snapshot's identity, read failures, statuses, ARNs.
 *
 * <p>Start at {@link dev.ecsinventory.model.SnapshotId}.
 */
package dev.ecsinventory.model;
