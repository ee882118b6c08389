package dev.ecsinventory.write.state;

import dev.ecsinventory.format.TimestampText;
import dev.ecsinventory.model.ComplianceStatus;
import dev.ecsinventory.model.SnapshotId;
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.schema.TableLayout;
import dev.ecsinventory.schema.TaskSets;
import dev.ecsinventory.write.dynamodb.DynamoDbTable;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The two items of a resource in a snapshot: its last known state, and the version since that
 * snapshot.
 *
 * @param current the item with sort key {@code CURRENT}
 * @param version the item with sort key {@code VERSION#time}
 */
record StateItem(Map<String, AttributeValue> current, Map<String, AttributeValue> version) {
  private static final String TIME = TaskSets.DATASET.snapshotTime().name();
  static final String ID = TaskSets.DATASET.snapshotId().name();

  /** The attributes that the table adds to a row's own. */
  static final Set<String> BOOKKEEPING =
      Set.of(
          TableLayout.PARTITION_KEY,
          TableLayout.SORT_KEY,
          TableLayout.OBSERVED_AT,
          TableLayout.EXPIRES_AT,
          TableLayout.CURRENT_CLUSTER_ARN,
          TableLayout.VIOLATING_ACCOUNT_ID);

  /**
   * The items of a resource.
   *
   * @param observedAt a time that is not before the read
   */
  static StateItem of(Row row, String partitionKey, Instant observedAt) {
    Map<String, AttributeValue> document = ItemDocument.of(row);
    Map<String, AttributeValue> current = new HashMap<>(document);
    if (row.dataset() == TaskSets.DATASET) {
      current.put(
          TableLayout.CURRENT_CLUSTER_ARN, AttributeValue.fromS(row.get(TaskSets.CLUSTER_ARN)));
      if (ComplianceStatus.NON_COMPLIANT.name().equals(row.get(TaskSets.COMPLIANCE_STATUS))) {
        current.put(
            TableLayout.VIOLATING_ACCOUNT_ID,
            AttributeValue.fromS(row.get(row.dataset().accountId())));
      }
    }
    current.put(TableLayout.OBSERVED_AT, AttributeValue.fromS(TimestampText.text(observedAt)));
    return keyed(partitionKey, current, document, row.get(row.dataset().snapshotTime()));
  }

  /**
   * The items of a resource that a snapshot finds deleted. Both expire, because no version
   * supersedes the last one; until then they are the resource's history.
   *
   * @param current its previous current item
   */
  static StateItem deleted(
      Map<String, AttributeValue> current,
      String partitionKey,
      SnapshotId snapshot,
      Duration retention) {
    AttributeValue timestamp = AttributeValue.fromS(TimestampText.text(snapshot.time()));
    Map<String, AttributeValue> document = new HashMap<>(current);
    document.keySet().removeAll(BOOKKEEPING);
    document.put(ID, AttributeValue.fromS(snapshot.value()));
    document.put(TIME, timestamp);
    document.put(TableLayout.DELETED_AT, timestamp);
    document.put(
        TableLayout.EXPIRES_AT,
        AttributeValue.fromN(String.valueOf(snapshot.time().plus(retention).getEpochSecond())));
    return keyed(partitionKey, document, document, snapshot.time());
  }

  private static StateItem keyed(
      String partitionKey,
      Map<String, AttributeValue> current,
      Map<String, AttributeValue> version,
      Instant time) {
    Map<String, AttributeValue> keyedCurrent = new HashMap<>(current);
    keyedCurrent.putAll(DynamoDbTable.key(partitionKey, TableLayout.CURRENT));
    Map<String, AttributeValue> keyedVersion = new HashMap<>(version);
    keyedVersion.putAll(DynamoDbTable.key(partitionKey, versionSortKey(time)));
    return new StateItem(Map.copyOf(keyedCurrent), Map.copyOf(keyedVersion));
  }

  static String versionSortKey(Instant time) {
    return TableLayout.VERSION_PREFIX + TimestampText.text(time);
  }

  /** The time in the sort key of a version. */
  static Instant versionTime(Map<String, AttributeValue> version) {
    return Instant.parse(
        version.get(TableLayout.SORT_KEY).s().substring(TableLayout.VERSION_PREFIX.length()));
  }
}
