package dev.ecsinventory.write.dynamodb;

import dev.ecsinventory.schema.TableLayout;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Write units by partition key: of each index, and of the table's partitions that contain many
 * items. DynamoDB writes an index when an item enters it, changes in it or leaves it.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/GSI.html#GSI.ThroughputConsiderations.Writes">
 *     Write capacity units of global secondary indexes</a>
 */
final class KeyUnits {
  /** A transaction writes each item of the table twice, to prepare and to commit. */
  private static final int IN_TRANSACTION = 2;

  private final Map<String, Integer> units = new HashMap<>();

  /** The units of one write: for each key the larger one of before and after. */
  static KeyUnits of(TableWrite write) {
    KeyUnits units = new KeyUnits();
    for (Map<String, AttributeValue> item : write.images()) {
      int size = ItemSize.writeUnits(item);
      for (TableLayout.Index index : TableLayout.INDEXES) {
        if (item.containsKey(index.partitionKey()) && item.containsKey(index.sortKey())) {
          units.larger(index.name() + "/" + item.get(index.partitionKey()).s(), size);
        }
      }
      String partition = write.key().get(TableLayout.PARTITION_KEY).s();
      if (partition.startsWith(TableLayout.MEMBERS_PREFIX)) {
        units.larger(partition, IN_TRANSACTION * size);
      }
    }
    return units;
  }

  private void larger(String key, int size) {
    units.merge(key, size, Math::max);
  }

  void add(KeyUnits others) {
    others.units.forEach((key, size) -> units.merge(key, size, Integer::sum));
  }

  /** The units of the key that has the most. */
  int most() {
    return units.values().stream().mapToInt(Integer::intValue).max().orElse(0);
  }

  Map<String, Integer> byKey() {
    return Map.copyOf(units);
  }
}
