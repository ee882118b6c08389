package dev.ecsinventory.commit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ecsinventory.checkpoint.Checkpoints;
import dev.ecsinventory.format.RowReader;
import dev.ecsinventory.manifest.DataFile;
import dev.ecsinventory.manifest.Manifest;
import dev.ecsinventory.model.FailureKind;
import dev.ecsinventory.model.ReadFailure;
import dev.ecsinventory.model.SettableClock;
import dev.ecsinventory.model.SnapshotId;
import dev.ecsinventory.plan.Plan;
import dev.ecsinventory.policy.document.Policies;
import dev.ecsinventory.policy.document.TagPolicy;
import dev.ecsinventory.schema.Dataset;
import dev.ecsinventory.schema.FileFormat;
import dev.ecsinventory.schema.ObjectKeys;
import dev.ecsinventory.schema.ReadFailures;
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.schema.Snapshots;
import dev.ecsinventory.store.ListedObject;
import dev.ecsinventory.store.MemoryObjectStore;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class CommitterTest {
  private static final SnapshotId ID = SnapshotId.parse("20260115T060000Z");
  private static final ObjectKeys KEYS = new ObjectKeys("inventory/");

  private final MemoryObjectStore store = new MemoryObjectStore();
  private final SettableClock clock = new SettableClock(Instant.parse("2026-01-15T06:01:02.0034Z"));
  private final ReadResults read = ReadSamples.read();

  private Committer committer() {
    return new Committer(
        store, KEYS, ID, ReadSamples.specification(), new Checkpoints(store, KEYS, ID), clock);
  }

  private static TagPolicy policy(String key) {
    return Policies.parse("{'tags':{'%1$s':{'tag_key':'%1$s'}}}".formatted(key));
  }

  private static SortedMap<String, TagPolicy> policies(TagPolicy first, TagPolicy second) {
    SortedMap<String, TagPolicy> policies = new TreeMap<>();
    policies.put(ReadSamples.FIRST.accountId(), first);
    policies.put(ReadSamples.SECOND.accountId(), second);
    return policies;
  }

  private Manifest commit(ReadFailure... failures) {
    return committer().commit(read, List.of(failures), new TreeMap<>());
  }

  private static ReadFailure failure(String resource) {
    return ReadSamples.failure(ReadSamples.SECOND, resource);
  }

  private List<Row> rows(Manifest manifest, Dataset dataset, FileFormat format) {
    DataFile file =
        manifest.files().stream()
            .filter(each -> each.dataset().equals(dataset.name()))
            .filter(each -> each.format().equals(format.folder()))
            .findFirst()
            .orElseThrow();
    return RowReader.rows(format, dataset, store.get(file.key()).orElseThrow());
  }

  @Test
  void storesTheManifestThatItReturns() {
    Manifest manifest = commit();
    assertEquals(
        new String(manifest.bytes(), StandardCharsets.UTF_8),
        new String(store.get(KEYS.manifest(ID)).orElseThrow(), StandardCharsets.UTF_8));
  }

  @Test
  void theManifestListsAllFilesInOrderOfTheirKeys() {
    Manifest manifest = commit();
    List<String> keys = manifest.files().stream().map(DataFile::key).toList();
    assertEquals(
        16 + 6, keys.size(), "files of the targets, the accounts, read failures and the summary");
    assertEquals(keys.stream().sorted().toList(), keys);
    assertTrue(keys.containsAll(read.files().stream().map(DataFile::key).toList()));
    assertEquals(read.listings(), manifest.listings());
  }

  @Test
  void theManifestCountsWhatWasReadOfEachAccountAndRegion() {
    assertEquals(
        List.of(
            new Manifest.ReadRegion("111111111111", "eu-west-1", 3, 2, 1_100, 11_000),
            new Manifest.ReadRegion("222222222222", "us-east-1", 0, 0, 0, 0)),
        commit().read());
  }

  @Test
  void anAccountAndRegionWithoutAnyReadIsNotAmongThoseThatWereRead() {
    Plan partly = ReadSamples.plan(ReadSamples.FIRST, null, 0, 0, "one", "two");
    Plan unread = Plan.unread(ReadSamples.SECOND, failure("everything"), ReadSamples.STARTED_AT);
    Manifest manifest =
        committer()
            .commit(
                new ReadResults(List.of(partly, unread), read.targets()),
                List.of(failure("everything")),
                new TreeMap<>());
    assertEquals(
        List.of(new Manifest.ReadRegion("111111111111", "eu-west-1", null, 2, 1_100, 11_000)),
        manifest.read());
    assertEquals(List.of(), manifest.summary().get(Snapshots.LISTED_PLACES));
  }

  @Test
  void aSnapshotWithoutReadFailuresIsComplete() {
    Manifest manifest = commit();
    assertEquals("COMPLETE", manifest.summary().get(Snapshots.STATUS));
    assertEquals(0, manifest.summary().get(Snapshots.READ_FAILURE_COUNT));
    assertEquals(List.of(), manifest.notRead());
    assertEquals(List.of(), rows(manifest, ReadFailures.DATASET, FileFormat.JSON));
  }

  @Test
  void aSnapshotWithReadFailuresIsPartialAndHasThemInOrder() {
    Manifest manifest = commit(failure("b"), failure("a"));
    assertEquals("PARTIAL", manifest.summary().get(Snapshots.STATUS));
    assertEquals(2, manifest.summary().get(Snapshots.READ_FAILURE_COUNT));
    assertEquals(
        List.of("a", "b"), manifest.notRead().stream().map(ReadFailure::resourceArn).toList());
    for (FileFormat format : FileFormat.values()) {
      assertEquals(
          List.of("a", "b"),
          rows(manifest, ReadFailures.DATASET, format).stream()
              .map(row -> row.get(ReadFailures.RESOURCE_ARN))
              .toList());
    }
  }

  @Test
  void theSummaryCountsRowsCallsAndComplianceStatuses() {
    Manifest manifest = commit();
    Row summary = rows(manifest, Snapshots.DATASET, FileFormat.PARQUET).getFirst();
    assertEquals(summary, manifest.summary());
    assertEquals(11, summary.get(Snapshots.CLUSTER_COUNT));
    assertEquals(22, summary.get(Snapshots.SERVICE_COUNT));
    assertEquals(44, summary.get(Snapshots.TASK_SET_COUNT));
    assertEquals(88, summary.get(Snapshots.TAG_VIOLATION_COUNT));
    assertEquals(85, summary.get(Snapshots.API_CALLS));
    assertEquals(170, summary.get(Snapshots.THROTTLED_CALLS));
    assertEquals(17, summary.get(Snapshots.COMPLIANT_COUNT));
    assertEquals(34, summary.get(Snapshots.NON_COMPLIANT_COUNT));
    assertEquals(68, summary.get(Snapshots.UNKNOWN_COUNT));
    assertEquals(136, summary.get(Snapshots.NOT_EVALUATED_COUNT));
  }

  @Test
  void theSummaryHasTheSnapshotsIdentityTimesAndManifest() {
    Row summary = commit().summary();
    assertEquals("20260115T060000Z", summary.get(Snapshots.DATASET.snapshotId()));
    assertEquals(ID.time(), summary.get(Snapshots.DATASET.snapshotTime()));
    assertEquals("999999999999", summary.get(Snapshots.DATASET.accountId()));
    assertEquals("eu-central-1", summary.get(Snapshots.DATASET.region()));
    assertEquals(Instant.parse("2026-01-15T06:00:01.123Z"), summary.get(Snapshots.STARTED_AT));
    assertEquals(Instant.parse("2026-01-15T06:01:02.003Z"), summary.get(Snapshots.FINISHED_AT));
    assertEquals("memory:" + KEYS.manifest(ID), summary.get(Snapshots.MANIFEST));
    assertEquals(
        List.of("111111111111/eu-west-1", "222222222222/us-east-1"),
        summary.get(Snapshots.LISTED_PLACES));
  }

  @Test
  void theSummaryNamesThePolicyThatAllAccountsHaveInCommon() {
    TagPolicy team = policy("Team");
    Manifest manifest = committer().commit(read, List.of(), policies(team, team));
    assertEquals(team.id(), manifest.summary().get(Snapshots.POLICY_ID));
    assertEquals(
        List.of(
            new Manifest.PolicyInForce("111111111111", team.id(), KEYS.policy(team.id())),
            new Manifest.PolicyInForce("222222222222", team.id(), KEYS.policy(team.id()))),
        manifest.policies());
    assertEquals(
        team.canonicalText(),
        new String(store.get(KEYS.policy(team.id())).orElseThrow(), StandardCharsets.UTF_8));
  }

  @Test
  void theSummaryNamesNoPolicyWhenAccountsDifferOrOneHasNone() {
    Manifest two = committer().commit(read, List.of(), policies(policy("Team"), policy("Env")));
    assertNull(two.summary().get(Snapshots.POLICY_ID));
    store.remove(KEYS.manifest(ID));
    SortedMap<String, TagPolicy> one = policies(policy("Team"), policy("Team"));
    one.remove(ReadSamples.SECOND.accountId());
    assertNull(committer().commit(read, List.of(), one).summary().get(Snapshots.POLICY_ID));
  }

  @Test
  void aSecondCommitterReturnsTheManifestThatTheFirstOneStored() {
    Manifest first = commit();
    clock.pass(Duration.ofMinutes(5));
    assertEquals(first, commit(failure("a")));
  }

  @Test
  void aRetryAfterACrashBeforeTheManifestWritesTheSameBytes() {
    Manifest first = commit();
    List<String> before = keys();
    store.remove(KEYS.manifest(ID));
    clock.pass(Duration.ofMinutes(5));
    assertEquals(first, commit(), "the time of the first run is in a checkpoint");
    assertEquals(before, keys());
  }

  @Test
  void theSummaryOfAFailedSnapshotIsNotStored() {
    ReadFailure denied = failure("everything");
    assertEquals(FailureKind.DENIED, denied.kind());
    Row summary = committer().failed(read, List.of(denied), policies(policy("a"), policy("a")));
    assertEquals("FAILED", summary.get(Snapshots.STATUS));
    assertEquals(1, summary.get(Snapshots.READ_FAILURE_COUNT));
    assertEquals(policy("a").id(), summary.get(Snapshots.POLICY_ID));
    assertEquals(85, summary.get(Snapshots.API_CALLS));
    assertEquals(Instant.parse("2026-01-15T06:01:02.003Z"), summary.get(Snapshots.FINISHED_AT));
    assertNull(summary.get(Snapshots.MANIFEST));
    assertFalse(store.get(KEYS.manifest(ID)).isPresent());
    assertEquals(List.of(), keys());
  }

  private List<String> keys() {
    return store.list("", "").stream().map(ListedObject::key).toList();
  }
}
