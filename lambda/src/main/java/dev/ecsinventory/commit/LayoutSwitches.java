package dev.ecsinventory.commit;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.model.SnapshotId;
import dev.ecsinventory.schema.Dataset;
import dev.ecsinventory.schema.FileFormat;
import dev.ecsinventory.schema.MergedDays;
import dev.ecsinventory.schema.ObjectKeys;
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.write.ObjectStore;
import dev.ecsinventory.write.RowEncoder;
import dev.ecsinventory.write.RowReader;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * From which day on a dataset is read by snapshot; the days before are read merged. One object
 * holds the last switches, each with the time from which it counts, which lies ahead when it is
 * written: so a query, which reads the object more than once, goes by the same switch each time.
 *
 * <p>Who commits a snapshot looks here after queries can see it, and who merges looks for snapshots
 * after it has switched: whichever is second sees the other, and takes the switch back before it
 * counts. So nothing is lost either when one of two who write the object at once is overwritten.
 */
public final class LayoutSwitches {
  /** Longer than putting a small object takes, and short enough for a late snapshot to wait. */
  private static final Duration AHEAD = Duration.ofSeconds(10);

  /** Time to take it back in. */
  private static final Duration MERGED_AHEAD = Duration.ofMinutes(2);

  /** Of one a day; only the last ones are needed, by queries that began before them. */
  private static final int MOST_KEPT = 100;

  private final ObjectStore store;
  private final ObjectKeys keys;
  private final Dataset dataset;
  private final Clock clock;

  public LayoutSwitches(ObjectStore store, ObjectKeys keys, Dataset dataset, Clock clock) {
    this.store = requireNonNull(store, "store is null");
    this.keys = requireNonNull(keys, "keys is null");
    this.dataset = requireNonNull(dataset, "dataset is null");
    this.clock = requireNonNull(clock, "clock is null");
  }

  /**
   * A switch of layouts.
   *
   * @param day days before it are read merged
   * @param countsFrom when queries begin to go by it
   */
  public record Switch(LocalDate day, Instant countsFrom) {
    public Switch {
      requireNonNull(day, "day is null");
      requireNonNull(countsFrom, "countsFrom is null");
    }
  }

  /** The last switch, which may not count yet; empty when nothing was ever merged. */
  public Optional<Switch> last() {
    List<Switch> switches = read();
    return switches.isEmpty() ? Optional.empty() : Optional.of(switches.getLast());
  }

  /**
   * Has the day of a snapshot that is being committed read by snapshot, should it be read merged:
   * the merged day does not have the snapshot. When this returns, that counts.
   */
  public void readBySnapshot(SnapshotId snapshot) {
    List<Switch> switches = read();
    if (!switches.isEmpty() && switches.getLast().day().isAfter(snapshot.day())) {
      switches = add(switches, snapshot.day(), AHEAD);
    }
    for (int next = switches.size() - 1; next > 0; next--) {
      if (switches.get(next - 1).day().isAfter(snapshot.day())) {
        await(switches.get(next).countsFrom());
        return;
      }
    }
  }

  /** Has {@code day} and what follows read by snapshot, as soon as can be. */
  public void readBySnapshotFrom(LocalDate day) {
    add(read(), day, AHEAD);
  }

  /** Has days before {@code day} read merged, some time from now on. */
  public void readMergedUntil(LocalDate day) {
    add(read(), day, MERGED_AHEAD);
  }

  /** All that are kept then. */
  private List<Switch> add(List<Switch> switches, LocalDate day, Duration ahead) {
    Instant now = clock.instant();
    List<Switch> all = new ArrayList<>(switches);
    // No query goes by them yet, and none will.
    all.removeIf(one -> one.countsFrom().isAfter(now.plus(AHEAD)));
    Instant after = all.isEmpty() ? Instant.MIN : all.getLast().countsFrom().plusMillis(1);
    Instant ready = now.plus(ahead).truncatedTo(ChronoUnit.MILLIS);
    Instant countsFrom = ready.isAfter(after) ? ready : after;
    all.add(new Switch(day, countsFrom));
    List<Switch> kept = all.subList(Math.max(0, all.size() - MOST_KEPT), all.size());
    RowEncoder encoder = RowEncoder.of(FileFormat.JSON);
    List<Row> rows = kept.stream().map(LayoutSwitches::row).toList();
    store.put(
        keys.mergedUntil(dataset), encoder.encode(MergedDays.UNTIL, rows), encoder.contentType());
    return kept;
  }

  private void await(Instant countsFrom) {
    try {
      Duration left = Duration.between(clock.instant(), countsFrom);
      Thread.sleep(Math.clamp(left.toMillis(), 0, 2 * AHEAD.toMillis()));
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a late snapshot waits", stop);
    }
  }

  /** In the order in which they count. */
  private List<Switch> read() {
    return store.get(keys.mergedUntil(dataset)).stream()
        .flatMap(content -> RowReader.rows(FileFormat.JSON, MergedDays.UNTIL, content).stream())
        .map(
            row ->
                new Switch(
                    LocalDate.parse(row.get(MergedDays.DAY)), row.get(MergedDays.COUNTS_FROM)))
        .sorted(Comparator.comparing(Switch::countsFrom))
        .toList();
  }

  private static Row row(Switch one) {
    return Row.builder(MergedDays.UNTIL)
        .set(MergedDays.DAY, one.day().toString())
        .set(MergedDays.COUNTS_FROM, one.countsFrom())
        .build();
  }
}
