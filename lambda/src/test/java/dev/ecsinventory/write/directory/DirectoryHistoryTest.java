package dev.ecsinventory.write.directory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.ecsinventory.format.Samples;
import dev.ecsinventory.manifest.SampleManifests;
import dev.ecsinventory.manifest.Withdrawal;
import dev.ecsinventory.manifest.Withdrawals;
import dev.ecsinventory.model.Deadline;
import dev.ecsinventory.model.SnapshotId;
import dev.ecsinventory.model.SnapshotStatus;
import dev.ecsinventory.schema.ObjectKeys;
import dev.ecsinventory.store.DirectoryObjectStore;
import dev.ecsinventory.store.ObjectStore;
import dev.ecsinventory.write.state.PastSnapshot;
import dev.ecsinventory.write.state.StateTable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryHistoryTest {
  private static final ObjectKeys KEYS = new ObjectKeys("inventory/");
  private static final Instant MIDNIGHT = Instant.parse("2026-01-15T00:00:00Z");

  @TempDir Path directory;
  private ObjectStore store;
  private DirectoryHistory history;

  @BeforeEach
  void open() {
    store = new DirectoryObjectStore(directory);
    history = new DirectoryHistory(directory, KEYS);
    commit("20260115T010000Z");
    commit("20260115T020000Z");
  }

  private void commit(String id) {
    SnapshotId snapshot = SnapshotId.parse(id);
    put(
        snapshot,
        SampleManifests.of(Samples.snapshot(snapshot, SnapshotStatus.PARTIAL), List.of()).bytes());
  }

  private void put(SnapshotId snapshot, byte[] manifest) {
    store.put(KEYS.manifest(snapshot), manifest, "application/json");
  }

  private Optional<Instant> newest(int fromSeconds, int beforeSeconds) {
    return history
        .newestWhole(MIDNIGHT.plusSeconds(fromSeconds), MIDNIGHT.plusSeconds(beforeSeconds))
        .map(PastSnapshot::time);
  }

  private static Optional<Instant> at(int hour) {
    return Optional.of(MIDNIGHT.plusSeconds(3600L * hour));
  }

  @Test
  void theNewestSnapshotIsOneOfTheInterval() {
    assertEquals(at(2), newest(0, 9_000));
    assertEquals(at(1), newest(0, 7_200), "the end is exclusive");
    assertEquals(at(1), newest(3_600, 7_200), "the start is inclusive");
    assertEquals(Optional.empty(), newest(3_601, 7_200));
  }

  /** Snapshot IDs have seconds, so a fraction of one makes no difference. */
  @Test
  void boundsAreTruncatedToSeconds() {
    Instant one = MIDNIGHT.plusSeconds(3_600);
    assertEquals(
        at(1), history.newestWhole(one.plusMillis(1), one.plusSeconds(1)).map(PastSnapshot::time));
    assertEquals(Optional.empty(), history.newestWhole(MIDNIGHT, one.plusMillis(1)));
  }

  @Test
  void aScopedSnapshotIsNotFull() {
    commit("20260115T021000Z-aaaaaaaa");
    assertEquals(at(2), newest(0, 9_000));
  }

  @Test
  void aWithdrawnSnapshotIsIgnored() {
    SnapshotId two = SnapshotId.parse("20260115T020000Z");
    new Withdrawals(store, KEYS)
        .withdraw(two, new Withdrawal(two.value(), "reason", MIDNIGHT.toString(), null));
    assertEquals(at(1), newest(0, 9_000));
  }

  @Test
  void aSnapshotWhoseManifestCannotBeReadIsIgnored() {
    put(SnapshotId.parse("20260115T020000Z"), "{".getBytes(StandardCharsets.UTF_8));
    assertEquals(at(1), newest(0, 9_000));
  }

  @Test
  void aSnapshotOfAnEarlierDayIsFound() {
    assertEquals(
        Optional.of(SnapshotStatus.PARTIAL),
        history.newestWhole(MIDNIGHT, MIDNIGHT.plusSeconds(3 * 86_400)).map(PastSnapshot::status));
  }

  @Test
  void storesNothing() {
    assertSame(
        StateTable.Session.NONE,
        history.begin(SnapshotId.parse("20260115T030000Z"), Deadline.NONE));
  }
}
