package dev.ecsinventory.cli.past.change;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.cli.past.change.Period.Begin;
import dev.ecsinventory.cli.past.change.Period.End;
import dev.ecsinventory.model.AccountRegion;
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.schema.TaskSets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One task set over the snapshots, the oldest first. Tags and compliance statuses that were not
 * read are as last known: what could not be read is no change.
 */
final class Timeline {
  private final AccountRegion accountRegion;
  private final Consumer<Period> periods;
  private Optional<Open> open = Optional.empty();

  Timeline(AccountRegion accountRegion, Consumer<Period> periods) {
    this.accountRegion = requireNonNull(accountRegion, "accountRegion is null");
    this.periods = requireNonNull(periods, "periods is null");
  }

  /** The period that has not ended. */
  private record Open(
      Begin beganBy,
      Instant validFrom,
      List<ColumnChange> columns,
      Row state,
      Instant lastSeen,
      Optional<String> unread) {
    Open seenAgain(Row now, Instant time) {
      return new Open(beganBy, validFrom, columns, now, time, Optional.empty());
    }

    Open unread(String reason) {
      return new Open(beganBy, validFrom, columns, state, lastSeen, Optional.of(reason));
    }
  }

  /** Whether the task set exists as far as it is known. */
  boolean isOpen() {
    return open.isPresent();
  }

  /**
   * A snapshot saw the task set.
   *
   * @param first how the task set begins if it does not exist so far
   */
  void seen(Instant time, Row row, Begin first) {
    if (open.isPresent() && RowChanges.isAnother(open.get().state(), row)) {
      end(End.DELETED, time);
      begin(Begin.CREATED, time, List.of(), row);
    } else if (open.isEmpty()) {
      begin(first, time, List.of(), row);
    } else {
      compare(time, row);
    }
  }

  private void compare(Instant time, Row row) {
    Row before = open.get().state();
    Row known = withLastKnown(row, before);
    // What is known for the first time has not changed.
    List<ColumnChange> columns = RowChanges.columns(withLastKnown(before, known), known);
    if (columns.isEmpty()) {
      open = Optional.of(open.get().seenAgain(known, time));
    } else {
      end(End.CHANGED, time);
      begin(Begin.CHANGED, time, columns, known);
    }
  }

  private static Row withLastKnown(Row row, Row other) {
    Row known = row;
    if (!RowChanges.hasTags(row)) {
      known =
          known
              .with(TaskSets.TAGS, other.get(TaskSets.TAGS))
              .with(TaskSets.TAGS_KNOWN, other.get(TaskSets.TAGS_KNOWN));
    }
    return RowChanges.isEvaluated(row)
        ? known
        : known.with(TaskSets.COMPLIANCE_STATUS, other.get(TaskSets.COMPLIANCE_STATUS));
  }

  /** A snapshot proves that the task set did not exist. */
  void absent(Instant time) {
    if (open.isPresent()) {
      end(End.DELETED, time);
    }
  }

  /** A snapshot did not read whether the task set existed. */
  void unread(String reason) {
    open = open.map(period -> period.unread(reason));
  }

  /** There are no more snapshots. */
  void finish() {
    open.ifPresent(
        period ->
            periods.accept(
                period(
                    period,
                    Optional.empty(),
                    period.unread().isPresent() ? End.UNKNOWN : End.CURRENT)));
  }

  private void begin(Begin by, Instant time, List<ColumnChange> columns, Row row) {
    open = Optional.of(new Open(by, time, columns, row, time, Optional.empty()));
  }

  private void end(End end, Instant time) {
    Open period = open.orElseThrow();
    open = Optional.empty();
    periods.accept(period(period, Optional.of(time), end));
  }

  private Period period(Open period, Optional<Instant> validTo, End end) {
    return new Period(
        accountRegion,
        period.state().get(TaskSets.TASK_SET_ARN),
        period.beganBy(),
        period.validFrom(),
        validTo,
        end,
        period.lastSeen(),
        period.columns(),
        end == End.UNKNOWN ? period.unread() : Optional.empty());
  }
}
