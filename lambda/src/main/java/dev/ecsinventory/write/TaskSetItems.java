package dev.ecsinventory.write;

import dev.ecsinventory.model.SnapshotId;
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.schema.TableLayout;
import dev.ecsinventory.schema.TaskSets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/** Items of task sets, compared whole with those of the {@code by_cluster} index. */
final class TaskSetItems {
  private static final String SERVICE_ARN = TaskSets.SERVICE_ARN.name();
  private static final String TASK_SET_ARN = TaskSets.TASK_SET_ARN.name();

  private final InventoryTable table;
  private final SnapshotId snapshot;
  private final Duration retention;

  TaskSetItems(InventoryTable table, SnapshotId snapshot, Duration retention) {
    this.table = table;
    this.snapshot = snapshot;
    this.retention = retention;
  }

  /**
   * Writes what changed in a cluster.
   *
   * @param absent whether a service's task set, by both ARNs, is known to be gone
   */
  void write(String clusterArn, List<Row> rows, BiPredicate<String, String> absent) {
    Map<String, Map<String, AttributeValue>> known = new HashMap<>();
    table
        .index(TableLayout.BY_CLUSTER, clusterArn)
        .forEach(item -> known.put(item.get(TASK_SET_ARN).s(), item));
    List<Runnable> writes = new ArrayList<>();
    for (Row row : rows) {
      Map<String, AttributeValue> before = known.remove(row.get(TaskSets.TASK_SET_ARN));
      writes.add(() -> write(row, before));
    }
    known.values().stream()
        .filter(item -> absent.test(item.get(SERVICE_ARN).s(), item.get(TASK_SET_ARN).s()))
        .forEach(item -> writes.add(() -> delete(item)));
    Parallel.forEach(writes, Runnable::run);
  }

  private void write(Row row, Map<String, AttributeValue> before) {
    if (before != null && !row.get(TaskSets.TAGS_KNOWN)) {
      // The table keeps what was last read whole: tags that could not be read are not "no tags".
      return;
    }
    StateItem item = StateItem.of(row, retention);
    if (before != null && sameState(before, item.current())) {
      return;
    }
    boolean changed = before == null || !sameContent(before, item.current());
    table.write(writes(item, changed));
  }

  private List<TransactWriteItem> writes(StateItem item, boolean changed) {
    TransactWriteItem current = table.puttingUnlessNewer(item.current());
    return changed ? List.of(current, table.putting(item.version())) : List.of(current);
  }

  private void delete(Map<String, AttributeValue> before) {
    StateItem item = StateItem.deleted(before, snapshot.value(), snapshot.time(), retention);
    table.write(writes(item, true));
  }

  private static boolean sameState(
      Map<String, AttributeValue> before, Map<String, AttributeValue> after) {
    return StateItem.state(TaskSets.DATASET, before)
        .equals(StateItem.state(TaskSets.DATASET, after));
  }

  private static boolean sameContent(
      Map<String, AttributeValue> before, Map<String, AttributeValue> after) {
    return StateItem.content(TaskSets.DATASET, before)
        .equals(StateItem.content(TaskSets.DATASET, after));
  }
}
