package dev.ecsinventory.write;

import dev.ecsinventory.model.Sha256;
import dev.ecsinventory.model.SnapshotId;
import dev.ecsinventory.schema.Column;
import dev.ecsinventory.schema.Dataset;
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.schema.Services;
import dev.ecsinventory.schema.TableLayout;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/**
 * Items of services or clusters. No index lists them, so beside each there is a small item in its
 * parent's partition, {@code MEMBERS#parent}, that says it exists and holds hashes of what was last
 * written: one query tells what changed and what is gone.
 */
final class MemberItems {
  static final String PREFIX = "MEMBERS#";

  /** Sorts before every ARN. */
  private static final String FIRST = " ";

  private static final String STATE_HASH = "state_hash";
  private static final String CONTENT_HASH = "content_hash";

  private final InventoryTable table;
  private final Column<String> arn;
  private final SnapshotId snapshot;
  private final Duration retention;

  MemberItems(InventoryTable table, Column<String> arn, SnapshotId snapshot, Duration retention) {
    this.table = table;
    this.arn = arn;
    this.snapshot = snapshot;
    this.retention = retention;
  }

  /** ARNs of the members that are known and not deleted. */
  List<String> known(String parent) {
    return table.partition(parent, FIRST).stream()
        .map(item -> item.get(TableLayout.SORT_KEY).s())
        .toList();
  }

  /** Writes one member if it changed. */
  void write(String parent, Row row) {
    write(parent, row, table.get(parent, row.get(arn)).orElse(null));
  }

  /** Writes the members that changed, and marks those that {@code absent} says are gone. */
  void write(String parent, List<Row> rows, Predicate<String> absent) {
    Map<String, Map<String, AttributeValue>> known = new HashMap<>();
    table
        .partition(parent, FIRST)
        .forEach(item -> known.put(item.get(TableLayout.SORT_KEY).s(), item));
    List<Runnable> writes = new ArrayList<>();
    for (Row row : rows) {
      Map<String, AttributeValue> before = known.remove(row.get(arn));
      writes.add(() -> write(parent, row, before));
    }
    known.keySet().stream()
        .filter(absent)
        .forEach(memberArn -> writes.add(() -> delete(parent, memberArn)));
    Parallel.forEach(writes, Runnable::run);
  }

  private void write(String parent, Row row, Map<String, AttributeValue> before) {
    StateItem item = StateItem.of(row, retention);
    Dataset dataset = row.dataset();
    String state = hash(StateItem.state(dataset, item.current()));
    String content = hash(StateItem.content(dataset, item.current()));
    if (before != null && before.get(STATE_HASH).s().equals(state)) {
      return;
    }
    Map<String, AttributeValue> member = InventoryTable.key(parent, row.get(arn));
    member.put(STATE_HASH, AttributeValue.fromS(state));
    member.put(CONTENT_HASH, AttributeValue.fromS(content));
    List<TransactWriteItem> writes = new ArrayList<>();
    writes.add(table.puttingUnlessNewer(item.current()));
    writes.add(table.putting(member));
    if (before == null || !before.get(CONTENT_HASH).s().equals(content)) {
      writes.add(table.putting(item.version()));
    }
    table.write(writes);
  }

  /** Marks a member that is gone. */
  void delete(String parent, String memberArn) {
    String partition =
        arn == Services.SERVICE_ARN
            ? StateItem.servicePartition(memberArn)
            : StateItem.clusterPartition(memberArn);
    List<TransactWriteItem> writes = new ArrayList<>();
    writes.add(table.deleting(parent, memberArn));
    table
        .get(partition, TableLayout.CURRENT)
        .map(item -> StateItem.deleted(item, snapshot.value(), snapshot.time(), retention))
        .ifPresent(
            item -> {
              writes.add(table.puttingUnlessNewer(item.current()));
              writes.add(table.putting(item.version()));
            });
    table.write(writes);
  }

  /** Attribute values print the same for the same value, once their maps are in order. */
  private static String hash(Map<String, AttributeValue> document) {
    return Sha256.of(sorted(document).toString()).substring(0, 32);
  }

  private static Object sorted(Map<String, AttributeValue> document) {
    TreeMap<String, Object> sorted = new TreeMap<>();
    document.forEach((name, value) -> sorted.put(name, sorted(value)));
    return sorted;
  }

  private static Object sorted(AttributeValue value) {
    return switch (value.type()) {
      case M -> sorted(value.m());
      case L -> value.l().stream().map(MemberItems::sorted).toList();
      case S -> "\"" + value.s() + "\"";
      case N, BOOL, NUL, SS, NS, BS, B, UNKNOWN_TO_SDK_VERSION -> value.toString();
    };
  }
}
