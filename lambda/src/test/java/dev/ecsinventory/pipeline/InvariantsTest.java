package dev.ecsinventory.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ecsinventory.schema.Clusters;
import dev.ecsinventory.schema.Dataset;
import dev.ecsinventory.schema.ObjectKeys;
import dev.ecsinventory.schema.ReadFailures;
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.schema.Services;
import dev.ecsinventory.schema.Snapshots;
import dev.ecsinventory.schema.TaskSets;
import dev.ecsinventory.simulator.fleet.Fleet;
import dev.ecsinventory.simulator.fleet.generate.FleetGenerator;
import dev.ecsinventory.simulator.fleet.generate.FleetSize;
import dev.ecsinventory.simulator.protocol.SimulatorOptions;
import dev.ecsinventory.store.DirectoryObjectStore;
import dev.ecsinventory.store.MemoryObjectStore;
import dev.ecsinventory.store.ObjectStore;
import dev.ecsinventory.verify.Conservation;
import dev.ecsinventory.verify.ConservationReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The invariants. The second one, and the third one with S3 and DynamoDB, are tested with the
 * engines of the command line; the sixth one is tested with the stack.
 */
@Execution(ExecutionMode.CONCURRENT)
class InvariantsTest {
  @TempDir Path directory;

  /** The requested scope is the union of rows and read failures, under random faults. */
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void nothingIsLostSilently(long seed) {
    Fleet fleet = FleetGenerator.varied(seed).generate(new FleetSize(6, 15, 2));
    try (Exporter exporter = Exporter.of(fleet, directory).faults(RandomFaults.of(seed, fleet))) {
      exporter.run();
      Set<String> explained =
          values(exporter, ReadFailures.DATASET, ReadFailures.RESOURCE_ARN.name());
      Set<String> clusters = values(exporter, Clusters.DATASET, Clusters.CLUSTER_ARN.name());
      Set<String> services = values(exporter, Services.DATASET, Services.SERVICE_ARN.name());
      Set<String> taskSets = values(exporter, TaskSets.DATASET, TaskSets.TASK_SET_ARN.name());
      for (Fleet.Cluster cluster : fleet.clusters().toList()) {
        assertTrue(clusters.contains(cluster.arn()) || explained.contains(cluster.arn()));
        for (Fleet.Service service : active(cluster)) {
          boolean served = services.contains(service.arn());
          assertTrue(
              served || explained.contains(service.arn()) || explained.contains(cluster.arn()),
              service.arn());
          service
              .taskSets()
              .forEach(set -> assertTrue(!served || taskSets.contains(set.arn()), set.arn()));
        }
      }
      exporter.rows(TaskSets.DATASET).stream()
          .filter(row -> !row.get(TaskSets.TAGS_KNOWN))
          .forEach(
              row ->
                  assertTrue(
                      explained.contains(row.get(TaskSets.TASK_SET_ARN))
                          || explained.contains(row.get(TaskSets.SERVICE_ARN))));
    }
  }

  /**
   * The listed resources are the union of rows and read failures, and every count matches; {@link
   * ConservationTest} shows that the check finds contradictions.
   */
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {11, 12, 13, 14})
  void everythingListedHasARowOrAReadFailure(long seed) {
    Fleet fleet = FleetGenerator.varied(seed).generate(new FleetSize(6, 15, 2));
    try (Exporter exporter = Exporter.of(fleet, directory).faults(RandomFaults.of(seed, fleet))) {
      exporter.run();
      exporter.run(
          """
          {"time": "2026-01-15T07:00:00Z", "detail": {"clusters": ["cluster-0", "nowhere"], "services": ["*"]}}
          """);
    }
    ConservationReport report =
        Conservation.check(new DirectoryObjectStore(directory), new ObjectKeys("inventory/"));
    assertEquals(List.of(), report.findings());
    assertEquals(List.of(), report.notChecked());
    assertEquals(2, report.extent().snapshots());
    assertTrue(report.extent().taskSets() > 0);
  }

  private static List<Fleet.Service> active(Fleet.Cluster cluster) {
    return cluster.services().stream()
        .filter(service -> !"INACTIVE".equals(service.document().node().path("status").asText()))
        .toList();
  }

  /** A run crashes at every put; then the event is delivered again. */
  @Test
  void snapshotsAreCompleteIfVisibleAndARetryAfterAnyCrashWritesTheSameBytes() throws IOException {
    Fleet fleet = Fleets.ofTargets(FleetGenerator.varied(3).generate(new FleetSize(2, 3, 1)));
    Path uninterrupted = directory.resolve("uninterrupted");
    try (Exporter exporter = Exporter.of(fleet, directory)) {
      exporter.set("TAG_POLICY", "classpath:policies/owner.json");
      Crashes counting = Crashes.never();
      exporter.store(new CrashingStore(new DirectoryObjectStore(uninterrupted), counting)).run();
      Map<String, String> expected = hashes(Exporter.files(uninterrupted));
      assertTrue(counting.writes() > 20, "only " + counting.writes() + " puts");
      for (int crash = 0; crash < 2 * counting.writes(); crash++) {
        Path interrupted = Files.createDirectories(directory.resolve("crash-" + crash));
        DirectoryObjectStore store = new DirectoryObjectStore(interrupted);
        Crashes crashes = Crashes.at(crash);
        crashes.during(exporter.store(new CrashingStore(store, crashes))::run);
        assertCompleteIfVisible(interrupted, expected);
        exporter.store(new CrashingStore(store, Crashes.never())).run();
        assertEquals(expected, hashes(Exporter.files(interrupted)), "after a crash at " + crash);
      }
    }
  }

  private static void assertCompleteIfVisible(Path interrupted, Map<String, String> expected)
      throws IOException {
    Map<String, byte[]> files = Exporter.files(interrupted);
    String manifest = "inventory/manifests/dt=2026-01-15/20260115T060000Z.json";
    if (files.containsKey(manifest)) {
      for (JsonNode file : new JsonMapper().readTree(files.get(manifest)).get("files")) {
        String key = file.get("key").textValue();
        assertEquals(expected.get(key), hash(files.get(key)));
        assertEquals(file.get("sha256").textValue(), hash(files.get(key)));
      }
    }
  }

  /** ECS returns lists and pages in another order on every call. */
  @Test
  void theSameInputResultsInTheSameBytes() {
    Fleet fleet = FleetGenerator.varied(5).generate(new FleetSize(5, 30, 3));
    Map<String, Map<String, String>> runs = new HashMap<>();
    for (long seed : new long[] {1, 2}) {
      Path run = directory.resolve("run-" + seed);
      SimulatorOptions options = SimulatorOptions.DEFAULTS.withShuffle(true).withSeed(seed);
      try (Exporter exporter = Exporter.of(fleet, options, run)) {
        assertEquals("COMPLETE", exporter.run().get(Snapshots.STATUS));
      }
      runs.put("run-" + seed, hashes(Exporter.files(run)));
    }
    Map<String, String> first = withoutUri(runs.get("run-1"));
    assertEquals(first, withoutUri(runs.get("run-2")));
    assertTrue(first.size() > 8);
  }

  /** A change of settings does not change the accounts and Regions of a snapshot. */
  @Test
  void aSnapshotMatchesItsSpecification() {
    StoredSnapshot stored = new StoredSnapshot(new MemoryObjectStore());
    try (Exporter exporter = Exporter.of(TwoAccounts.FLEET, directory)) {
      exporter.set("INVENTORY_FORMATS", "json").set("INVENTORY_REGIONS", "us-east-1,eu-west-1");
      Crashes crashes = Crashes.at(1);
      crashes.during(exporter.store(new CrashingStore(stored.store(), crashes))::run);
      exporter.set("INVENTORY_FORMATS", "parquet").set("INVENTORY_REGIONS", "us-east-1");
      Row summary = exporter.store(stored.store()).run();
      assertEquals("COMPLETE", summary.get(Snapshots.STATUS));
      assertEquals(Set.of("123456789012/us-east-1", "123456789012/eu-west-1"), stored.read());
      assertEquals(stored.read(), StoredSnapshot.accountRegions(stored.manifest().requested()));
      stored.requireIntact();
    }
  }

  /** Neither a retry nor a concurrent run with other values overwrites a committed object. */
  @Test
  void noRunOverwritesACommittedObject() {
    StoredSnapshot stored = new StoredSnapshot(new MemoryObjectStore());
    List<String> overwritten = new ArrayList<>();
    AtomicReference<Map<String, String>> committed = new AtomicReference<>(Map.of());
    ObjectStore recording =
        StoreWithHook.eachWrite(
            stored.store(),
            key -> {
              if (committed.get().containsKey(key)) {
                overwritten.add(key);
              }
            });
    try (Exporter first = evaluating(TwoAccounts.FLEET);
        Exporter late = evaluating(TwoAccounts.fleet("other"))) {
      // The late run reads first and writes after the commit of the other run.
      Runnable commit =
          () -> {
            first.store(stored.store()).run();
            committed.set(stored.committed());
          };
      Row summary =
          late.store(StoreWithHook.once(recording, key -> key.contains("-reads-"), commit)).run();
      assertEquals(summary, first.store(recording).run());
      assertTrue(committed.get().size() > 10);
      assertEquals(List.of(), overwritten);
      assertEquals(committed.get(), stored.committed());
      stored.requireIntact();
    }
  }

  private Exporter evaluating(Fleet fleet) {
    return Exporter.of(fleet, directory).set("TAG_POLICY", "classpath:policies/owner.json");
  }

  /** Two clusters with equal short ARNs have two services. */
  @Test
  void aServiceIsItsClusterAndItsOwnArn() {
    String service =
        """
        {"serviceName": "web", "shortArn": true, "deploymentController": {"type": "EXTERNAL"},
         "taskSets": [{"id": "ecs-svc/%d", "tags": []}]}
        """;
    Fleet fleet =
        Fleet.parse(
            """
            {"accounts": [{"id": "123456789012", "regions": [{"name": "us-east-1", "clusters": [
              {"clusterName": "blue", "services": [%s]},
              {"clusterName": "green", "services": [%s]}]}]}]}
            """
                .formatted(service.formatted(1), service.formatted(2)));
    try (Exporter exporter = Exporter.of(fleet, directory)) {
      assertEquals("COMPLETE", exporter.run().get(Snapshots.STATUS));
      List<Row> services = exporter.rows(Services.DATASET);
      assertEquals(2, services.size());
      assertEquals(
          1, services.stream().map(row -> row.get(Services.SERVICE_ARN)).distinct().count());
      assertEquals(
          Set.of("blue ecs-svc/1", "green ecs-svc/2"),
          exporter.rows(TaskSets.DATASET).stream()
              .map(row -> row.get(TaskSets.CLUSTER_NAME) + " " + row.get(TaskSets.TASK_SET_ID))
              .collect(Collectors.toSet()));
    }
  }

  /** A missing field is not an empty list: it proves no absence, and tags are unknown. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "ListClusters clusterArns",
        "ListServices serviceArns",
        "DescribeServices services",
        "DescribeServices taskSets",
        "DescribeTaskSets taskSets",
        "DescribeTaskSets tags"
      })
  void aMissingFieldIsNotAnEmptyList(String field) {
    Fleet fleet = FleetGenerator.uniform(1).generate(new FleetSize(1, 1, 1));
    String operation = field.split(" ")[0];
    String name = field.split(" ")[1];
    try (Exporter exporter =
        Exporter.of(fleet, directory)
            .changeResponses(
                (called, response) -> {
                  if (called.equals(operation)) {
                    response.findParents(name).forEach(each -> ((ObjectNode) each).remove(name));
                  }
                  return response.toString();
                })) {
      if (operation.equals("ListClusters")) {
        assertThrows(SnapshotFailedException.class, exporter::run);
        return;
      }
      Row summary = exporter.run();
      assertEquals("PARTIAL", summary.get(Snapshots.STATUS));
      assertEquals(1, exporter.rows(ReadFailures.DATASET).size());
      exporter.rows(TaskSets.DATASET).forEach(row -> assertFalse(row.get(TaskSets.TAGS_KNOWN)));
    }
  }

  /**
   * Without the manifest, the row of {@code snapshots}, and the day indexes, which contain the URI
   * of the folder.
   */
  static Map<String, String> withoutUri(Map<String, String> files) {
    return files.entrySet().stream()
        .filter(file -> !file.getKey().contains("manifests/"))
        .filter(file -> !file.getKey().contains("/snapshots/"))
        .filter(file -> !file.getKey().contains("/tables/"))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private static Set<String> values(Exporter exporter, Dataset dataset, String column) {
    return exporter.lines(dataset).stream()
        .map(line -> line.get(column).textValue())
        .collect(Collectors.toSet());
  }

  /** The hashes of all objects except for the records of runs, which differ. */
  static Map<String, String> hashes(Map<String, byte[]> files) {
    Map<String, String> hashes = new TreeMap<>();
    files.forEach((key, content) -> hashes.put(key, hash(content)));
    hashes.keySet().removeIf(key -> key.matches(".*/staging/.*/run-[^/]*"));
    return hashes;
  }

  private static String hash(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
