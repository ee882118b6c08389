package dev.ecsinventory.write.dynamodb;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A transaction of writes. It never contains two writes to one item, because DynamoDB rejects such
 * a transaction at every attempt.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html">
 *     TransactWriteItems</a>
 */
public final class Transaction {
  /** DynamoDB's limit. */
  static final int MAX_WRITES = 100;

  /** The limit of write units of one key; further writes are in the next transaction. */
  static final int MAX_UNITS = 50;

  private final SequencedMap<Map<String, AttributeValue>, TableWrite> writes =
      new LinkedHashMap<>();
  private final KeyUnits units = new KeyUnits();

  /** Adds a write to an item that the transaction does not write yet. */
  public void add(TableWrite write) {
    TableWrite other = writes.putIfAbsent(write.key(), write);
    if (other != null) {
      throw new IllegalStateException(
          "one transaction writes the item %s twice, for %s and for %s: each resource must have one row"
              .formatted(write.key(), other.resource(), write.resource()));
    }
    units.add(KeyUnits.of(write));
  }

  public boolean hasRoomFor(int more) {
    return writes.size() + more <= MAX_WRITES && units.most() < MAX_UNITS;
  }

  public List<TableWrite> writes() {
    return new ArrayList<>(writes.values());
  }
}
