package dev.ecsinventory.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ecsinventory.model.Deadline;
import dev.ecsinventory.model.SettableClock;
import dev.ecsinventory.schema.ReadFailures;
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.schema.Snapshots;
import dev.ecsinventory.schema.TaskSets;
import dev.ecsinventory.simulator.fleet.Fleet;
import dev.ecsinventory.simulator.fleet.generate.FleetGenerator;
import dev.ecsinventory.simulator.fleet.generate.FleetSize;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Execution(ExecutionMode.CONCURRENT)
class OutOfTimeTest {
  private static final Fleet FLEET =
      Fleets.ofTargets(FleetGenerator.uniform(9).generate(new FleetSize(3, 2, 1)));

  private static final String LAST_CLUSTER =
      FLEET.clusters().map(Fleet.Cluster::name).sorted().toList().getLast();

  @TempDir Path directory;

  @Test
  void stopsCleanlyAndARetryReadsTheRemainingTargets() {
    try (Exporter exporter = Exporter.of(FLEET, directory)) {
      OutOfTimeException outOfTime =
          assertThrows(OutOfTimeException.class, () -> runUntilTwoTargetsAreDone(exporter));
      assertTrue(outOfTime.getMessage().contains("1 targets not reached (123456789012"));
      assertTrue(exporter.files().keySet().stream().noneMatch(key -> key.contains("manifests/")));
      assertTrue(
          exporter
              .files()
              .containsKey(
                  "inventory/staging/dt=2026-01-15/20260115T060000Z/run-local-1-stopped.json"));

      exporter.simulator().calls().reset();
      Row summary = exporter.run();
      assertEquals("COMPLETE", summary.get(Snapshots.STATUS));
      assertEquals(6, summary.get(Snapshots.TASK_SET_COUNT));
      assertEquals(0, exporter.simulator().calls().of("ListClusters"), "the plan was kept");
      assertEquals(1, exporter.simulator().calls().of("ListServices"), "one cluster was left");
    }
  }

  @Test
  void theLastRunCommitsTheTargetsThatWereRead() {
    try (Exporter exporter = Exporter.of(FLEET, directory)) {
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

  /** The response for the third target arrives after the deadline. */
  private static Row runUntilTwoTargetsAreDone(Exporter exporter) {
    SettableClock clock = new SettableClock(Exporter.NOW);
    CountDownLatch released = new CountDownLatch(1);
    exporter.changeResponses((operation, response) -> delayed(operation, response, released));
    Deadline deadline = Deadline.in(Duration.ofMinutes(10), clock);
    Runnable passDeadline =
        () -> {
          clock.pass(Duration.ofHours(1));
          released.countDown();
        };
    return exporter.run(Exporter.SCHEDULED, deadline, new ProgressHook(2, passDeadline));
  }

  /** Delays the list of services of the third target. */
  private static String delayed(String operation, ObjectNode response, CountDownLatch released) {
    String text = response.toString();
    if (operation.equals("ListServices") && text.contains(":service/" + LAST_CLUSTER + "/")) {
      try {
        released.await();
      } catch (InterruptedException stop) {
        Thread.currentThread().interrupt();
      }
    }
    return text;
  }
}
