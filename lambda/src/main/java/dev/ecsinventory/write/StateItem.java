package dev.ecsinventory.write;

import dev.ecsinventory.model.ComplianceStatus;
import dev.ecsinventory.schema.Clusters;
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.schema.Services;
import dev.ecsinventory.schema.TableLayout;
import dev.ecsinventory.schema.TaskSets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The two items of a resource in a snapshot: as last seen, and as it was from that snapshot on.
 *
 * @param current the item with sort key {@code CURRENT}
 * @param version the item with sort key {@code VERSION#time}
 */
record StateItem(Map<String, AttributeValue> current, Map<String, AttributeValue> version) {
  private static final String TIME = TaskSets.DATASET.snapshotTime().name();
  static final String ID = TaskSets.DATASET.snapshotId().name();

  /** What the table adds to a row's own attributes. */
  static final Set<String> BOOKKEEPING =
      Set.of(
          TableLayout.PARTITION_KEY,
          TableLayout.SORT_KEY,
          TableLayout.EXPIRES_AT,
          TableLayout.CURRENT_CLUSTER_ARN,
          TableLayout.VIOLATING_ACCOUNT_ID);

  static StateItem of(Row row, Duration retention) {
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
    Instant time = row.get(row.dataset().snapshotTime());
    return keyed(partitionKey(row), current, document, time, retention);
  }

  /** What becomes of {@code current} when a snapshot finds that the resource is gone. */
  static StateItem deleted(
      Map<String, AttributeValue> current, String snapshotId, Instant time, Duration retention) {
    AttributeValue timestamp = AttributeValue.fromS(TimestampText.text(time));
    Map<String, AttributeValue> document = new HashMap<>(current);
    document.keySet().removeAll(BOOKKEEPING);
    document.put(ID, AttributeValue.fromS(snapshotId));
    document.put(TIME, timestamp);
    document.put(TableLayout.DELETED_AT, timestamp);
    Map<String, AttributeValue> last = new HashMap<>(document);
    last.put(TableLayout.EXPIRES_AT, expiry(time, retention));
    return keyed(current.get(TableLayout.PARTITION_KEY).s(), last, document, time, retention);
  }

  private static StateItem keyed(
      String partitionKey,
      Map<String, AttributeValue> current,
      Map<String, AttributeValue> document,
      Instant time,
      Duration retention) {
    Map<String, AttributeValue> version = new HashMap<>(document);
    version.put(TableLayout.EXPIRES_AT, expiry(time, retention));
    current.put(TableLayout.PARTITION_KEY, AttributeValue.fromS(partitionKey));
    version.put(TableLayout.PARTITION_KEY, AttributeValue.fromS(partitionKey));
    current.put(TableLayout.SORT_KEY, AttributeValue.fromS(TableLayout.CURRENT));
    version.put(TableLayout.SORT_KEY, AttributeValue.fromS(versionSortKey(time)));
    return new StateItem(Map.copyOf(current), Map.copyOf(version));
  }

  static String versionSortKey(Instant time) {
    return TableLayout.VERSION_PREFIX + TimestampText.text(time);
  }

  /** {@code TASKSET#arn}, {@code SERVICE#arn} or {@code CLUSTER#arn}. */
  static String partitionKey(Row row) {
    return switch (row.dataset().name()) {
      case "task_sets" -> TableLayout.TASK_SET_PREFIX + row.get(TaskSets.TASK_SET_ARN);
      case "services" -> servicePartition(row.get(Services.SERVICE_ARN));
      case "clusters" -> clusterPartition(row.get(Clusters.CLUSTER_ARN));
      default -> throw new IllegalArgumentException("no item for a row of " + row.dataset());
    };
  }

  /** Of a service or a cluster, by its ARN. */
  static String partitionOf(String arn) {
    return arn.split(":", 6)[5].startsWith("cluster/")
        ? clusterPartition(arn)
        : servicePartition(arn);
  }

  static String servicePartition(String arn) {
    return TableLayout.SERVICE_PREFIX + arn;
  }

  static String clusterPartition(String arn) {
    return TableLayout.CLUSTER_PREFIX + arn;
  }

  private static AttributeValue expiry(Instant time, Duration retention) {
    return AttributeValue.fromN(String.valueOf(time.plus(retention).getEpochSecond()));
  }
}
