package dev.ecsinventory.commit;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.model.SnapshotId;
import dev.ecsinventory.schema.Dataset;
import dev.ecsinventory.schema.FileFormat;
import dev.ecsinventory.schema.MergedDays;
import dev.ecsinventory.schema.ObjectKeys;
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.write.JsonLinesDecoder;
import dev.ecsinventory.write.ObjectStore;
import dev.ecsinventory.write.RowEncoder;
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
 */
public final class LayoutSwitches {
  /** Longer than putting a small object takes, and short enough for a late snapshot to wait. */
  private static final Duration AHEAD = Duration.ofSeconds(10);

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
    return read().stream().max(Comparator.comparing(Switch::countsFrom));
  }

  /**
   * Has the day of a snapshot that is about to be committed read by snapshot, should it be read
   * merged: the merged day does not have the snapshot. When this returns, that counts.
   */
  public void readBySnapshot(SnapshotId snapshot) {
    List<Switch> switches = read();
    Optional<Switch> last = switches.stream().max(Comparator.comparing(Switch::countsFrom));
    if (last.isEmpty()) {
      return;
    }
    Instant countsFrom = last.get().countsFrom();
    if (last.get().day().isAfter(snapshot.day())) {
      countsFrom = add(switches, snapshot.day());
    } else if (switches.stream().noneMatch(one -> one.day().isAfter(snapshot.day()))) {
      return;
    }
    await(countsFrom);
  }

  /** Has days before {@code day} read merged, some time from now on. */
  public void readMergedUntil(LocalDate day) {
    add(read(), day);
  }

  private Instant add(List<Switch> switches, LocalDate day) {
    Instant after =
        switches.stream()
            .map(Switch::countsFrom)
            .max(Comparator.naturalOrder())
            .map(last -> last.plusMillis(1))
            .orElse(Instant.MIN);
    Instant ready = clock.instant().plus(AHEAD).truncatedTo(ChronoUnit.MILLIS);
    Instant countsFrom = ready.isAfter(after) ? ready : after;
    List<Switch> all = new ArrayList<>(switches);
    all.add(new Switch(day, countsFrom));
    List<Row> rows =
        all.stream()
            .sorted(Comparator.comparing(Switch::countsFrom))
            .skip(Math.max(0, all.size() - MOST_KEPT))
            .map(LayoutSwitches::row)
            .toList();
    RowEncoder encoder = RowEncoder.of(FileFormat.JSON);
    store.put(
        keys.mergedUntil(dataset), encoder.encode(MergedDays.UNTIL, rows), encoder.contentType());
    return countsFrom;
  }

  private void await(Instant countsFrom) {
    try {
      // Two switches at most lie ahead.
      Duration left = Duration.between(clock.instant(), countsFrom);
      Thread.sleep(Math.clamp(left.toMillis(), 0, 2 * AHEAD.toMillis()));
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a late snapshot waits", stop);
    }
  }

  private List<Switch> read() {
    return store.get(keys.mergedUntil(dataset)).stream()
        .flatMap(content -> JsonLinesDecoder.rows(MergedDays.UNTIL, content).stream())
        .map(
            row ->
                new Switch(
                    LocalDate.parse(row.get(MergedDays.DAY)), row.get(MergedDays.COUNTS_FROM)))
        .toList();
  }

  private static Row row(Switch one) {
    return Row.builder(MergedDays.UNTIL)
        .set(MergedDays.DAY, one.day().toString())
        .set(MergedDays.COUNTS_FROM, one.countsFrom())
        .build();
  }
}
