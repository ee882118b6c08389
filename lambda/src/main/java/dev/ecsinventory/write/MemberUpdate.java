package dev.ecsinventory.write;

import dev.ecsinventory.model.SnapshotId;
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.schema.TableLayout;
import dev.ecsinventory.schema.TaskSets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/**
 * The next transaction that brings a member to what a snapshot found: items of resources that
 * changed, as many as a transaction holds, and the member that tells of them.
 */
final class MemberUpdate {
  /** A transaction holds a hundred items: two a resource, the member's and an earlier one's. */
  private static final int MOST_RESOURCES = 45;

  private final InventoryTable table;
  private final SnapshotId snapshot;
  private final Duration retention;
  private final Member before;
  private final Set<String> leftAlone;

  private final List<TransactWriteItem> items = new ArrayList<>();
  private final List<String> resources = new ArrayList<>();
  private final Set<String> changed = new HashSet<>();
  private final SortedMap<String, Member.TaskSet> taskSets;
  private Optional<StateHash> hash;

  /**
   * An update of {@code before}.
   *
   * @param leftAlone ARNs of the resources that a newer snapshot has written
   */
  MemberUpdate(
      InventoryTable table,
      SnapshotId snapshot,
      Duration retention,
      Member before,
      Set<String> leftAlone) {
    this.table = table;
    this.snapshot = snapshot;
    this.retention = retention;
    this.before = before;
    this.leftAlone = leftAlone;
    this.taskSets = new TreeMap<>(before.taskSets());
    this.hash = before.hash();
  }

  MemberUpdate to(MemberRows rows) {
    Set<String> seen = new HashSet<>();
    for (Row row : rows.taskSets()) {
      seen.add(row.get(TaskSets.TASK_SET_ARN));
      taskSet(row);
    }
    for (String arn : before.taskSets().keySet()) {
      if (!seen.contains(arn) && rows.taskSetGone().test(arn)) {
        deleteTaskSet(arn);
      }
    }
    rows.own().ifPresent(this::own);
    // Last of all, so that a retry comes by here again until all that was in it is gone.
    if (rows.gone() && taskSets.isEmpty() && hash.isPresent() && mayChange(before.arn())) {
      delete(before.arn(), StateItem.partitionOf(before.arn()));
      hash = Optional.empty();
    }
    return this;
  }

  private boolean mayChange(String arn) {
    return !leftAlone.contains(arn) && changed.size() < MOST_RESOURCES;
  }

  private void taskSet(Row row) {
    String arn = row.get(TaskSets.TASK_SET_ARN);
    Optional<Member.TaskSet> known = Optional.ofNullable(before.taskSets().get(arn));
    if (known.isPresent() && !row.get(TaskSets.TAGS_KNOWN)) {
      // The table keeps what was last read whole: tags that could not be read are not "no tags".
      return;
    }
    write(arn, row, known.map(Member.TaskSet::hash))
        .ifPresent(
            written ->
                taskSets.put(
                    arn,
                    new Member.TaskSet(
                        written,
                        known
                            .map(Member.TaskSet::verdict)
                            .orElse(LastVerdict.UNREAD)
                            .then(row.get(TaskSets.COMPLIANCE_STATUS)))));
  }

  private void own(Row row) {
    write(before.arn(), row, before.hash()).ifPresent(written -> hash = Optional.of(written));
  }

  /** Writes a resource if it changed; then its new hash. */
  private Optional<StateHash> write(String arn, Row row, Optional<StateHash> known) {
    StateItem item = StateItem.of(row, retention);
    StateHash now = StateHash.of(row.dataset(), item.current());
    if (known.filter(now::equals).isPresent() || !mayChange(arn)) {
      return Optional.empty();
    }
    changed.add(arn);
    add(arn, table.puttingUnlessNewer(item.current()));
    if (known.filter(now::hasContentOf).isEmpty()) {
      add(arn, table.putting(item.version()));
    }
    return Optional.of(now);
  }

  private void deleteTaskSet(String arn) {
    if (mayChange(arn)) {
      delete(arn, TableLayout.TASK_SET_PREFIX + arn);
      taskSets.remove(arn);
    }
  }

  private void delete(String arn, String partitionKey) {
    changed.add(arn);
    table
        .get(partitionKey, TableLayout.CURRENT)
        .map(item -> StateItem.deleted(item, snapshot.value(), snapshot.time(), retention))
        .ifPresent(
            item -> {
              add(arn, table.puttingUnlessNewer(item.current()));
              add(arn, table.putting(item.version()));
            });
  }

  private void add(String arn, TransactWriteItem item) {
    items.add(item);
    resources.add(arn);
  }

  /** Nothing is to be written. */
  boolean isEmpty() {
    return changed.isEmpty() && before.earlier().isEmpty();
  }

  /** What is to be written, the member first. */
  List<TransactWriteItem> writes() {
    List<TransactWriteItem> writes = new ArrayList<>();
    Member after = after();
    writes.add(
        after.isEmpty()
            ? table.deletingIfStill(before.stored(), Member.COMPARED, before.key())
            : table.puttingIfStill(before.stored(), Member.COMPARED, after.item()));
    writes.addAll(items);
    before
        .earlier()
        .filter(key -> !key.equals(before.key()))
        .ifPresent(key -> writes.add(table.deleting(key)));
    return writes;
  }

  /** The resource that the write at {@code place} is about; empty for the member. */
  Optional<String> resource(int place) {
    return place == 0 ? Optional.empty() : Optional.of(resources.get(place - 1));
  }

  /** What is known once it is written. */
  Member after() {
    return before.with(hash, taskSets);
  }
}
