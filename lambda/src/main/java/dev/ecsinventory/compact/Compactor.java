package dev.ecsinventory.compact;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.compact.DayCompaction.Outcome;
import dev.ecsinventory.index.DayIndex;
import dev.ecsinventory.manifest.KeyParts;
import dev.ecsinventory.model.Deadline;
import dev.ecsinventory.model.SnapshotId;
import dev.ecsinventory.schema.Dataset;
import dev.ecsinventory.schema.Datasets;
import dev.ecsinventory.schema.FileFormat;
import dev.ecsinventory.schema.ObjectKeys;
import dev.ecsinventory.store.ListedObject;
import dev.ecsinventory.store.ObjectStore;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Replaces the Parquet files that a day index lists by one file with the same rows: for closed
 * days, newest first, and for the current day after each snapshot, or after several if it is large.
 * It does not change the result of any query: a query reads the files that the index lists, and a
 * snapshot that is committed later adds a line, which the next compaction merges.
 */
public final class Compactor {
  private static final Logger LOG = LoggerFactory.getLogger(Compactor.class);

  /**
   * Maximum of closed days per dataset and run: the days of an earlier version take several runs.
   */
  private static final int MAX_CLOSED_DAYS = 3;

  /** The days before the current one whose indexes can list compacted files of a current day. */
  private static final int RECENT_DAYS = 14;

  /**
   * The bytes of a day's data files up to which the current day is compacted after each snapshot,
   * which takes some seconds; queries about the newest snapshot then read little more than it.
   */
  static final long SMALL_DAY = 32_000_000;

  private final ObjectStore store;
  private final ObjectKeys keys;
  private final long smallDay;

  public Compactor(ObjectStore store, ObjectKeys keys) {
    this(store, keys, SMALL_DAY);
  }

  Compactor(ObjectStore store, ObjectKeys keys, long smallDay) {
    this.store = requireNonNull(store, "store is null");
    this.keys = requireNonNull(keys, "keys is null");
    this.smallDay = smallDay;
  }

  /**
   * Compacts as many days as the deadline allows. It throws nothing.
   *
   * @param snapshot the newest snapshot; its day is the current one, those before it are closed
   */
  public CompactionCount run(SnapshotId snapshot, Deadline deadline) {
    CompactionCount all = CompactionCount.NONE;
    for (Dataset dataset : Datasets.ALL) {
      try {
        all = all.plus(new OneDataset(dataset, snapshot.day(), deadline).run());
      } catch (RuntimeException | Error failure) {
        LOG.error("days of {} cannot be compacted; the next run tries again", dataset, failure);
        all = all.plus(CompactionCount.FAILED);
      }
    }
    return all;
  }

  private final class OneDataset {
    private final Dataset dataset;
    private final LocalDate today;
    private final Deadline deadline;
    private final DayCompaction compaction;

    OneDataset(Dataset dataset, LocalDate today, Deadline deadline) {
      this.dataset = dataset;
      this.today = today;
      this.deadline = deadline;
      this.compaction = new DayCompaction(store, keys, dataset, deadline, smallDay);
    }

    CompactionCount run() {
      int compacted = 0;
      int failed = 0;
      for (LocalDate day : candidates()) {
        boolean hasTime = compacted < MAX_CLOSED_DAYS && !deadline.hasPassed();
        if (!hasTime && day.isBefore(today.minusDays(RECENT_DAYS))) {
          break;
        }
        Outcome outcome = hasTime ? compact(day) : Outcome.NO_TIME;
        compacted += outcome == Outcome.COMPACTED ? 1 : 0;
        failed += outcome == Outcome.FAILED ? 1 : 0;
        if (!outcome.isDone() && day.isBefore(today)) {
          listLastingFiles(day);
        }
      }
      return new CompactionCount(compacted, failed);
    }

    /**
     * The days that may need compaction, newest first: an index of one compacted file needs none.
     */
    private List<LocalDate> candidates() {
      String folder = keys.dayIndexes(FileFormat.PARQUET, dataset.name());
      return store.list(folder, "").reversed().stream()
          .filter(index -> index.bytes() > 0)
          .flatMap(
              index -> day(index).filter(day -> index.bytes() != compactedIndexBytes(day)).stream())
          .filter(day -> !day.isAfter(today))
          .toList();
    }

    private Optional<LocalDate> day(ListedObject index) {
      return KeyParts.dayOfIndex(keys, FileFormat.PARQUET, dataset.name(), index.key());
    }

    private long compactedIndexBytes(LocalDate day) {
      return store.uri(keys.compacted(dataset, day, "00000000")).length() + 1;
    }

    private Outcome compact(LocalDate day) {
      try {
        return day.equals(today)
            ? compaction.ofToday(index(day), day)
            : compaction.ofClosed(index(day), day);
      } catch (RuntimeException | Error failure) {
        LOG.error("{} of {} cannot be compacted; the next run tries again", day, dataset, failure);
        return Outcome.FAILED;
      }
    }

    private void listLastingFiles(LocalDate day) {
      try {
        compaction.listLastingFiles(index(day));
      } catch (RuntimeException | Error failure) {
        LOG.error("the index of {} of {} cannot be changed", day, dataset, failure);
      }
    }

    private DayIndex index(LocalDate day) {
      return new DayIndex(store, keys, FileFormat.PARQUET, dataset.name(), day);
    }
  }
}
