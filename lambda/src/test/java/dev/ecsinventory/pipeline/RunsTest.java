package dev.ecsinventory.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ecsinventory.model.Deadline;
import dev.ecsinventory.model.SettableClock;
import dev.ecsinventory.schema.ReadFailures;
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.schema.Snapshots;
import dev.ecsinventory.schema.TaskSets;
import dev.ecsinventory.simulator.fleet.Fleet;
import dev.ecsinventory.simulator.fleet.generate.FleetGenerator;
import dev.ecsinventory.simulator.fleet.generate.FleetSize;
import dev.ecsinventory.store.DirectoryObjectStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * The runs of one Lambda request: the third run commits, regardless of the cause that ended the
 * first two.
 */
@Execution(ExecutionMode.CONCURRENT)
class RunsTest {
  private static final Fleet FLEET =
      Fleets.ofTargets(FleetGenerator.uniform(9).generate(new FleetSize(3, 2, 1)));

  private static final String POISON =
      FLEET.clusters().map(Fleet.Cluster::arn).sorted().toList().get(1);

  @TempDir Path directory;

  /** The cause that ends a run. */
  private enum Ending {
    CRASH_BEFORE_THE_PLAN,
    CRASH_WHILE_FILES_ARE_WRITTEN,
    CRASH_AT_THE_END,
    STORAGE_FAILS,
    OUT_OF_MEMORY,
    OUT_OF_TIME
  }

  @TestFactory
  List<DynamicTest> theThirdRunCommitsForAnyEndOfTheFirstTwo() {
    List<DynamicTest> tests = new ArrayList<>();
    for (Ending first : Ending.values()) {
      for (Ending second : Ending.values()) {
        tests.add(
            DynamicTest.dynamicTest(
                first + ", " + second, () -> assertThirdRunCommits(first, second)));
      }
    }
    return tests;
  }

  private void assertThirdRunCommits(Ending first, Ending second) throws IOException {
    Path folder = Files.createDirectories(directory.resolve(first + "-" + second));
    try (Exporter exporter = Exporter.of(FLEET, folder).requestId("request-1")) {
      assertThrows(Throwable.class, () -> end(exporter, folder, first));
      assertFalse(isCommitted(exporter));
      // A crash just before the commit leaves all checkpoints, so the second run may commit before
      // its own cause occurs.
      boolean ended = ends(exporter, folder, second);
      assertEquals(!ended, isCommitted(exporter));
      assertTrue(ended || first == Ending.CRASH_AT_THE_END);
      Row summary = outOfTime(exporter.store(new DirectoryObjectStore(folder)));
      boolean all = summary.get(Snapshots.TASK_SET_COUNT) == 6;
      assertEquals(all ? "COMPLETE" : "PARTIAL", summary.get(Snapshots.STATUS));
      assertEquals(
          all ? Set.of() : Set.of("NOT_REACHED"),
          exporter.rows(ReadFailures.DATASET).stream()
              .map(row -> row.get(ReadFailures.KIND))
              .collect(Collectors.toSet()));
    }
  }

  private static boolean isCommitted(Exporter exporter) {
    return exporter.files().keySet().stream().anyMatch(key -> key.contains("manifests/"));
  }

  private static boolean ends(Exporter exporter, Path folder, Ending ending) {
    try {
      end(exporter, folder, ending);
      return false;
    } catch (RuntimeException | Error thrown) {
      return true;
    }
  }

  private static void end(Exporter exporter, Path folder, Ending ending) {
    DirectoryObjectStore store = new DirectoryObjectStore(folder);
    exporter.store(store).changeResponses((operation, response) -> response.toString());
    switch (ending) {
      case CRASH_BEFORE_THE_PLAN -> crash(exporter, store, 6);
      case CRASH_WHILE_FILES_ARE_WRITTEN -> crash(exporter, store, 26);
      case CRASH_AT_THE_END -> crashAtEnd(exporter, store);
      case STORAGE_FAILS ->
          exporter
              .store(
                  StoreWithHook.each(
                      store,
                      key -> {
                        if (key.startsWith("inventory/json/task_sets/")) {
                          throw new IllegalStateException("throttled");
                        }
                      }))
              .run();
      case OUT_OF_MEMORY ->
          exporter
              .changeResponses(
                  (operation, response) -> {
                    if (operation.equals("DescribeServices")
                        && response.toString().contains(POISON)) {
                      throw new OutOfMemoryError("for the test");
                    }
                    return response.toString();
                  })
              .run();
      case OUT_OF_TIME -> outOfTime(exporter);
    }
  }

  private static void crash(Exporter exporter, DirectoryObjectStore store, int moment) {
    exporter.store(new CrashingStore(store, Crashes.at(moment))).run();
  }

  /** A crash just before the manifest. */
  private static void crashAtEnd(Exporter exporter, DirectoryObjectStore store) {
    exporter
        .store(
            StoreWithHook.each(
                store,
                key -> {
                  if (key.contains("/snapshots/")) {
                    throw new Crashes.Crash();
                  }
                }))
        .run();
  }

  /** The deadline passes when the first target is finished. */
  private static Row outOfTime(Exporter exporter) {
    exporter.changeResponses((operation, response) -> response.toString());
    SettableClock clock = new SettableClock(Exporter.NOW);
    return exporter.run(
        Exporter.SCHEDULED,
        Deadline.in(Duration.ofMinutes(10), clock),
        new ProgressHook(1, () -> clock.pass(Duration.ofHours(1))));
  }

  @Test
  void aTargetThatEndedTwoRunsIsNotReadAgain() {
    try (Exporter exporter = Exporter.of(FLEET, directory).requestId("request-1")) {
      for (int run = 1; run <= 2; run++) {
        assertThrows(Throwable.class, () -> end(exporter, directory, Ending.OUT_OF_MEMORY));
      }
      exporter.simulator().calls().reset();
      Row summary = exporter.run();
      assertEquals("PARTIAL", summary.get(Snapshots.STATUS));
      assertEquals(4, summary.get(Snapshots.TASK_SET_COUNT));
      assertEquals(4, exporter.rows(TaskSets.DATASET).size());
      assertEquals(
          List.of(POISON),
          exporter.rows(ReadFailures.DATASET).stream()
              .filter(row -> row.get(ReadFailures.KIND).equals("NOT_REACHED"))
              .map(row -> row.get(ReadFailures.RESOURCE_ARN))
              .toList());
    }
  }

  @Test
  void aDuplicateDeliveryDoesNotCountAsARetry() {
    try (Exporter exporter = Exporter.of(FLEET, directory)) {
      for (String request : List.of("request-1", "request-2", "request-3")) {
        assertThrows(OutOfTimeException.class, () -> outOfTime(exporter.requestId(request)));
      }
    }
  }
}
