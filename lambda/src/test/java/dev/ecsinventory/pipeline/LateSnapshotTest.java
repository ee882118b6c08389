package dev.ecsinventory.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ecsinventory.commit.LayoutSwitches;
import dev.ecsinventory.schema.ObjectKeys;
import dev.ecsinventory.schema.TaskSets;
import dev.ecsinventory.simulator.FleetGenerator;
import dev.ecsinventory.simulator.FleetSize;
import dev.ecsinventory.write.DirectoryObjectStore;
import dev.ecsinventory.write.ObjectStore;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A snapshot of a day that is read merged already, as its merged file does not have it. */
@Execution(ExecutionMode.CONCURRENT)
class LateSnapshotTest {
  private static final LocalDate DAY = LocalDate.parse("2026-01-15");

  @TempDir Path directory;

  private final List<String> puts = Collections.synchronizedList(new ArrayList<>());
  private ObjectStore store;

  @BeforeEach
  void noteWhatIsPut() {
    store = StoreWithHook.each(new DirectoryObjectStore(directory), puts::add);
  }

  @Test
  void hasItsDayReadBySnapshotBeforeQueriesSeeIt() {
    switches(Exporter.NOW.minus(Duration.ofHours(1))).readMergedUntil(DAY.plusDays(1));
    puts.clear();
    run(store);
    assertEquals(DAY, lastSwitch());
    int taken = firstPut("merged-until/task_sets/");
    assertTrue(firstPut("/task_sets/dt=2026-01-15/") < taken, puts.toString());
    assertTrue(taken < firstPut("/snapshots/dt=2026-01-15/"), puts.toString());
  }

  @ParameterizedTest(name = "switched to merged after {0} are written")
  @ValueSource(strings = {"read_failures", "snapshots"})
  void hasItsDayReadBySnapshotThoughAnotherRunMergesItInTheMiddleOfTheCommit(String dataset) {
    run(
        StoreWithHook.once(
            store,
            key -> key.contains("/" + dataset + "/"),
            () -> switches(Exporter.NOW).readMergedUntil(DAY.plusDays(1))));
    assertEquals(DAY, lastSwitch());
  }

  @Test
  void leavesTheSwitchAloneWhenItsDayIsReadBySnapshot() {
    switches(Exporter.NOW).readMergedUntil(DAY);
    puts.clear();
    run(store);
    assertEquals(-1, firstPut("merged-until/"));
  }

  private void run(ObjectStore to) {
    try (Exporter exporter =
        Exporter.of(FleetGenerator.varied(4).generate(new FleetSize(1, 2, 1)), directory)) {
      exporter.store(to).run();
    }
  }

  private LocalDate lastSwitch() {
    return switches(Exporter.NOW).last().orElseThrow().day();
  }

  private LayoutSwitches switches(Instant now) {
    return new LayoutSwitches(
        store, new ObjectKeys("inventory/"), TaskSets.DATASET, Clock.fixed(now, ZoneOffset.UTC));
  }

  /** The place among the puts of the first whose key has {@code part}; -1 where none has. */
  private int firstPut(String part) {
    return puts.indexOf(puts.stream().filter(key -> key.contains(part)).findFirst().orElse("none"));
  }
}
