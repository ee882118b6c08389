package dev.ecsinventory.cli.past.change;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.cli.past.change.Period.Begin;
import dev.ecsinventory.config.InvalidInputException;
import dev.ecsinventory.model.AccountRegion;
import dev.ecsinventory.model.ServiceIdentity;
import dev.ecsinventory.model.SnapshotStatus;
import dev.ecsinventory.write.state.TableHistory;
import dev.ecsinventory.write.state.TableHistory.Summary;
import dev.ecsinventory.write.state.TableHistory.Version;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The history of a task set from the versions in the table: few reads for any range of time. The
 * table has the states that changed, so whether the task set still exists follows from the newest
 * full snapshot.
 */
public final class VersionHistory {
  private final TableHistory table;
  private final AccountRegion accountRegion;
  private final ServiceIdentity service;
  private final String taskSetArn;
  private final Consumer<Period> periods;

  /**
   * A history that gives {@code periods} each period when its end is known.
   *
   * @throws InvalidInputException when {@code selector} is not an ARN with cluster and service
   */
  public VersionHistory(TableHistory table, TaskSetSelector selector, Consumer<Period> periods) {
    this.table = requireNonNull(table, "table is null");
    this.periods = requireNonNull(periods, "periods is null");
    if (selector.cluster().isEmpty()) {
      throw new InvalidInputException(
          "the task set cannot be found",
          List.of(
              "\"%s\": with --table, give an ARN that ends with task-set/CLUSTER/SERVICE/ID"
                  .formatted(selector.text())));
    }
    String cluster = selector.cluster().get();
    this.accountRegion = selector.accountRegion().orElseThrow();
    this.taskSetArn = selector.text();
    this.service =
        new ServiceIdentity(
            parent("cluster/" + cluster),
            parent("service/" + cluster + "/" + selector.service().orElseThrow()));
  }

  private String parent(String path) {
    return taskSetArn.replaceFirst(":task-set/.*", ":" + path);
  }

  /**
   * Reads the table.
   *
   * @return how many full snapshots are in the range
   */
  public int run(Instant since, Instant until) {
    List<Summary> snapshots = table.fullSnapshots(since, until);
    List<State> states =
        states(table.versions(service, taskSetArn, since, until), snapshots, until);
    Timeline timeline = new Timeline(accountRegion, periods);
    for (int index = 0; index < states.size(); index++) {
      State state = states.get(index);
      add(timeline, state);
      Instant end = index + 1 < states.size() ? states.get(index + 1).from() : until.plusNanos(1);
      seenUntil(end, timeline, state, snapshots);
    }
    if (!states.isEmpty()) {
      addEnd(timeline, states.getLast().from(), snapshots);
    }
    timeline.finish();
    return snapshots.size();
  }

  /** A version that a committed snapshot saw. */
  private record State(Instant from, Version version) {}

  private List<State> states(List<Version> versions, List<Summary> snapshots, Instant until) {
    List<State> states = new ArrayList<>();
    for (int index = 0; index < versions.size(); index++) {
      Version version = versions.get(index);
      Instant next =
          index + 1 < versions.size()
              ? versions.get(index + 1).snapshot().time()
              : until.plusNanos(1);
      effectiveFrom(version, next, snapshots)
          .ifPresent(from -> states.add(new State(from, version)));
    }
    return states;
  }

  /**
   * When a committed snapshot first saw the version. A snapshot that is withdrawn or was never
   * committed may have written it; a later one that saw the same state did not write it again.
   */
  private Optional<Instant> effectiveFrom(Version version, Instant next, List<Summary> snapshots) {
    if (table.summary(version.snapshot()).isPresent()) {
      return Optional.of(version.snapshot().time());
    }
    return snapshots.stream()
        .map(summary -> summary.snapshot().time())
        .filter(time -> time.isAfter(version.snapshot().time()) && time.isBefore(next))
        .findFirst();
  }

  private void add(Timeline timeline, State state) {
    if (state.version().deleted()) {
      timeline.absent(state.from());
    } else {
      Begin begin = timeline.isOpen() ? Begin.CHANGED : first(state.from());
      timeline.seen(state.from(), state.version().row(), begin);
    }
  }

  /** A complete snapshot of a time without a new version saw the state again. */
  private static void seenUntil(
      Instant end, Timeline timeline, State state, List<Summary> snapshots) {
    snapshots.stream()
        .filter(summary -> summary.status() == SnapshotStatus.COMPLETE)
        .map(summary -> summary.snapshot().time())
        .filter(time -> time.isAfter(state.from()) && time.isBefore(end))
        .reduce((one, two) -> two)
        .filter(time -> timeline.isOpen())
        .ifPresent(time -> timeline.seen(time, state.version().row(), Begin.CHANGED));
  }

  /** A complete snapshot before proves that the task set did not exist. */
  private Begin first(Instant time) {
    return table
            .fullBefore(time)
            .filter(summary -> summary.status() == SnapshotStatus.COMPLETE)
            .isPresent()
        ? Begin.CREATED
        : Begin.FIRST_SEEN;
  }

  /** If the newest full snapshot did not read everything, it may not have read the task set. */
  private static void addEnd(Timeline timeline, Instant last, List<Summary> snapshots) {
    if (snapshots.isEmpty()) {
      timeline.unread("the table has no full snapshot of this time");
      return;
    }
    Summary newest = snapshots.getLast();
    if (newest.status() != SnapshotStatus.COMPLETE && newest.snapshot().time().isAfter(last)) {
      timeline.unread(
          "%s is PARTIAL, and the table does not record what it read".formatted(newest.snapshot()));
    }
  }
}
