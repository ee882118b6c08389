package dev.ecsinventory.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ecsinventory.model.Deadline;
import dev.ecsinventory.model.SnapshotId;
import dev.ecsinventory.model.SnapshotStatus;
import dev.ecsinventory.schema.ObjectKeys;
import dev.ecsinventory.store.DirectoryObjectStore;
import dev.ecsinventory.write.state.PastSnapshot;
import dev.ecsinventory.write.state.StateTable;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportedSnapshotsTest {
  private static final Instant NOW = Instant.parse("2026-01-15T06:00:00Z");

  @TempDir Path directory;

  /** Committed full snapshots, the newest first. */
  private record History(List<PastSnapshot> snapshots) implements StateTable {
    @Override
    public Session begin(SnapshotId snapshot, Deadline deadline) {
      return Session.NONE;
    }

    @Override
    public Optional<PastSnapshot> newestWhole(Instant from, Instant before) {
      return snapshots.stream()
          .filter(past -> !past.time().isBefore(from) && past.time().isBefore(before))
          .findFirst();
    }
  }

  private static PastSnapshot past(Duration age, SnapshotStatus status) {
    return new PastSnapshot(NOW.minus(age), status, Optional.empty());
  }

  private static ReportedSnapshots reported(Path directory, StateTable table) {
    return new ReportedSnapshots(
        new DirectoryObjectStore(directory),
        new ObjectKeys("inventory/"),
        table,
        Clock.fixed(NOW, ZoneOffset.UTC));
  }

  private static Optional<Duration> age(PastSnapshot... snapshots) {
    return reported(Path.of("unused"), new History(List.of(snapshots))).ageOfNewestComplete();
  }

  @Test
  void reportsASnapshotAsNewOnce() {
    SnapshotId one = SnapshotId.at(NOW, Optional.empty());
    SnapshotId scoped = SnapshotId.at(NOW, Optional.of("0123abcd"));
    assertTrue(reported(directory, StateTable.NONE).isFirst(one));
    assertFalse(reported(directory, StateTable.NONE).isFirst(one));
    assertTrue(reported(directory, StateTable.NONE).isFirst(scoped));
  }

  @Test
  void reportsTheAgeOfTheNewestCompleteSnapshot() {
    assertEquals(Optional.empty(), age());
    assertEquals(
        Optional.of(Duration.ofHours(3)),
        age(
            past(Duration.ofHours(1), SnapshotStatus.PARTIAL),
            past(Duration.ofHours(2), SnapshotStatus.PARTIAL),
            past(Duration.ofHours(3), SnapshotStatus.COMPLETE),
            past(Duration.ofHours(4), SnapshotStatus.COMPLETE)));
  }

  @Test
  void reportsNoNegativeAge() {
    assertEquals(
        Optional.of(Duration.ZERO), age(past(Duration.ofMinutes(-5), SnapshotStatus.COMPLETE)));
  }

  @Test
  void ignoresSnapshotsFarInTheFuture() {
    assertEquals(
        Optional.of(Duration.ofHours(1)),
        age(
            past(Duration.ofDays(-9_000), SnapshotStatus.COMPLETE),
            past(Duration.ofHours(1), SnapshotStatus.COMPLETE)));
  }

  /**
   * One snapshot per hour. The reported age is never too low, and is stale if the last ten
   * snapshots are not COMPLETE.
   */
  @Property(tries = 300)
  void neverReportsALowerAgeThanTheNewestCompleteSnapshot(
      @ForAll @Size(min = 1, max = 30) List<Boolean> complete) {
    List<PastSnapshot> snapshots = new ArrayList<>();
    for (boolean isComplete : complete) {
      snapshots.add(
          past(
              Duration.ofHours(snapshots.size()),
              isComplete ? SnapshotStatus.COMPLETE : SnapshotStatus.PARTIAL));
    }
    OptionalInt newest = IntStream.range(0, complete.size()).filter(complete::get).findFirst();
    Optional<Duration> age = age(snapshots.toArray(PastSnapshot[]::new));
    if (newest.isPresent()) {
      assertEquals(Optional.of(Duration.ofHours(Math.min(newest.getAsInt(), 9))), age);
    } else {
      assertTrue(age.isEmpty() || age.get().equals(Duration.ofHours(9)));
    }
  }

  @Test
  void continuesWithoutAReadableTable() {
    StateTable broken =
        new StateTable() {
          @Override
          public Session begin(SnapshotId snapshot, Deadline deadline) {
            return Session.NONE;
          }

          @Override
          public Optional<PastSnapshot> newestWhole(Instant from, Instant before) {
            throw new IllegalStateException("no table");
          }
        };
    assertEquals(Optional.empty(), reported(directory, broken).ageOfNewestComplete());
  }
}
