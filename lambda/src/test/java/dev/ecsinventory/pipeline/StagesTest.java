package dev.ecsinventory.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ecsinventory.config.Settings;
import dev.ecsinventory.model.AccountRegion;
import dev.ecsinventory.schema.Snapshots;
import dev.ecsinventory.simulator.fault.Fault;
import dev.ecsinventory.simulator.fault.FaultRule;
import dev.ecsinventory.store.MemoryObjectStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each stage runs in a separate environment; only storage connects them. */
class StagesTest {
  @TempDir Path directory;
  private Exporter exporter;

  @BeforeEach
  void start() {
    exporter =
        Exporter.of(TwoAccounts.FLEET, directory)
            .set(Settings.FORMATS, "json")
            .set(Settings.REGIONS, String.join(",", TwoAccounts.REGIONS))
            .set(Settings.ROLES, TwoAccounts.ROLE)
            .set(Settings.TAG_POLICY, "classpath:policies/owner.json");
  }

  @AfterEach
  void stop() {
    exporter.close();
  }

  @Test
  void anyOrderOfAccountsAndRegionsResultsInTheBytesOfOneProcess() {
    StoredSnapshot whole = new StoredSnapshot(new MemoryObjectStore());
    exporter.store(whole.store()).run();
    for (List<AccountRegion> order : permutations(accountRegions())) {
      SeparateStages stages = stages();
      stages.begin();
      order.forEach(stages::read);
      stages.commit();
      assertEquals(whole.committed(), stages.stored().committed(), order.toString());
      stages.finish();
      assertTrue(stages.stored().has("inventory/reports/latest.html"));
    }
  }

  @Test
  void eachStageCanRunAgain() {
    SeparateStages stages = stages();
    for (int times = 0; times < 2; times++) {
      stages.begin();
      accountRegions().forEach(stages::read);
    }
    stages.commit();
    stages.finish();
    Map<String, String> once = stages.stored().hashes();
    stages.begin();
    accountRegions().forEach(stages::read);
    stages.commit();
    stages.finish();
    assertEquals(once, stages.stored().hashes());
  }

  @Test
  void theCommitReportsAnAccountAndRegionThatWasNotRead() {
    for (AccountRegion missing : accountRegions()) {
      SeparateStages stages = stages();
      stages.begin();
      accountRegions().stream().filter(each -> !each.equals(missing)).forEach(stages::read);
      assertNotReady(stages, missing.name());
      stages.read(missing);
      assertEquals("COMPLETE", stages.commit().summary().get(Snapshots.STATUS));
    }
  }

  @Test
  void theCommitReportsATargetWithoutACheckpoint() {
    SeparateStages stages = stages();
    stages.begin();
    accountRegions().forEach(stages::read);
    for (AccountRegion missing : accountRegions()) {
      String target = missing.name() + "-0001";
      String key = StoredSnapshot.STAGING + "read-" + target + ".json";
      assertTrue(stages.stored().has(key));
      assertNotReady(
          new SeparateStages(exporter, stages.stored().copy(each -> !each.equals(key))), target);
    }
  }

  @Test
  void theCommitReportsEverythingThatIsMissing() {
    SeparateStages stages = stages();
    stages.begin();
    assertNotReady(
        stages, accountRegions().stream().map(AccountRegion::name).toArray(String[]::new));
  }

  /** The commit reads failures of plans from storage too. */
  @Test
  void anAccountAndRegionThatCouldNotBePlannedIsAFailureOfTheSnapshot() {
    exporter.faults(
        FaultRule.of(new Fault.AccessDenied())
            .on("ListClusters")
            .in(TwoAccounts.OTHER, "eu-west-1"));
    SeparateStages stages = stages();
    stages.begin();
    accountRegions().forEach(stages::read);
    exporter.faults();
    assertEquals("PARTIAL", stages.commit().summary().get(Snapshots.STATUS));
    assertEquals(
        List.of(TwoAccounts.OTHER + "/eu-west-1"),
        stages.stored().manifest().notRead().stream()
            .map(failure -> failure.accountId() + "/" + failure.region())
            .toList());
  }

  private static void assertNotReady(SeparateStages stages, String... missing) {
    SnapshotNotReadException rejected =
        assertThrows(SnapshotNotReadException.class, stages::commit);
    for (String part : missing) {
      assertTrue(rejected.getMessage().contains(part), rejected.getMessage());
    }
    assertTrue(
        rejected.getMessage().contains(": " + missing.length + " part"), rejected.getMessage());
    assertFalse(stages.stored().has(StoredSnapshot.MANIFEST));
    assertEquals(List.of(), stages.stored().keys("inventory/json/snapshots/"));
  }

  private SeparateStages stages() {
    return new SeparateStages(exporter, new MemoryObjectStore());
  }

  private static List<AccountRegion> accountRegions() {
    List<AccountRegion> all = new ArrayList<>();
    for (String account : List.of(TwoAccounts.OWN, TwoAccounts.OTHER)) {
      TwoAccounts.REGIONS.forEach(region -> all.add(new AccountRegion(account, region)));
    }
    return all;
  }

  private static <T> List<List<T>> permutations(List<T> all) {
    if (all.isEmpty()) {
      return List.of(List.of());
    }
    List<List<T>> permutations = new ArrayList<>();
    for (T first : all) {
      List<T> others = new ArrayList<>(all);
      others.remove(first);
      for (List<T> rest : permutations(others)) {
        List<T> permutation = new ArrayList<>(List.of(first));
        permutation.addAll(rest);
        permutations.add(Collections.unmodifiableList(permutation));
      }
    }
    return permutations;
  }
}
