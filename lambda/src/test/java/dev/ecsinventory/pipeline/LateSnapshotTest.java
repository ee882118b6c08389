package dev.ecsinventory.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ecsinventory.commit.LayoutSwitches;
import dev.ecsinventory.schema.ObjectKeys;
import dev.ecsinventory.schema.TaskSets;
import dev.ecsinventory.simulator.FleetGenerator;
import dev.ecsinventory.simulator.FleetSize;
import dev.ecsinventory.write.DirectoryObjectStore;
import dev.ecsinventory.write.ListedObject;
import dev.ecsinventory.write.ObjectStore;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A snapshot of a day that is read merged already, as its merged file does not have it. */
class LateSnapshotTest {
  private static final LocalDate DAY = LocalDate.parse("2026-01-15");

  @TempDir Path directory;

  @Test
  void hasItsDayReadBySnapshotBeforeQueriesSeeIt() {
    Noting store = new Noting(new DirectoryObjectStore(directory));
    switches(store).readMergedUntil(DAY.plusDays(1));
    store.puts.clear();
    run(store);
    assertEquals(DAY, switches(store).last().orElseThrow().day());
    int taken = indexOf(store, "merged-until/task_sets/");
    assertTrue(indexOf(store, "/task_sets/dt=2026-01-15/") < taken, store.puts.toString());
    assertTrue(taken < indexOf(store, "/snapshots/dt=2026-01-15/"), store.puts.toString());
  }

  @Test
  void leavesTheSwitchAloneWhenItsDayIsReadBySnapshot() {
    Noting store = new Noting(new DirectoryObjectStore(directory));
    switches(store).readMergedUntil(DAY);
    store.puts.clear();
    run(store);
    assertEquals(-1, indexOf(store, "merged-until/"));
  }

  private void run(ObjectStore store) {
    try (Exporter exporter =
        Exporter.of(FleetGenerator.varied(4).generate(new FleetSize(1, 2, 1)), directory)) {
      exporter.store(store).run();
    }
  }

  private static LayoutSwitches switches(ObjectStore store) {
    return new LayoutSwitches(
        store,
        new ObjectKeys("inventory/"),
        TaskSets.DATASET,
        Clock.fixed(Exporter.NOW.minus(Duration.ofHours(1)), ZoneOffset.UTC));
  }

  private static int indexOf(Noting store, String part) {
    for (int index = 0; index < store.puts.size(); index++) {
      if (store.puts.get(index).contains(part)) {
        return index;
      }
    }
    return -1;
  }

  /** Notes in which order objects are put. */
  private record Noting(ObjectStore store, List<String> puts) implements ObjectStore {
    Noting(ObjectStore store) {
      this(store, Collections.synchronizedList(new ArrayList<>()));
    }

    @Override
    public Optional<byte[]> get(String key) {
      return store.get(key);
    }

    @Override
    public void put(String key, byte[] content, String contentType) {
      store.put(key, content, contentType);
      puts.add(key);
    }

    @Override
    public void put(String key, Path file, String contentType) {
      store.put(key, file, contentType);
      puts.add(key);
    }

    @Override
    public boolean putIfAbsent(String key, byte[] content, String contentType) {
      puts.add(key);
      return store.putIfAbsent(key, content, contentType);
    }

    @Override
    public List<ListedObject> list(String prefix, String after) {
      return store.list(prefix, after);
    }

    @Override
    public String uri(String key) {
      return store.uri(key);
    }
  }
}
