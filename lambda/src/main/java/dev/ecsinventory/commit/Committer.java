package dev.ecsinventory.commit;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.checkpoint.Checkpoints;
import dev.ecsinventory.manifest.DataFile;
import dev.ecsinventory.manifest.Manifest;
import dev.ecsinventory.manifest.Software;
import dev.ecsinventory.manifest.Specification;
import dev.ecsinventory.manifest.StoredListing;
import dev.ecsinventory.model.ReadFailure;
import dev.ecsinventory.model.SnapshotId;
import dev.ecsinventory.model.SnapshotStatus;
import dev.ecsinventory.normalize.Normalizer;
import dev.ecsinventory.plan.Plan;
import dev.ecsinventory.policy.document.TagPolicy;
import dev.ecsinventory.schema.Dataset;
import dev.ecsinventory.schema.ObjectKeys;
import dev.ecsinventory.schema.ReadFailures;
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.schema.SnapshotAccounts;
import dev.ecsinventory.schema.Snapshots;
import dev.ecsinventory.store.ObjectStore;
import dev.ecsinventory.write.DataFileWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * Publishes a snapshot: the policies, the read failures, the accounts, its row of {@code
 * snapshots}, and last its manifest, unless another run has published it. Everything comes from
 * checkpoints that never change, so that all committers of a snapshot write the same bytes.
 */
public final class Committer {
  private final ObjectStore store;
  private final ObjectKeys keys;
  private final SnapshotId snapshot;
  private final Specification specification;
  private final Checkpoints checkpoints;
  private final Clock clock;
  private final DataFileWriter files;

  /** A committer for the snapshot that {@code specification} defines. */
  public Committer(
      ObjectStore store,
      ObjectKeys keys,
      SnapshotId snapshot,
      Specification specification,
      Checkpoints checkpoints,
      Clock clock) {
    this.store = requireNonNull(store, "store is null");
    this.keys = requireNonNull(keys, "keys is null");
    this.snapshot = requireNonNull(snapshot, "snapshot is null");
    this.specification = requireNonNull(specification, "specification is null");
    this.checkpoints = requireNonNull(checkpoints, "checkpoints is null");
    this.clock = requireNonNull(clock, "clock is null");
    this.files = new DataFileWriter(store, keys, specification.fileFormats());
  }

  /**
   * Publishes a snapshot that was read.
   *
   * @param read the final plans and target checkpoints
   * @param all every read failure
   * @param policies the policy of each account that has one, by account id
   * @return the stored manifest
   */
  public Manifest commit(
      ReadResults read, List<ReadFailure> all, SortedMap<String, TagPolicy> policies) {
    List<ReadFailure> failures = all.stream().sorted(ReadFailure.ORDER).toList();
    Normalizer normalizer = new Normalizer(snapshot);
    putPolicies(policies);
    List<DataFile> data = new ArrayList<>(read.files());
    data.addAll(write(ReadFailures.DATASET, failures.stream().map(normalizer::row).toList()));
    AccountResults results = new AccountResults(specification, read.plans(), failures);
    List<Row> accounts = results.rows(normalizer);
    data.addAll(write(SnapshotAccounts.DATASET, accounts));
    SnapshotStatus status = failures.isEmpty() ? SnapshotStatus.COMPLETE : SnapshotStatus.PARTIAL;
    Row summary =
        summary(status, read, failures, policies)
            .accounts(results, accounts)
            .finishedAt(checkpoints.finish(now()))
            .manifest(store.uri(keys.manifest(snapshot)))
            .row();
    data.addAll(write(Snapshots.DATASET, List.of(summary)));
    Manifest manifest = manifest(read, failures, policies, summary, data);
    String key = keys.manifest(snapshot);
    return store.putIfAbsent(key, manifest.bytes(), "application/json")
        ? manifest
        : Manifest.read(store, keys, snapshot).orElseThrow();
  }

  /** The summary of a snapshot that is not committed. */
  public Row failed(
      ReadResults read, List<ReadFailure> failures, SortedMap<String, TagPolicy> policies) {
    AccountResults results = new AccountResults(specification, read.plans(), failures);
    return summary(SnapshotStatus.FAILED, read, failures, policies)
        .accounts(results, results.rows(new Normalizer(snapshot)))
        .finishedAt(now())
        .row();
  }

  private SnapshotSummary summary(
      SnapshotStatus status,
      ReadResults read,
      List<ReadFailure> failures,
      SortedMap<String, TagPolicy> policies) {
    return new SnapshotSummary(snapshot, specification)
        .status(status, failures.size())
        .counts(read)
        .policies(read.plans(), policies);
  }

  private String now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS).toString();
  }

  private Manifest manifest(
      ReadResults read,
      List<ReadFailure> failures,
      SortedMap<String, TagPolicy> policies,
      Row summary,
      List<DataFile> data) {
    return new Manifest(
        Software.NAME_AND_VERSION,
        specification.scope(),
        specification,
        read.plans().stream()
            .filter(Plan::hasReadSomething)
            .map(plan -> accountRegion(plan, read))
            .toList(),
        failures,
        policies.entrySet().stream().map(this::policyInForce).toList(),
        Manifest.json(summary),
        read.listings(),
        data.stream().sorted(Comparator.comparing(DataFile::key)).toList());
  }

  /** A policy's key is the hash of its text: an object under this key has this text. */
  private void putPolicies(Map<String, TagPolicy> policies) {
    for (TagPolicy policy : policies.values().stream().distinct().toList()) {
      store.putIfAbsent(
          keys.policy(policy.id()),
          policy.canonicalText().getBytes(StandardCharsets.UTF_8),
          "application/json");
    }
  }

  private Manifest.PolicyInForce policyInForce(Map.Entry<String, TagPolicy> policy) {
    String id = policy.getValue().id();
    return new Manifest.PolicyInForce(policy.getKey(), id, keys.policy(id));
  }

  private List<DataFile> write(Dataset dataset, List<Row> rows) {
    return files.write(snapshot, ObjectKeys.WHOLE_SNAPSHOT, dataset, rows);
  }

  private static Manifest.ReadRegion accountRegion(Plan plan, ReadResults read) {
    List<StoredListing> listings = read.listings(plan);
    return new Manifest.ReadRegion(
        plan.accountRegion().accountId(),
        plan.accountRegion().region(),
        plan.listedClusters() == null ? null : plan.listedClusters().size(),
        plan.targets().size(),
        listings.stream().mapToInt(StoredListing::services).sum(),
        listings.stream().mapToInt(StoredListing::taskSets).sum());
  }
}
