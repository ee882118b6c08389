package dev.ecsinventory.write.state;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.model.SnapshotId;
import dev.ecsinventory.write.dynamodb.DynamoDbTable;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The parameters that all writes of one snapshot to the table share.
 *
 * @param retention retention of a version after another one superseded it
 * @param withdrawn newer snapshots that are withdrawn, so that their items can be overwritten
 */
record StateWriting(
    DynamoDbTable table, SnapshotId snapshot, Duration retention, SortedSet<SnapshotId> withdrawn) {
  StateWriting {
    requireNonNull(table, "table is null");
    requireNonNull(snapshot, "snapshot is null");
    requireNonNull(retention, "retention is null");
    withdrawn = Collections.unmodifiableSortedSet(new TreeSet<>(withdrawn));
  }

  /** The expiry of versions that this snapshot supersedes. */
  Instant expiryOfSuperseded() {
    return snapshot.time().plus(retention);
  }
}
