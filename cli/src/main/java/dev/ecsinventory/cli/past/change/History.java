package dev.ecsinventory.cli.past.change;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.cli.past.Absence;
import dev.ecsinventory.cli.past.RecordedRegion;
import dev.ecsinventory.cli.past.RecordedSnapshot;
import dev.ecsinventory.cli.past.TaskSetName;
import dev.ecsinventory.cli.past.change.Period.Begin;
import dev.ecsinventory.cli.snapshots.SnapshotLocation;
import dev.ecsinventory.model.AccountRegion;
import dev.ecsinventory.model.SnapshotId;
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.schema.TaskSets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The history of a task set in the full snapshots of a range of time. It reads the files of the
 * task set's account and Region, of one snapshot after the other; withdrawn snapshots do not count.
 */
public final class History {
  private final SnapshotLocation location;
  private final TaskSetSelector selector;
  private final Consumer<Period> periods;
  private final SortedMap<Key, Timeline> timelines = new TreeMap<>();
  private Optional<Regions> previous = Optional.empty();
  private int snapshots;

  /** A history that gives {@code periods} each period when its end is known. */
  public History(SnapshotLocation location, TaskSetSelector selector, Consumer<Period> periods) {
    this.location = requireNonNull(location, "location is null");
    this.selector = requireNonNull(selector, "selector is null");
    this.periods = requireNonNull(periods, "periods is null");
  }

  /** Task sets of several accounts, Regions or services may have one ID. */
  private record Key(AccountRegion accountRegion, TaskSetName name) implements Comparable<Key> {
    @Override
    public int compareTo(Key other) {
      int order = accountRegion.name().compareTo(other.accountRegion.name());
      return order != 0 ? order : name.compareTo(other.name);
    }
  }

  /** One snapshot, whose Regions are read when it is asked whether a task set was absent. */
  private static final class Regions {
    private final RecordedSnapshot snapshot;
    private final Map<AccountRegion, Optional<RecordedRegion>> regions = new HashMap<>();

    private Regions(RecordedSnapshot snapshot) {
      this.snapshot = snapshot;
    }

    Optional<String> absenceNotProven(Key key) {
      Optional<RecordedRegion> region =
          regions.computeIfAbsent(
              key.accountRegion(),
              accountRegion ->
                  Optional.of(accountRegion)
                      .filter(snapshot.accountRegions()::contains)
                      .map(one -> RecordedRegion.read(snapshot, one)));
      return Absence.notProven(
          snapshot, key.accountRegion(), region, key.name().cluster(), key.name().service());
    }
  }

  /**
   * Reads the snapshots.
   *
   * @param since the start of the range; a snapshot of this time is in it
   * @param until the end of the range; a snapshot of this time is in it
   * @return how many snapshots were read
   */
  public int run(Instant since, Instant until) {
    Set<SnapshotId> withdrawn =
        location.withdrawals().since(LocalDate.ofInstant(since, ZoneOffset.UTC));
    location
        .snapshots()
        .between(since.minusNanos(1), until)
        .filter(snapshot -> snapshot.scopeHash().isEmpty() && !withdrawn.contains(snapshot))
        .map(snapshot -> RecordedSnapshot.open(location, snapshot))
        .forEach(this::read);
    timelines.values().forEach(Timeline::finish);
    return snapshots;
  }

  private void read(RecordedSnapshot snapshot) {
    snapshots++;
    Instant time = snapshot.id().time();
    SortedMap<Key, Row> seen = seen(snapshot);
    Regions regions = new Regions(snapshot);
    timelines.forEach(
        (key, timeline) -> {
          if (timeline.isOpen() && !seen.containsKey(key)) {
            regions
                .absenceNotProven(key)
                .ifPresentOrElse(timeline::unread, () -> timeline.absent(time));
          }
        });
    seen.forEach(
        (key, row) -> {
          Timeline timeline =
              timelines.computeIfAbsent(key, one -> new Timeline(one.accountRegion(), periods));
          timeline.seen(time, row, timeline.isOpen() ? Begin.CHANGED : first(key));
        });
    previous = Optional.of(regions);
  }

  private Begin first(Key key) {
    return previous.filter(before -> before.absenceNotProven(key).isEmpty()).isPresent()
        ? Begin.CREATED
        : Begin.FIRST_SEEN;
  }

  private SortedMap<Key, Row> seen(RecordedSnapshot snapshot) {
    SortedMap<Key, Row> seen = new TreeMap<>();
    snapshot.accountRegions().stream()
        .filter(selector::isIn)
        .forEach(
            accountRegion ->
                snapshot.rows(
                    accountRegion,
                    TaskSets.DATASET,
                    row -> {
                      TaskSetName name = TaskSetName.of(row);
                      if (selector.matches(name)) {
                        seen.put(new Key(accountRegion, name), row);
                      }
                    }));
    return seen;
  }
}
