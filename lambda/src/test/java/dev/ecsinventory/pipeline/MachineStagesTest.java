package dev.ecsinventory.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ecsinventory.config.Settings;
import dev.ecsinventory.model.Deadline;
import dev.ecsinventory.model.ReadFailure;
import dev.ecsinventory.model.SettableClock;
import dev.ecsinventory.schema.Snapshots;
import dev.ecsinventory.simulator.fault.Fault;
import dev.ecsinventory.simulator.fault.FaultRule;
import dev.ecsinventory.simulator.fleet.Fleet;
import dev.ecsinventory.store.MemoryObjectStore;
import dev.ecsinventory.store.ObjectStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The stages of a state machine, called directly: three accounts with two Regions each. */
@Execution(ExecutionMode.CONCURRENT)
class MachineStagesTest {
  private static final List<String> ACCOUNTS =
      List.of("111111111111", "222222222222", "333333333333");
  private static final List<String> REGIONS = List.of("eu-west-1", "us-east-1");
  private static final List<String> GROUPS =
      List.of(MachineRun.name(1), MachineRun.name(2), MachineRun.name(3));
  private static final String FIRST = "20260115T060000Z";
  private static final String SECOND = "20260115T060000Z-r2";

  @TempDir Path directory;
  private Exporter exporter;

  @BeforeEach
  void start() {
    exporter =
        Exporter.of(fleet(), directory)
            .set(Settings.FORMATS, "json")
            .set(Settings.REGIONS, String.join(",", REGIONS))
            .set(
                Settings.ROLES,
                ACCOUNTS.stream()
                    .skip(1)
                    .map("arn:aws:iam::%s:role/inventory"::formatted)
                    .collect(Collectors.joining(",")))
            .set(Settings.TAG_POLICY, "classpath:policies/owner.json");
  }

  @AfterEach
  void stop() {
    exporter.close();
  }

  private static Fleet fleet() {
    return Fleet.parse(
        ACCOUNTS.stream()
            .map(
                account ->
                    "{\"id\":\"%s\",\"regions\":[%s]}"
                        .formatted(
                            account,
                            REGIONS.stream()
                                .map(MachineStagesTest::region)
                                .collect(Collectors.joining(","))))
            .collect(Collectors.joining(",", "{\"accounts\":[", "]}")));
  }

  private static String region(String name) {
    return """
    {"name": "%s", "clusters": [{"clusterName": "prod", "services": [
      {"serviceName": "web", "deploymentController": {"type": "EXTERNAL"},
       "taskSets": [{"id": "ecs-svc/1", "tags": [{"key": "Team", "value": "pay"}]}]}]}]}
    """
        .formatted(name);
  }

  @Test
  void resultInTheBytesOfOneProcess() {
    Map<String, String> whole = oneProcess();
    for (int seed = 0; seed < 5; seed++) {
      StoredSnapshot stored = new StoredSnapshot(groups());
      machine(stored.store(), FIRST, seed).stages(GROUPS).forEach(Runnable::run);
      assertEquals(whole, stored.committed());
      assertTrue(stored.has("inventory/reports/latest.html"));
    }
  }

  /** Without groups of one account, all accounts of this organization are one group. */
  @Test
  void readTheGroupsOfTheFirstStage() {
    StoredSnapshot stored = new StoredSnapshot(new MemoryObjectStore());
    MachineRun machine = machine(stored.store(), FIRST, 0);
    SnapshotStages.Start start = machine.begin();
    assertFalse(start.committed());
    assertEquals(StoredSnapshot.STAGING + "groups.json", start.groupsKey());
    assertEquals(
        "[{\"accounts\":[\"111111111111\",\"222222222222\",\"333333333333\"],\"group\":\"g-0001\"}]",
        new String(stored.store().get(start.groupsKey()).orElseThrow()));
    assertTrue(machine.read("g-0001"));
    machine.commit();
    machine.finish();
    assertEquals(oneProcess(), stored.committed());
    assertTrue(machine.begin().committed());
    assertThrows(IllegalArgumentException.class, () -> freshMachine().read("g-0009"));
  }

  private MachineRun freshMachine() {
    MachineRun fresh = machine(new MemoryObjectStore(), FIRST, 0);
    fresh.begin();
    return fresh;
  }

  @Test
  void resultInTheSameBytesAfterACrash() {
    assertSameBytesAfterCrashes(7);
  }

  @Test
  @Tag("exhaustive")
  void resultInTheSameBytesAfterACrashAtAnyWrite() {
    assertSameBytesAfterCrashes(1);
  }

  /** The state machine repeats the invocation that crashed, or a second execution begins again. */
  private void assertSameBytesAfterCrashes(int step) {
    Map<String, String> whole = oneProcess();
    Crashes counting = Crashes.never();
    ObjectStore counted = CrashingStore.withItsUris(groups(), counting);
    machine(counted, FIRST, 0).stages(GROUPS).forEach(Runnable::run);
    assertTrue(counting.writes() > 60, "only " + counting.writes() + " writes");
    for (int moment = 0; moment < 2 * counting.writes(); moment += step) {
      for (String next : List.of(FIRST, SECOND)) {
        Map<String, String> after = afterCrash(moment, next);
        assertEquals(Set.of(), differences(whole, after), next + " after a crash at " + moment);
      }
    }
  }

  private Map<String, String> afterCrash(int moment, String next) {
    MemoryObjectStore store = groups();
    MachineRun machine =
        machine(CrashingStore.withItsUris(store, Crashes.at(moment)), FIRST, moment);
    List<Runnable> stages = machine.stages(GROUPS);
    int done = 0;
    try {
      for (Runnable stage : stages) {
        stage.run();
        done++;
      }
    } catch (Crashes.Crash crash) {
      machine.store(store);
    }
    if (next.equals(FIRST)) {
      machine.store(store);
      stages.subList(done, stages.size()).forEach(Runnable::run);
    } else {
      machine(store, next, moment + 1).stages(GROUPS).forEach(Runnable::run);
    }
    return new StoredSnapshot(store).committed();
  }

  /** The keys of the objects that are not the same. */
  private static Set<String> differences(Map<String, String> one, Map<String, String> other) {
    Set<String> keys = new TreeSet<>(one.keySet());
    keys.addAll(other.keySet());
    keys.removeIf(key -> Objects.equals(one.get(key), other.get(key)));
    return keys;
  }

  /** A timeout can leave two invocations that read the same group. */
  @Test
  void resultInTheSameBytesIfEveryStageRunsTwiceAtOnce() throws Exception {
    Map<String, String> whole = oneProcess();
    for (int seed = 0; seed < 40; seed++) {
      MemoryObjectStore store = groups();
      Random random = new Random(seed);
      Interleaving interleaving = new Interleaving();
      List<Callable<Boolean>> sides = new ArrayList<>();
      for (int side = 0; side < 2; side++) {
        MachineRun machine =
            machine(interleaving.store(side, store), side == 0 ? FIRST : SECOND, seed + side);
        sides.add(
            () -> {
              machine.stages(GROUPS).forEach(Runnable::run);
              return true;
            });
      }
      interleaving.run(sides, random.ints(12, 0, 12).toArray());
      assertEquals(whole, new StoredSnapshot(store).committed(), "seed " + seed);
    }
  }

  @Test
  void reportADeniedAccountAndRegionAsOneProcessDoes() {
    exporter.faults(
        FaultRule.of(new Fault.AccessDenied()).on("ListClusters").in(ACCOUNTS.get(1), "eu-west-1"));
    Map<String, String> whole = oneProcess();
    StoredSnapshot stored = new StoredSnapshot(groups());
    machine(stored.store(), FIRST, 0).stages(GROUPS).forEach(Runnable::run);
    assertEquals(whole, stored.committed());
    assertEquals("PARTIAL", stored.manifest().summary().get(Snapshots.STATUS));
    assertEquals(List.of("DENIED 222222222222/eu-west-1"), notRead(stored));
  }

  @Test
  void fitIntoSeveralTurns() {
    Map<String, String> whole = oneProcess();
    StoredSnapshot stored = new StoredSnapshot(groups());
    SettableClock clock = new SettableClock(Exporter.NOW);
    Deadline passed = Deadline.in(Duration.ofMinutes(1), clock);
    clock.pass(Duration.ofHours(1));
    MachineRun machine = machine(stored.store(), FIRST, 0);
    machine.begin();
    for (String group : GROUPS) {
      assertFalse(machine.read(group, 1, passed));
      assertTrue(machine.read(group, 2, Deadline.NONE));
    }
    machine.commit();
    machine.finish();
    assertEquals(whole, stored.committed());
  }

  /** Given up are the parts without a checkpoint only, and another execution reads them. */
  @Test
  void recordAGroupThatIsGivenUpAsNotReached() {
    StoredSnapshot stored = new StoredSnapshot(groups());
    MachineRun machine = machine(stored.store(), FIRST, 0);
    machine.begin();
    assertThrows(SnapshotNotReadException.class, machine::commit);
    machine.read(GROUPS.get(0));
    machine.read(GROUPS.get(1));
    exporter.simulator().calls().reset();
    GROUPS.forEach(machine::giveUp);
    assertEquals(0, calls("ListClusters"));
    StoredSnapshot before = new StoredSnapshot(stored.copy(key -> true));
    machine.commit();
    machine.finish();
    assertEquals("PARTIAL", stored.manifest().summary().get(Snapshots.STATUS));
    assertEquals(
        List.of("NOT_REACHED 333333333333/eu-west-1", "NOT_REACHED 333333333333/us-east-1"),
        notRead(stored));
    machine(before.store(), SECOND, 1).stages(GROUPS).forEach(Runnable::run);
    assertEquals(oneProcess(), before.committed());
  }

  /** The plan was stored, and its targets were not reached. */
  @Test
  void recordTheTargetsOfAGroupThatIsGivenUp() {
    StoredSnapshot stored = new StoredSnapshot(groups());
    MachineRun machine = machine(stored.store(), FIRST, 0);
    machine.begin();
    GROUPS.forEach(machine::read);
    String target = "333333333333-us-east-1-0001";
    StoredSnapshot left =
        new StoredSnapshot(
            stored.copy(key -> !key.equals(StoredSnapshot.STAGING + "read-" + target + ".json")));
    machine.store(left.store());
    GROUPS.forEach(machine::giveUp);
    machine.commit();
    assertEquals(List.of("NOT_REACHED 333333333333/us-east-1"), notRead(left));
  }

  /** The third attempt of a turn leaves out the target that ended the first two. */
  @Test
  void leaveOutATargetThatEndsEveryAttempt() {
    StoredSnapshot stored = new StoredSnapshot(groups());
    MachineRun machine = machine(stored.store(), FIRST, 0);
    machine.begin();
    machine.read(GROUPS.get(1));
    machine.read(GROUPS.get(2));
    exporter.changeResponses(
        (operation, response) -> {
          if (operation.equals("DescribeServices")) {
            throw new OutOfMemoryError("for the test");
          }
          return response.toString();
        });
    assertThrows(OutOfMemoryError.class, () -> machine.read(GROUPS.get(0)));
    assertThrows(OutOfMemoryError.class, () -> machine.read(GROUPS.get(0)));
    assertTrue(machine.read(GROUPS.get(0)));
    exporter.changeResponses((operation, response) -> response.toString());
    machine.commit();
    assertEquals(
        List.of("NOT_REACHED 111111111111/eu-west-1", "NOT_REACHED 111111111111/us-east-1"),
        notRead(stored));
  }

  @Test
  void finishACommittedSnapshotOnly() {
    assertThrows(IllegalStateException.class, () -> freshMachine().finish());
    exporter.faults(FaultRule.of(new Fault.AccessDenied()).on("ListClusters"));
    MachineRun machine = machine(groups(), FIRST, 0);
    machine.begin();
    GROUPS.forEach(machine::read);
    assertThrows(SnapshotFailedException.class, machine::commit);
  }

  private long calls(String operation) {
    return exporter.simulator().calls().of(operation);
  }

  private static List<String> notRead(StoredSnapshot stored) {
    return stored.manifest().notRead().stream()
        .map(MachineStagesTest::text)
        .distinct()
        .sorted()
        .toList();
  }

  private static String text(ReadFailure failure) {
    return failure.kind() + " " + failure.accountId() + "/" + failure.region();
  }

  private Map<String, String> oneProcess() {
    StoredSnapshot whole = new StoredSnapshot(new MemoryObjectStore());
    exporter.copy().store(whole.store()).run();
    return whole.committed();
  }

  private static MemoryObjectStore groups() {
    MemoryObjectStore store = new MemoryObjectStore();
    MachineRun.putGroups(store, ACCOUNTS);
    return store;
  }

  private MachineRun machine(ObjectStore store, String execution, long order) {
    return new MachineRun(exporter, store, execution, new Random(order));
  }
}
