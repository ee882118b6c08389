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
 * What all writes of one snapshot to the table share.
 *
 * @param retention how long a version stays once another one superseded it
 * @param withdrawn newer snapshots whose items count as older
 */
record StateWriting(
    DynamoDbTable table, SnapshotId snapshot, Duration retention, SortedSet<SnapshotId> withdrawn) {
  StateWriting {
    requireNonNull(table, "table is null");
    requireNonNull(snapshot, "snapshot is null");
    requireNonNull(retention, "retention is null");
    withdrawn = Collections.unmodifiableSortedSet(new TreeSet<>(withdrawn));
  }

  /** When a version expires that this snapshot supersedes. */
  Instant expiryOfSuperseded() {
    return snapshot.time().plus(retention);
  }
}
