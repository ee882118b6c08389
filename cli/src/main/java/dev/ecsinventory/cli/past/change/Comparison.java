package dev.ecsinventory.cli.past.change;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.cli.past.Absence;
import dev.ecsinventory.cli.past.RecordedRegion;
import dev.ecsinventory.cli.past.RecordedSnapshot;
import dev.ecsinventory.cli.past.TaskSetName;
import dev.ecsinventory.cli.past.change.Change.Kind;
import dev.ecsinventory.model.AccountRegion;
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.schema.TaskSets;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Compares the task sets of two snapshots, one account and Region at a time. A task set is created
 * or deleted only if the snapshot without it proves that it did not exist; else it is not
 * comparable. One that was deleted and created again is another task set: its creation time
 * differs.
 */
public final class Comparison {
  private final RecordedSnapshot before;
  private final RecordedSnapshot after;
  private final Consumer<Change> changes;

  /** A comparison that gives {@code changes} its entries. */
  public Comparison(RecordedSnapshot before, RecordedSnapshot after, Consumer<Change> changes) {
    this.before = requireNonNull(before, "before is null");
    this.after = requireNonNull(after, "after is null");
    this.changes = requireNonNull(changes, "changes is null");
  }

  /** Compares everything. Entries come by account and Region, cluster, service and task set. */
  public void run() {
    Stream.concat(before.accountRegions().stream(), after.accountRegions().stream())
        .distinct()
        .sorted((one, other) -> one.name().compareTo(other.name()))
        .forEach(this::compare);
  }

  private void compare(AccountRegion accountRegion) {
    Side earlier = Side.read(before, accountRegion);
    Side later = Side.read(after, accountRegion);
    TreeSet<TaskSetName> names = new TreeSet<>(earlier.rows().keySet());
    names.addAll(later.rows().keySet());
    for (TaskSetName name : names) {
      Row old = earlier.rows().get(name);
      Row current = later.rows().get(name);
      if (old == null) {
        only(Kind.CREATED, name, current, earlier);
      } else if (current == null) {
        only(Kind.DELETED, name, old, later);
      } else {
        compare(name, old, current, accountRegion);
      }
    }
    new Unread(earlier, later).changes().forEach(changes);
  }

  private void compare(TaskSetName name, Row old, Row current, AccountRegion accountRegion) {
    if (RowChanges.isAnother(old, current)) {
      changes.accept(change(Kind.DELETED, accountRegion, name, old, Optional.empty()));
      changes.accept(change(Kind.CREATED, accountRegion, name, current, Optional.empty()));
    } else {
      new RowChanges(before.id(), after.id(), accountRegion, name, old, current)
          .changes()
          .forEach(changes);
    }
  }

  /** A task set that one of the snapshots has no row of. */
  private void only(Kind kind, TaskSetName name, Row row, Side without) {
    Optional<String> notProven = without.absenceNotProven(name);
    changes.accept(
        change(
            notProven.isPresent() ? Kind.NOT_COMPARABLE : kind,
            without.accountRegion(),
            name,
            row,
            notProven));
  }

  private static Change change(
      Kind kind, AccountRegion accountRegion, TaskSetName name, Row row, Optional<String> reason) {
    return new Change(
        kind, accountRegion, Optional.of(name), row.get(TaskSets.TASK_SET_ARN), List.of(), reason);
  }

  /**
   * One account and Region of one of the snapshots.
   *
   * @param region empty when the snapshot was not to read it
   */
  record Side(
      RecordedSnapshot snapshot,
      AccountRegion accountRegion,
      Optional<RecordedRegion> region,
      SortedMap<TaskSetName, Row> rows) {
    static Side read(RecordedSnapshot snapshot, AccountRegion accountRegion) {
      Optional<RecordedRegion> region =
          Optional.of(accountRegion)
              .filter(snapshot.accountRegions()::contains)
              .map(one -> RecordedRegion.read(snapshot, one));
      SortedMap<TaskSetName, Row> rows = new TreeMap<>();
      region.stream()
          .flatMap(RecordedRegion::taskSets)
          .forEach(row -> rows.put(TaskSetName.of(row), row));
      return new Side(snapshot, accountRegion, region, rows);
    }

    Optional<String> absenceNotProven(TaskSetName name) {
      return Absence.notProven(snapshot, accountRegion, region, name.cluster(), name.service());
    }
  }
}
