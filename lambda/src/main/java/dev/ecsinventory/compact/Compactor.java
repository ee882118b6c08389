package dev.ecsinventory.compact;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.commit.LayoutSwitches;
import dev.ecsinventory.commit.LayoutSwitches.Switch;
import dev.ecsinventory.compact.DayMerge.Outcome;
import dev.ecsinventory.model.Deadline;
import dev.ecsinventory.model.SnapshotId;
import dev.ecsinventory.schema.Dataset;
import dev.ecsinventory.schema.FileFormat;
import dev.ecsinventory.schema.MergedDays;
import dev.ecsinventory.schema.ObjectKeys;
import dev.ecsinventory.write.ObjectStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Merges the days that are over, the oldest first, and has them read merged. Nothing depends on it:
 * a day that is not merged, or has got a snapshot since, is read by snapshot, and what fails is
 * tried again by the next run.
 */
public final class Compactor {
  private static final Logger LOG = LoggerFactory.getLogger(Compactor.class);

  /** So many days a run, so that those from before an upgrade are merged within some runs. */
  private static final int MOST_DAYS = 3;

  /** A run may take a quarter of this: what a run began on a day is committed by then. */
  private static final Duration GRACE = Duration.ofHours(1);

  /**
   * How long a query may still go by the switch before the last one.
   *
   * @see <a href="https://docs.aws.amazon.com/athena/latest/ug/service-limits.html">Service quotas:
   *     a query's timeout</a>
   */
  private static final Duration LONGEST_QUERY = Duration.ofMinutes(30);

  /** The days before the switch that are looked at again; retries of an event end in hours. */
  private static final int DAYS_LOOKED_BACK = 2;

  private final ObjectStore store;
  private final ObjectKeys keys;
  private final Clock clock;

  public Compactor(ObjectStore store, ObjectKeys keys, Clock clock) {
    this.store = requireNonNull(store, "store is null");
    this.keys = requireNonNull(keys, "keys is null");
    this.clock = requireNonNull(clock, "clock is null");
  }

  /** Merges what there is time for, once {@code snapshot} is committed. It throws nothing. */
  public CompactionCount run(SnapshotId snapshot, Deadline deadline) {
    CompactionCount all = CompactionCount.NONE;
    for (Dataset dataset : MergedDays.DATASETS) {
      try {
        all = all.plus(new OneDataset(dataset).run(snapshot, deadline));
      } catch (RuntimeException | Error failure) {
        LOG.error("days of {} cannot be merged; the next run tries again", dataset, failure);
        all = all.plus(new CompactionCount(0, 1));
      }
    }
    return all;
  }

  private final class OneDataset {
    private final Dataset dataset;
    private final LayoutSwitches switches;
    private final CommittedFiles committed = new CommittedFiles(store, keys);
    private final DayMerge days;

    OneDataset(Dataset dataset) {
      this.dataset = dataset;
      this.switches = new LayoutSwitches(store, keys, dataset, clock);
      this.days = new DayMerge(store, keys, dataset, committed);
    }

    CompactionCount run(SnapshotId snapshot, Deadline deadline) {
      Optional<Switch> last = switches.last();
      if (last.isPresent() && isOfNow(last.get(), snapshot)) {
        return CompactionCount.NONE;
      }
      LocalDate begin = last.map(Switch::day).orElse(LocalDate.EPOCH);
      LocalDate end = end(snapshot);
      return deadline.hasPassed() || !begin.isBefore(end)
          ? CompactionCount.NONE
          : merge(begin, end, deadline);
    }

    /** Whether a day had to be taken back just now, or queries may go by the switch before. */
    private boolean isOfNow(Switch last, SnapshotId snapshot) {
      Optional<LocalDate> behind =
          Stream.concat(
                  Stream.of(snapshot.day()),
                  Stream.iterate(last.day().minusDays(1), day -> day.minusDays(1))
                      .limit(DAYS_LOOKED_BACK))
              .filter(day -> day.isBefore(last.day()) && !isWhole(day))
              .min(LocalDate::compareTo);
      behind.ifPresent(this::takeBack);
      return behind.isPresent() || clock.instant().isBefore(last.countsFrom().plus(LONGEST_QUERY));
    }

    private void takeBack(LocalDate day) {
      LOG.warn("{} of {} has got a snapshot since it was merged", day, dataset);
      switches.readBySnapshotFrom(day);
    }

    private boolean isWhole(LocalDate day) {
      SortedMap<String, FileFormat> snapshots = committed.on(day);
      return snapshots.isEmpty()
          || days.merged(day)
              .filter(from -> from.snapshots().containsAll(snapshots.keySet()))
              .isPresent();
    }

    private CompactionCount merge(LocalDate begin, LocalDate end, Deadline deadline) {
      SortedMap<LocalDate, SortedMap<String, FileFormat>> over =
          committed.since(begin).headMap(end);
      int merged = 0;
      int failed = 0;
      LocalDate until = over.isEmpty() ? begin : end;
      for (LocalDate day : over.keySet()) {
        Optional<Outcome> outcome =
            merged == MOST_DAYS || deadline.hasPassed()
                ? Optional.of(Outcome.NO_TIME)
                : tryToMerge(day, over.get(day), deadline);
        failed += outcome.isEmpty() ? 1 : 0;
        merged += outcome.equals(Optional.of(Outcome.MERGED)) ? 1 : 0;
        if (outcome.isEmpty() || outcome.get() == Outcome.NO_TIME) {
          until = day;
          break;
        }
      }
      if (!over.isEmpty() && until.isAfter(over.firstKey())) {
        switches.readMergedUntil(until);
        // A snapshot may have been committed meanwhile, also into a day that had none.
        committed.since(begin).headMap(until).keySet().stream()
            .filter(day -> !isWhole(day))
            .findFirst()
            .ifPresent(this::takeBack);
      }
      return new CompactionCount(merged, failed);
    }

    /** Empty when it failed. */
    private Optional<Outcome> tryToMerge(
        LocalDate day, SortedMap<String, FileFormat> snapshots, Deadline deadline) {
      try {
        return Optional.of(days.merge(day, snapshots, deadline));
      } catch (RuntimeException | Error failure) {
        LOG.error("{} of {} cannot be merged; the next run tries again", day, dataset, failure);
        return Optional.empty();
      }
    }

    /** The first day that is not over: of the event, and by the clock of whoever may be late. */
    private LocalDate end(SnapshotId snapshot) {
      Instant now = clock.instant().minus(GRACE);
      LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
      return snapshot.day().isBefore(today) ? snapshot.day() : today;
    }
  }
}
