package dev.ecsinventory.write.state;

import dev.ecsinventory.format.TimestampText;
import dev.ecsinventory.model.SnapshotId;
import dev.ecsinventory.schema.TableLayout;
import dev.ecsinventory.write.dynamodb.DynamoDbTable;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The item of the table that one snapshot holds while it is in progress, because two snapshots
 * would share the request rate of each account and Region, and neither would be faster. Runs of one
 * snapshot share it. It is not required for correctness: runs that overlap after a timeout publish
 * the same bytes.
 */
final class SnapshotLease {
  /** A minute more than a run of the function can last, which renews it at its beginning. */
  static final Duration LENGTH = Duration.ofMinutes(16);

  private static final Map<String, AttributeValue> KEY =
      DynamoDbTable.key(TableLayout.RUNNING_PARTITION, TableLayout.CURRENT);
  private static final String SNAPSHOT = "snapshot_id";
  private static final String UNTIL = "held_until";

  private final DynamoDbTable table;

  SnapshotLease(DynamoDbTable table) {
    this.table = table;
  }

  /** Acquires or renews the lease. */
  void acquire(SnapshotId snapshot, Instant now) {
    boolean acquired =
        table.setIf(
            KEY,
            Map.of(
                SNAPSHOT, AttributeValue.fromS(snapshot.value()),
                UNTIL, AttributeValue.fromS(TimestampText.text(now.plus(LENGTH)))),
            "attribute_not_exists(snapshot_id) OR snapshot_id = :snapshot_id OR held_until < :now",
            Map.of(":now", AttributeValue.fromS(TimestampText.text(now))));
    if (!acquired) {
      Map<String, AttributeValue> held =
          table.get(TableLayout.RUNNING_PARTITION, TableLayout.CURRENT).orElse(Map.of());
      throw new SnapshotInProgressException(snapshot, text(held, SNAPSHOT), text(held, UNTIL));
    }
  }

  /** Releases the lease if {@code snapshot} has it. */
  void release(SnapshotId snapshot) {
    table.deleteIf(
        KEY,
        "snapshot_id = :snapshot_id",
        Map.of(":snapshot_id", AttributeValue.fromS(snapshot.value())));
  }

  /** The holder may have released the lease in the meantime. */
  private static String text(Map<String, AttributeValue> held, String attribute) {
    return held.containsKey(attribute) ? held.get(attribute).s() : "unknown";
  }
}
