package dev.ecsinventory.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.ecsinventory.config.Settings;
import dev.ecsinventory.schema.FileFormat;
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.schema.Snapshots;
import dev.ecsinventory.schema.TaskSets;
import dev.ecsinventory.store.MemoryObjectStore;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Version 0.1.0 stored plans and no specification. This version completes an uncommitted snapshot
 * of it with every account and Region in the plans.
 */
class UpgradeTest {
  private static final String OWN_US = TwoAccounts.OWN + "/us-east-1";
  private static final String OWN_EU = TwoAccounts.OWN + "/eu-west-1";
  private static final String OTHER_US = TwoAccounts.OTHER + "/us-east-1";

  /** The form of version 0.1.0. */
  private static final String PLAN =
      """
      {"apiCalls":2,"failures":[],
       "listedClusters":["arn:aws:ecs:REGION:ACCOUNT:cluster/prod"],
       "matchedSelectors":[],"place":{"accountId":"ACCOUNT","region":"REGION"},
       "startedAt":"2026-01-15T06:00:01Z",
       "targets":[{"clusters":[{"arn":"arn:aws:ecs:REGION:ACCOUNT:cluster/prod",
         "document":{"clusterArn":"arn:aws:ecs:REGION:ACCOUNT:cluster/prod","clusterName":"prod",
           "status":"ACTIVE","activeServicesCount":1,"tags":[]}}],
         "expectedServices":1,"id":"ACCOUNT-REGION-0001",
         "place":{"accountId":"ACCOUNT","region":"REGION"}}],
       "throttledCalls":0}
      """;

  @TempDir Path directory;

  private final StoredSnapshot stored = new StoredSnapshot(new MemoryObjectStore());

  private void plan(String accountId, String region) {
    String text = PLAN.replace("ACCOUNT", accountId).replace("REGION", region);
    stored
        .store()
        .put(
            StoredSnapshot.STAGING + "plan-" + accountId + "-" + region + ".json",
            text.getBytes(StandardCharsets.UTF_8),
            "application/json");
  }

  private Row run(String regions, String roles) {
    try (Exporter exporter = Exporter.of(TwoAccounts.FLEET, directory)) {
      exporter.set(Settings.FORMATS, "json").set(Settings.REGIONS, regions);
      if (!roles.isEmpty()) {
        exporter.set(Settings.ROLES, roles);
      }
      return exporter.store(stored.store()).run();
    }
  }

  private Set<String> specified() {
    return StoredSnapshot.accountRegions(stored.manifest().requested());
  }

  @Test
  void aRegionThatIsNoLongerConfiguredIsRead() {
    plan(TwoAccounts.OWN, "us-east-1");
    plan(TwoAccounts.OWN, "eu-west-1");
    Row summary = run("us-east-1", "");
    assertEquals(Set.of(OWN_EU, OWN_US), specified());
    assertEquals("COMPLETE", summary.get(Snapshots.STATUS));
    assertEquals(2, stored.rows(TaskSets.DATASET, FileFormat.JSON).size());
    stored.requireIntact();
  }

  @Test
  void aNewlyConfiguredRegionIsReadToo() {
    plan(TwoAccounts.OWN, "eu-west-1");
    Row summary = run("us-east-1", TwoAccounts.ROLE);
    assertEquals(Set.of(OWN_EU, OWN_US, OTHER_US), specified());
    assertEquals(specified(), stored.read());
    assertEquals("COMPLETE", summary.get(Snapshots.STATUS));
  }

  /** The run must neither read the task sets with the function's own credentials nor omit them. */
  @Test
  void anAccountWhoseRoleIsNoLongerConfiguredIsAReadFailure() {
    plan(TwoAccounts.OWN, "us-east-1");
    plan(TwoAccounts.OTHER, "us-east-1");
    Row summary = run("us-east-1", "");
    assertEquals(Set.of(OWN_US, OTHER_US), specified());
    assertEquals("PARTIAL", summary.get(Snapshots.STATUS));
    assertEquals(
        List.of(TwoAccounts.OTHER),
        stored.manifest().notRead().stream().map(failure -> failure.accountId()).toList());
    assertEquals(
        List.of(TwoAccounts.OWN),
        stored.rows(TaskSets.DATASET, FileFormat.JSON).stream()
            .map(row -> row.get(TaskSets.DATASET.accountId()))
            .toList());
  }

  @Test
  void thePlansOfAnotherSnapshotDoNotCount() {
    plan(TwoAccounts.OWN, "eu-west-1");
    StoredSnapshot other = new StoredSnapshot(new MemoryObjectStore());
    stored
        .keys("")
        .forEach(
            key ->
                other
                    .store()
                    .put(
                        key.replace("T060000Z", "T050000Z"),
                        stored.store().get(key).orElseThrow(),
                        "application/json"));
    try (Exporter exporter = Exporter.of(TwoAccounts.FLEET, directory)) {
      exporter.store(other.store()).run();
    }
    assertEquals(Set.of(OWN_US), StoredSnapshot.accountRegions(other.manifest().requested()));
    assertFalse(other.read().contains(OWN_EU));
  }
}
