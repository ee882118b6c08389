package dev.ecsinventory.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ecsinventory.format.RowReader;
import dev.ecsinventory.model.Deadline;
import dev.ecsinventory.model.Sha256;
import dev.ecsinventory.schema.FileFormat;
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.schema.Snapshots;
import dev.ecsinventory.schema.TaskSets;
import dev.ecsinventory.simulator.fleet.Fleet;
import dev.ecsinventory.store.ListedObject;
import dev.ecsinventory.store.MemoryObjectStore;
import dev.ecsinventory.store.ObjectStore;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Two runs of one event are interleaved at every write, and ECS returns other values to each of
 * them: there is one manifest, both runs return it, and every file matches it.
 */
@Execution(ExecutionMode.CONCURRENT)
class ConcurrentRunsTest {
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final String MANIFEST = "inventory/manifests/dt=2026-01-15/20260115T060000Z.json";

  @TempDir static Path unused;
  private static Exporter first;
  private static Exporter second;

  /** The policy creates violations, so that files of every dataset differ. */
  @BeforeAll
  static void start() {
    first = exporter(fleet("", 1));
    second =
        exporter(fleet("{\"key\":\"Owner\",\"value\":\"b\"}", 2))
            .clock(Clock.fixed(Exporter.NOW.plusSeconds(9), ZoneOffset.UTC));
  }

  @AfterAll
  static void stop() {
    first.close();
    second.close();
  }

  private static Exporter exporter(Fleet fleet) {
    return Exporter.of(fleet, unused)
        .set("INVENTORY_FORMATS", "json")
        .set("TAG_POLICY", "classpath:policies/owner.json");
  }

  private static Fleet fleet(String tags, int taskSets) {
    List<String> sets = new ArrayList<>();
    for (int number = 1; number <= taskSets; number++) {
      sets.add("{\"id\": \"ecs-svc/%d\", \"tags\": [%s]}".formatted(number, tags));
    }
    return Fleet.parse(
        """
        {"accounts": [{"id": "123456789012", "regions": [{"name": "us-east-1", "clusters": [
          {"clusterName": "prod", "services": [{"serviceName": "a",
            "deploymentController": {"type": "EXTERNAL"}, "taskSets": [%s]}]}]}]}]}
        """
            .formatted(String.join(",", sets)));
  }

  @Test
  void publishOneSnapshotForEveryInterleaving() throws Exception {
    int writes = writes();
    assertTrue(writes > 15, "only " + writes + " writes");
    for (int before = 0; before <= writes; before++) {
      for (int between = 0; between <= writes; between++) {
        assertOneSnapshot(before, between);
      }
    }
  }

  /** Schedules with three switches; the steps skip some triples, because there are too many. */
  @Test
  @Tag("exhaustive")
  void publishOneSnapshotForInterleavingsWithThreeSwitches() throws Exception {
    int writes = writes();
    for (int before = 0; before <= writes; before++) {
      for (int between = 0; between <= writes; between += 2) {
        for (int after = 0; after <= writes - before; after += 3) {
          assertOneSnapshot(before, between, after);
        }
      }
    }
  }

  private static int writes() throws Exception {
    Crashes counting = Crashes.never();
    first.store(new CrashingStore(new MemoryObjectStore(), counting)).run();
    return counting.writes();
  }

  private static void assertOneSnapshot(int... schedule) throws Exception {
    MemoryObjectStore store = new MemoryObjectStore();
    Interleaving interleaving = new Interleaving();
    List<Callable<Row>> runs =
        List.of(
            run(first, interleaving.store(0, store)), run(second, interleaving.store(1, store)));
    List<Row> summaries = interleaving.run(runs, schedule);
    String where = "with the schedule " + List.of(schedule[0], schedule[1]);
    assertEquals(summaries.get(0), summaries.get(1), where);
    assertEquals("COMPLETE", summaries.getFirst().get(Snapshots.STATUS), where);
    JsonNode manifest = MAPPER.readTree(store.get(MANIFEST).orElseThrow());
    assertEquals(
        List.of(MANIFEST),
        store.list("inventory/manifests/", "").stream().map(ListedObject::key).toList());
    for (JsonNode file : manifest.get("files")) {
      byte[] content = store.get(file.get("key").asText()).orElseThrow();
      assertEquals(file.get("sha256").asText(), Sha256.of(content), where);
    }
    assertEquals(
        summaries.getFirst().get(Snapshots.TASK_SET_COUNT), taskSets(store, manifest), where);
  }

  private static Callable<Row> run(Exporter exporter, ObjectStore store) {
    // Each side uses a copy of the exporter, because sides of concurrent schedules replace its
    // store.
    Exporter own = exporter.copy().store(store);
    return () -> own.run(Exporter.SCHEDULED, Deadline.NONE, Progress.NONE);
  }

  private static int taskSets(ObjectStore store, JsonNode manifest) {
    int rows = 0;
    for (JsonNode file : manifest.get("files")) {
      if (file.get("dataset").asText().equals(TaskSets.DATASET.name())) {
        byte[] content = store.get(file.get("key").asText()).orElseThrow();
        rows += RowReader.rows(FileFormat.JSON, TaskSets.DATASET, content).size();
      }
    }
    return rows;
  }
}
