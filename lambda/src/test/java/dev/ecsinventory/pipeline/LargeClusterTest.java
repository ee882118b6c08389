package dev.ecsinventory.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ecsinventory.manifest.StoredListing;
import dev.ecsinventory.manifest.TargetListing;
import dev.ecsinventory.model.Deadline;
import dev.ecsinventory.model.ServiceRange;
import dev.ecsinventory.model.SettableClock;
import dev.ecsinventory.model.Sha256;
import dev.ecsinventory.schema.Clusters;
import dev.ecsinventory.schema.Dataset;
import dev.ecsinventory.schema.FileFormat;
import dev.ecsinventory.schema.ObjectKeys;
import dev.ecsinventory.schema.ReadFailures;
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.schema.Services;
import dev.ecsinventory.schema.Snapshots;
import dev.ecsinventory.schema.TagViolations;
import dev.ecsinventory.schema.TaskSets;
import dev.ecsinventory.simulator.fault.Fault;
import dev.ecsinventory.simulator.fault.FaultRule;
import dev.ecsinventory.simulator.fleet.Fleet;
import dev.ecsinventory.simulator.fleet.generate.FleetGenerator;
import dev.ecsinventory.simulator.fleet.generate.FleetSize;
import dev.ecsinventory.simulator.protocol.SimulatorOptions;
import dev.ecsinventory.store.DirectoryObjectStore;
import dev.ecsinventory.store.MemoryObjectStore;
import dev.ecsinventory.verify.Conservation;
import dev.ecsinventory.verify.FindingCode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * A cluster with more services than a target is read in parts, so that it takes as many invocations
 * as necessary. Time is simulated: each call takes a tenth of a second.
 */
@Execution(ExecutionMode.CONCURRENT)
class LargeClusterTest {
  private static final Duration CALL = Duration.ofMillis(100);
  private static final int TARGET = 250;

  /** A cluster of three parts. */
  private static final Fleet FLEET = FleetGenerator.varied(8).generate(new FleetSize(1, 620, 1));

  @TempDir Path directory;

  @Test
  void severalInvocationsWriteTheSameBytesAsOne() {
    StoredSnapshot once = stored();
    StoredSnapshot turns = stored();
    try (Exporter exporter = evaluating(FLEET)) {
      assertEquals("COMPLETE", exporter.store(once.store()).run().get(Snapshots.STATUS));
      int needed = turns(exporter.store(turns.store()), Duration.ofSeconds(45));
      assertTrue(needed > 1 && needed < 8, needed + " turns");
    }
    assertSameObjects(once, turns, "in turns");
    assertEquals(List.of(250, 250, 120), services(once));
  }

  /** The task sets of each part are evaluated with the tags of the cluster. */
  @Test
  void partsHaveTheSameRowsAsTheCompleteCluster() {
    StoredSnapshot parts = stored();
    StoredSnapshot complete = stored();
    String cluster = FLEET.clusters().findFirst().orElseThrow().arn();
    Fleet claiming = FLEET.with(cluster, node -> node.put("activeServicesCount", 500));
    try (Exporter exporter = evaluating(FLEET);
        Exporter other = evaluating(claiming)) {
      exporter.store(parts.store()).run();
      other.store(complete.store()).run();
    }
    assertEquals(1, services(complete).size());
    assertEquals(services(complete).getFirst(), services(parts).stream().mapToInt(n -> n).sum());
    for (Dataset dataset : List.of(Services.DATASET, TaskSets.DATASET, TagViolations.DATASET)) {
      assertEquals(rows(complete, dataset), rows(parts, dataset));
    }
    assertEquals(1, rows(parts, Clusters.DATASET).size());
    assertTrue(rows(parts, TagViolations.DATASET).size() > 100);
  }

  @Test
  void aRetryAfterACrashWritesTheSameBytes() {
    try (Exporter exporter = evaluating(FLEET)) {
      Crashes counting = Crashes.never();
      StoredSnapshot uninterrupted = stored();
      exporter.store(new CrashingStore(uninterrupted.store(), counting)).run();
      for (int crash = 1; crash < 2 * counting.writes(); crash += 29) {
        StoredSnapshot interrupted = stored();
        Crashes crashes = Crashes.at(crash);
        crashes.during(exporter.store(new CrashingStore(interrupted.store(), crashes))::run);
        exporter.store(new CrashingStore(interrupted.store(), Crashes.never())).run();
        assertSameObjects(uninterrupted, interrupted, "after a crash at " + crash);
      }
    }
  }

  /** ECS lists services in another order on every call. */
  @Test
  void theOrderOfTheListingDoesNotMatter() {
    StoredSnapshot one = stored();
    StoredSnapshot other = stored();
    try (Exporter first = shuffling(1);
        Exporter second = shuffling(2)) {
      first.store(one.store()).run();
      second.store(other.store()).run();
    }
    assertSameObjects(one, other, "in another order");
  }

  private Exporter shuffling(long seed) {
    return Exporter.of(
        FLEET, SimulatorOptions.DEFAULTS.withShuffle(true).withSeed(seed), directory);
  }

  /** The scan of the cluster records the failure, as for smaller ones. */
  @Test
  void aClusterThatCannotBeListedIsOneTarget() {
    StoredSnapshot stored = stored();
    FaultRule denied = FaultRule.of(new Fault.AccessDenied()).on("ListServices");
    try (Exporter exporter = evaluating(FLEET).faults(denied)) {
      Row summary = exporter.store(stored.store()).run();
      assertEquals("PARTIAL", summary.get(Snapshots.STATUS));
      assertEquals(1, summary.get(Snapshots.CLUSTER_COUNT));
    }
    List<Row> failures = rows(stored, ReadFailures.DATASET);
    assertEquals(1, failures.size(), failures.toString());
    assertEquals("ListServices", failures.getFirst().get(ReadFailures.OPERATION));
    assertEquals(List.of(0), services(stored));
  }

  @Test
  void aListingWithAnEntryWithoutAnArnIsNotDivided() {
    StoredSnapshot stored = stored();
    try (Exporter exporter = evaluating(FLEET)) {
      exporter.changeResponses(
          (operation, response) -> {
            if (operation.equals("ListServices")) {
              response.withArray("serviceArns").add("");
            }
            return response.toString();
          });
      Row summary = exporter.store(stored.store()).run();
      assertEquals("PARTIAL", summary.get(Snapshots.STATUS));
    }
    assertEquals(1, services(stored).size());
    assertTrue(services(stored).getFirst() > 500);
  }

  /** The last run commits the parts that were read; those that were not have one failure. */
  @Test
  void theLastRunCommitsThePartsThatWereRead() {
    StoredSnapshot stored = stored();
    SettableClock clock = new SettableClock(Exporter.NOW);
    try (Exporter exporter = timed(evaluating(FLEET), clock)) {
      exporter.store(stored.store());
      Optional<Row> committed = Optional.empty();
      for (int run = 0; run < 3 && committed.isEmpty(); run++) {
        committed = turn(exporter, clock, Duration.ofSeconds(14));
      }
      assertEquals("PARTIAL", committed.orElseThrow().get(Snapshots.STATUS));
    }
    List<Row> failures = rows(stored, ReadFailures.DATASET);
    assertTrue(failures.stream().allMatch(row -> row.get(ReadFailures.KIND).equals("NOT_REACHED")));
    assertTrue(
        failures.stream().anyMatch(row -> row.get(ReadFailures.OPERATION).equals("ListServices")));
    assertEquals(failures.size(), failures.stream().distinct().count());
  }

  /** The check finds a part that is missing, and one that is there twice. */
  @Test
  void aMissingPartIsFound() {
    StoredSnapshot stored = stored();
    try (Exporter exporter = evaluating(FLEET)) {
      exporter.store(stored.store()).run();
    }
    StoredSnapshot damaged = new StoredSnapshot(stored.copy(key -> true));
    StoredListing middle = stored.manifest().listings().get(1);
    TargetListing listing = TargetListing.parse(stored.store().get(middle.key()).orElseThrow());
    ServiceRange range = listing.clusters().getFirst().range();
    assertEquals(250, listing.clusters().getFirst().services().size());
    TargetListing changed =
        new TargetListing(
            listing.clusters().stream()
                .map(
                    cluster ->
                        new TargetListing.ListedCluster(
                            cluster.arn(),
                            cluster.complete(),
                            cluster.services(),
                            cluster.outOfScope(),
                            new ServiceRange(range.from() + "x", range.to())))
                .toList());
    damaged.store().put(middle.key(), changed.bytes(), TargetListing.CONTENT_TYPE);
    damaged.edit(
        StoredSnapshot.MANIFEST, text -> text.replace(middle.sha256(), Sha256.of(changed.bytes())));
    assertTrue(
        Conservation.check(damaged.store(), new ObjectKeys("inventory/")).findings().stream()
            .anyMatch(finding -> finding.code() == FindingCode.LISTING_UNEXPLAINED));
  }

  /** 111,021 calls at ten per second are 13 invocations of 15 minutes. */
  @Test
  @Tag("exhaustive")
  void aHundredThousandServicesCompleteInSeveralInvocations() {
    Fleet fleet = FleetGenerator.uniform(4).generate(new FleetSize(20, 5_000, 1));
    try (Exporter exporter = Exporter.of(fleet, directory)) {
      exporter.set("INVENTORY_FORMATS", "json");
      int turns = turns(exporter, Duration.ofMinutes(15));
      assertTrue(turns >= 13 && turns <= 18, turns + " turns");
      Row summary = exporter.run();
      assertEquals("COMPLETE", summary.get(Snapshots.STATUS));
      assertEquals(100_000, summary.get(Snapshots.SERVICE_COUNT));
      assertEquals(100_000, summary.get(Snapshots.TASK_SET_COUNT));
      List<Integer> services = services(new StoredSnapshot(new DirectoryObjectStore(directory)));
      assertEquals(400, services.size());
      assertTrue(services.stream().allMatch(count -> count == TARGET));
    }
  }

  private Exporter evaluating(Fleet fleet) {
    return Exporter.of(fleet, directory).set("TAG_POLICY", "classpath:policies/owner.json");
  }

  private static Exporter timed(Exporter exporter, SettableClock clock) {
    return exporter.changeResponses((operation, response) -> after(clock, response));
  }

  private static String after(SettableClock clock, ObjectNode response) {
    synchronized (clock) {
      clock.pass(CALL);
    }
    return response.toString();
  }

  /** The number of invocations until the snapshot is committed; none of them is the last one. */
  private static int turns(Exporter exporter, Duration turn) {
    SettableClock clock = new SettableClock(Exporter.NOW);
    timed(exporter, clock);
    for (int number = 1; ; number++) {
      exporter.requestId("turn-" + number);
      if (turn(exporter, clock, turn).isPresent()) {
        return number;
      }
    }
  }

  private static Optional<Row> turn(Exporter exporter, SettableClock clock, Duration turn) {
    try {
      return Optional.of(exporter.run(Exporter.SCHEDULED, Deadline.in(turn, clock), Progress.NONE));
    } catch (OutOfTimeException next) {
      return Optional.empty();
    }
  }

  private static StoredSnapshot stored() {
    return new StoredSnapshot(new MemoryObjectStore());
  }

  private static List<Integer> services(StoredSnapshot snapshot) {
    return snapshot.manifest().listings().stream().map(StoredListing::services).toList();
  }

  private static List<Row> rows(StoredSnapshot snapshot, Dataset dataset) {
    return snapshot.rows(dataset, FileFormat.JSON).stream().sorted(dataset.rowOrder()).toList();
  }

  /** Compares all objects except for the records of runs, and those with the store's URI. */
  private static void assertSameObjects(StoredSnapshot one, StoredSnapshot other, String when) {
    Map<String, String> expected = InvariantsTest.withoutUri(one.hashes());
    Map<String, String> found = InvariantsTest.withoutUri(other.hashes());
    Set<String> differing = new TreeSet<>(expected.keySet());
    differing.addAll(found.keySet());
    differing.removeIf(key -> key.matches(".*/staging/.*/run-[^/]*"));
    differing.removeIf(key -> Objects.equals(expected.get(key), found.get(key)));
    assertEquals(Set.of(), differing, when);
    assertTrue(found.size() > 30, "only " + found.size() + " objects");
  }
}
