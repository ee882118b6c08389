package dev.ecsinventory.write.dynamodb;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Writes that DynamoDB does all or none of. It never contains two writes to one item: DynamoDB
 * rejects such a transaction each time it is tried.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html">
 *     TransactWriteItems</a>
 */
public final class Transaction {
  /** As many as DynamoDB accepts. */
  static final int MAX_WRITES = 100;

  /** Write units of one key: more of them come in the next transaction, and later. */
  static final int MAX_UNITS = 50;

  private final SequencedMap<Map<String, AttributeValue>, TableWrite> writes =
      new LinkedHashMap<>();
  private final KeyUnits units = new KeyUnits();

  /** Adds a write to an item that the transaction does not write yet. */
  public void add(TableWrite write) {
    TableWrite other = writes.putIfAbsent(write.key(), write);
    if (other != null) {
      throw new IllegalStateException(
          "one transaction writes the item %s twice, for %s and for %s: a row of each resource must be there once"
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
