package dev.ecsinventory.write.state;

import dev.ecsinventory.model.ReadSpan;
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.schema.TaskSets;
import dev.ecsinventory.write.dynamodb.Condition;
import dev.ecsinventory.write.dynamodb.TableWrite;
import dev.ecsinventory.write.dynamodb.Transaction;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The next transaction that updates a digest to the state in a snapshot: items of changed
 * resources, as many as fit into a transaction, and the digest that records them.
 */
final class DigestUpdate {
  /** The digest's own item, and one of the earlier layout. */
  private static final int DIGEST_WRITES = 2;

  private final Digest before;
  private final Exceptions exceptions;
  private final ReadSpan read;
  private final Transaction transaction = new Transaction();
  private final ResourceWrites resources;
  private final Set<String> changed = new HashSet<>();
  private final SortedMap<String, Digest.TaskSet> taskSets;
  private Optional<Digest.Own> own;

  /** An update of {@code before}. */
  DigestUpdate(StateWriting writing, Digest before, Exceptions exceptions, ReadSpan read) {
    this.before = before;
    this.read = read;
    this.exceptions = exceptions;
    this.resources = new ResourceWrites(writing, transaction, read, exceptions.versionsMissing());
    this.taskSets = new TreeMap<>(before.taskSets());
    this.own = before.own();
  }

  /**
   * The results of earlier attempts.
   *
   * @param leftAlone ARNs of the resources that a newer snapshot has written, which are not written
   * @param versionsMissing ARNs of the resources whose newest version expired
   */
  record Exceptions(Set<String> leftAlone, Set<String> versionsMissing) {
    static Exceptions none() {
      return new Exceptions(new HashSet<>(), new HashSet<>());
    }
  }

  DigestUpdate to(DigestRows rows) {
    rows.taskSets().forEach((arn, row) -> taskSet(rows.taskSetKey().apply(arn), row));
    for (String arn : before.taskSets().keySet()) {
      if (!rows.taskSets().containsKey(arn) && rows.taskSetGone().test(arn)) {
        deleteTaskSet(rows.taskSetKey().apply(arn));
      }
    }
    rows.own().ifPresent(row -> own(rows.key(), row));
    // Last, so that a retry executes this again until all of its contents are deleted.
    if (rows.gone() && taskSets.isEmpty() && own.isPresent() && mayChange(before.arn())) {
      if (resources.delete(rows.key(), own.get().newest())) {
        changed.add(before.arn());
        own = Optional.empty();
      }
    }
    return this;
  }

  private boolean mayChange(String arn) {
    return !exceptions.leftAlone().contains(arn)
        && transaction.hasRoomFor(DIGEST_WRITES + ResourceWrites.MAX_WRITES);
  }

  private void taskSet(ResourceKey key, Row row) {
    Optional<Digest.TaskSet> known = Optional.ofNullable(before.taskSets().get(key.arn()));
    if (known.isPresent() && !row.get(TaskSets.TAGS_KNOWN)) {
      // The table retains the last known tags: tags that could not be read do not mean "no tags".
      return;
    }
    LastCompliance compliance = known.map(Digest.TaskSet::compliance).orElse(LastCompliance.UNREAD);
    write(key, row, known.map(taskSet -> new Digest.Own(taskSet.hash(), taskSet.newest())))
        .ifPresent(
            written ->
                taskSets.put(
                    key.arn(),
                    new Digest.TaskSet(
                        written.hash(),
                        compliance.then(row.get(TaskSets.COMPLIANCE_STATUS)),
                        written.newest())));
  }

  private void own(ResourceKey key, Row row) {
    write(key, row, before.own()).ifPresent(written -> own = Optional.of(written));
  }

  /** Writes a resource if it changed; returns the state that the digest must record. */
  private Optional<Digest.Own> write(ResourceKey key, Row row, Optional<Digest.Own> known) {
    StateItem item = StateItem.of(row, key.partition(), read.end());
    StateHash now = StateHash.of(row.dataset(), item.current());
    boolean unchanged = known.filter(own -> own.hash().equals(now)).isPresent();
    boolean elsewhere = key.moved() && known.filter(own -> !own.newest().recorded()).isPresent();
    if ((unchanged && !elsewhere) || !mayChange(key.arn())) {
      return Optional.empty();
    }
    changed.add(key.arn());
    return Optional.of(resources.write(key, item, now, known));
  }

  private void deleteTaskSet(ResourceKey key) {
    if (mayChange(key.arn()) && resources.delete(key, before.taskSets().get(key.arn()).newest())) {
      changed.add(key.arn());
      taskSets.remove(key.arn());
    }
  }

  /** Whether there is nothing to write. */
  boolean isEmpty() {
    return changed.isEmpty() && before.earlier().isEmpty();
  }

  /** All writes. */
  List<TableWrite> writes() {
    Digest after = after();
    TableWrite digest =
        after.isEmpty()
            ? TableWrite.delete(before.key(), before.arn())
            : TableWrite.put(after.item(), before.arn());
    transaction.add(
        digest.when(
            Condition.still(before.stored(), Digest.COMPARED),
            TableWrite.IfRejected.COMPARE_AGAIN));
    before
        .earlier()
        .filter(key -> !key.equals(before.key()))
        .ifPresent(key -> transaction.add(TableWrite.delete(key, before.arn())));
    return transaction.writes();
  }

  /** The digest after these writes. */
  Digest after() {
    return before.with(own, taskSets);
  }
}
