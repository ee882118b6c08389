package dev.ecsinventory.commit;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.aws.AccountRegion;
import dev.ecsinventory.config.SnapshotRequest;
import dev.ecsinventory.model.ComplianceCounts;
import dev.ecsinventory.model.ReadFailure;
import dev.ecsinventory.model.SnapshotStatus;
import dev.ecsinventory.normalize.Normalizer;
import dev.ecsinventory.plan.Plan;
import dev.ecsinventory.policy.TagPolicy;
import dev.ecsinventory.schema.Dataset;
import dev.ecsinventory.schema.MergedDays;
import dev.ecsinventory.schema.ObjectKeys;
import dev.ecsinventory.schema.ReadFailures;
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.schema.Snapshots;
import dev.ecsinventory.write.DataFile;
import dev.ecsinventory.write.DataFileWriter;
import dev.ecsinventory.write.ObjectStore;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToIntFunction;

/**
 * Publishes a snapshot: the policies it was judged by and the failures, then its row of {@code
 * snapshots}, then, if there is none yet, its manifest. Until the manifest is there, the snapshot
 * is not. Where its day is read merged already, that ends before queries see the snapshot.
 */
public final class Committer {
  private final ObjectStore store;
  private final ObjectKeys keys;
  private final DataFileWriter files;
  private final SnapshotRequest request;
  private final AccountRegion own;
  private final SortedMap<String, TagPolicy> policies;
  private final Clock clock;

  /**
   * A committer for one snapshot.
   *
   * @param own where the snapshot is taken from
   * @param policies what each account's task sets were judged by, by account id
   */
  public Committer(
      ObjectStore store,
      ObjectKeys keys,
      DataFileWriter files,
      SnapshotRequest request,
      AccountRegion own,
      SortedMap<String, TagPolicy> policies,
      Clock clock) {
    this.store = requireNonNull(store, "store is null");
    this.keys = requireNonNull(keys, "keys is null");
    this.files = requireNonNull(files, "files is null");
    this.request = requireNonNull(request, "request is null");
    this.own = requireNonNull(own, "own is null");
    this.policies = new TreeMap<>(policies);
    this.clock = requireNonNull(clock, "clock is null");
  }

  /** The manifest of a snapshot that was committed before. */
  public static Optional<Manifest> committed(
      ObjectStore store, ObjectKeys keys, SnapshotRequest request) {
    return store.get(keys.manifest(request.id())).map(Manifest::parse);
  }

  /** Publishes what was read and written; gives the manifest that counts, should there be one. */
  public Manifest commit(List<Plan> plans, List<TargetReceipt> receipts, List<ReadFailure> all) {
    List<ReadFailure> failures = all.stream().sorted(ReadFailure.ORDER).toList();
    Normalizer normalizer = new Normalizer(request.id());
    keepPolicies();
    List<DataFile> data = new ArrayList<>();
    receipts.forEach(receipt -> data.addAll(receipt.files()));
    data.addAll(write(ReadFailures.DATASET, failures.stream().map(normalizer::row).toList()));
    SnapshotStatus status = failures.isEmpty() ? SnapshotStatus.COMPLETE : SnapshotStatus.PARTIAL;
    Row summary =
        summary(status, plans, receipts, failures)
            .with(Snapshots.MANIFEST, store.uri(keys.manifest(request.id())));
    readBySnapshot();
    data.addAll(write(Snapshots.DATASET, List.of(summary)));
    // Its day may have been merged, without it, in between.
    readBySnapshot();
    Manifest manifest =
        new Manifest(
            Software.NAME_AND_VERSION,
            Manifest.RequestedScope.of(request.scope()),
            plans.stream().filter(Plan::hasReadSomething).map(Committer::place).toList(),
            failures,
            policies.entrySet().stream().map(this::judgedBy).toList(),
            Manifest.json(summary),
            data.stream().sorted(Comparator.comparing(DataFile::key)).toList());
    String key = keys.manifest(request.id());
    return store.putIfAbsent(key, manifest.bytes(), "application/json")
        ? manifest
        : committed(store, keys, request).orElseThrow();
  }

  private void readBySnapshot() {
    MergedDays.DATASETS.forEach(
        dataset -> new LayoutSwitches(store, keys, dataset, clock).readBySnapshot(request.id()));
  }

  /** A policy's key is the hash of its text: where there is one, it is this one. */
  private void keepPolicies() {
    for (TagPolicy policy : policies.values().stream().distinct().toList()) {
      store.putIfAbsent(
          keys.policy(policy.id()),
          policy.canonicalText().getBytes(StandardCharsets.UTF_8),
          "application/json");
    }
  }

  private Manifest.JudgedBy judgedBy(Map.Entry<String, TagPolicy> policy) {
    String id = policy.getValue().id();
    return new Manifest.JudgedBy(policy.getKey(), id, keys.policy(id));
  }

  /** The policy of every account; null where one has none or an unknown one, or they differ. */
  private String policyId(List<Plan> plans) {
    List<Optional<String>> ids =
        plans.stream()
            .map(plan -> Optional.ofNullable(policies.get(plan.place().accountId())))
            .map(policy -> policy.map(TagPolicy::id))
            .distinct()
            .toList();
    return ids.size() == 1 ? ids.getFirst().orElse(null) : null;
  }

  private List<DataFile> write(Dataset dataset, List<Row> rows) {
    return files.write(request.id(), ObjectKeys.WHOLE_SNAPSHOT, dataset, rows);
  }

  private static Manifest.Place place(Plan plan) {
    return new Manifest.Place(
        plan.place().accountId(),
        plan.place().region(),
        plan.listedClusters() == null ? null : plan.listedClusters().size(),
        plan.targets().size());
  }

  /** The summary of a snapshot that is not to be committed. */
  public Row failed(List<Plan> plans, List<TargetReceipt> receipts, List<ReadFailure> failures) {
    return summary(SnapshotStatus.FAILED, plans, receipts, failures);
  }

  private Row summary(
      SnapshotStatus status,
      List<Plan> plans,
      List<TargetReceipt> receipts,
      List<ReadFailure> failures) {
    List<DataFile> data = receipts.stream().flatMap(receipt -> receipt.files().stream()).toList();
    ComplianceCounts compliance =
        receipts.stream()
            .map(TargetReceipt::compliance)
            .reduce(ComplianceCounts.NONE, ComplianceCounts::plus);
    return new Normalizer(request.id())
        .begin(Snapshots.DATASET, own)
        .set(Snapshots.STATUS, status.name())
        .set(Snapshots.CLUSTER_COUNT, rows(data, "clusters"))
        .set(Snapshots.SERVICE_COUNT, rows(data, "services"))
        .set(Snapshots.TASK_SET_COUNT, rows(data, "task_sets"))
        .set(Snapshots.TAG_VIOLATION_COUNT, rows(data, "tag_violations"))
        .set(Snapshots.READ_FAILURE_COUNT, failures.size())
        .set(
            Snapshots.API_CALLS,
            sum(plans, Plan::apiCalls) + sum(receipts, TargetReceipt::apiCalls))
        .set(
            Snapshots.THROTTLED_CALLS,
            sum(plans, Plan::throttledCalls) + sum(receipts, TargetReceipt::throttledCalls))
        .set(Snapshots.STARTED_AT, startedAt(plans))
        .set(Snapshots.POLICY_ID, policyId(plans))
        .set(Snapshots.COMPLIANT_COUNT, compliance.compliant())
        .set(Snapshots.NON_COMPLIANT_COUNT, compliance.nonCompliant())
        .set(Snapshots.UNKNOWN_COUNT, compliance.unknown())
        .set(Snapshots.NOT_EVALUATED_COUNT, compliance.notEvaluated())
        .set(Snapshots.LISTED_PLACES, listedPlaces(plans))
        .set(Snapshots.FINISHED_AT, clock.instant().truncatedTo(ChronoUnit.MILLIS))
        .build();
  }

  /** Where a list of clusters was read to its end: what is not in it is not there. */
  private static List<String> listedPlaces(List<Plan> plans) {
    return plans.stream()
        .filter(plan -> plan.listedClusters() != null)
        .map(plan -> plan.place().accountId() + "/" + plan.place().region())
        .sorted()
        .toList();
  }

  /** Rows of a dataset, counted in one of the formats that it was written in. */
  private static int rows(List<DataFile> data, String dataset) {
    return data.stream()
        .filter(file -> file.dataset().equals(dataset))
        .filter(file -> file.format().equals(data.getFirst().format()))
        .mapToInt(DataFile::rows)
        .sum();
  }

  private Instant startedAt(List<Plan> plans) {
    return plans.stream()
        .map(plan -> Instant.parse(plan.startedAt()))
        .min(Comparator.naturalOrder())
        .orElseGet(clock::instant)
        .truncatedTo(ChronoUnit.MILLIS);
  }

  private static <T> int sum(List<T> items, ToIntFunction<T> count) {
    return items.stream().mapToInt(count).sum();
  }
}
