package dev.ecsinventory.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ecsinventory.model.Deadline;
import dev.ecsinventory.model.SettableClock;
import dev.ecsinventory.schema.ReadFailures;
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.schema.Snapshots;
import dev.ecsinventory.schema.TaskSets;
import dev.ecsinventory.simulator.Fault;
import dev.ecsinventory.simulator.FaultRule;
import dev.ecsinventory.simulator.Fleet;
import dev.ecsinventory.simulator.FleetGenerator;
import dev.ecsinventory.simulator.FleetSize;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Execution(ExecutionMode.CONCURRENT)
class OutOfTimeTest {
  private static final Fleet FLEET =
      Fleets.ofTargets(FleetGenerator.uniform(9).generate(new FleetSize(3, 2, 1)));

  /** A cluster of the last target, whose answers let the test's clock run out. */
  private static final FaultRule SLOW_LAST_TARGET =
      FaultRule.of(new Fault.Slow(Duration.ofSeconds(2)))
          .touching(FLEET.clusters().map(Fleet.Cluster::arn).sorted().toList().getLast());

  @TempDir Path directory;

  @Test
  void stopsCleanlyAndARetryGoesOnWithTheTargetsThatHaveNoData() {
    try (Exporter exporter = Exporter.of(FLEET, directory).faults(SLOW_LAST_TARGET)) {
      OutOfTimeException outOfTime =
          assertThrows(OutOfTimeException.class, () -> runUntilTwoTargetsAreDone(exporter));
      assertTrue(outOfTime.getMessage().contains("1 targets not reached (123456789012"));
      assertTrue(exporter.files().keySet().stream().noneMatch(key -> key.contains("manifests/")));
      assertTrue(
          exporter
              .files()
              .containsKey(
                  "inventory/staging/dt=2026-01-15/20260115T060000Z/run-local-1-stopped.json"));

      exporter.faults();
      exporter.simulator().calls().reset();
      Row summary = exporter.run();
      assertEquals("COMPLETE", summary.get(Snapshots.STATUS));
      assertEquals(6, summary.get(Snapshots.TASK_SET_COUNT));
      assertEquals(0, exporter.simulator().calls().of("ListClusters"), "the plan was kept");
      assertEquals(1, exporter.simulator().calls().of("ListServices"), "one cluster was left");
    }
  }

  @Test
  void theLastRunThatLambdaGrantsCommitsWhatThereIs() {
    try (Exporter exporter = Exporter.of(FLEET, directory).faults(SLOW_LAST_TARGET)) {
      assertThrows(OutOfTimeException.class, () -> runUntilTwoTargetsAreDone(exporter));
      assertThrows(OutOfTimeException.class, () -> runUntilTwoTargetsAreDone(exporter));
      Row summary = runUntilTwoTargetsAreDone(exporter);
      assertEquals("PARTIAL", summary.get(Snapshots.STATUS));
      assertEquals(4, summary.get(Snapshots.TASK_SET_COUNT));
      assertEquals(4, exporter.rows(TaskSets.DATASET).size());
      Set<String> kinds =
          exporter.rows(ReadFailures.DATASET).stream()
              .map(row -> row.get(ReadFailures.KIND))
              .collect(Collectors.toSet());
      assertEquals(Set.of("NOT_REACHED"), kinds);
      assertEquals(summary, exporter.run(), "what is committed stays");
    }
  }

  /** The third target's answer is still on its way when the clock jumps past the deadline. */
  private static Row runUntilTwoTargetsAreDone(Exporter exporter) {
    SettableClock clock = new SettableClock(Exporter.NOW);
    Deadline deadline = Deadline.in(Duration.ofMinutes(10), clock);
    return exporter.run(
        Exporter.SCHEDULED,
        deadline,
        new TellingProgress(2, () -> clock.pass(Duration.ofHours(1))));
  }
}
