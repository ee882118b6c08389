package dev.ecsinventory.verify;

import dev.ecsinventory.manifest.StoredListing;
import dev.ecsinventory.manifest.TargetListing;
import dev.ecsinventory.manifest.TargetListing.ListedCluster;
import dev.ecsinventory.manifest.TargetListing.ListedService;
import dev.ecsinventory.model.AccountRegion;
import dev.ecsinventory.model.ReadFailure;
import dev.ecsinventory.model.ServiceRange;
import dev.ecsinventory.schema.Clusters;
import dev.ecsinventory.schema.FileFormat;
import dev.ecsinventory.schema.ObjectKeys;
import dev.ecsinventory.schema.ReadFailures;
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.schema.Services;
import dev.ecsinventory.schema.SnapshotAccounts;
import dev.ecsinventory.schema.Snapshots;
import dev.ecsinventory.schema.TagViolations;
import dev.ecsinventory.schema.TaskDefinitions;
import dev.ecsinventory.schema.TaskSets;
import dev.ecsinventory.store.ObjectStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Checks one snapshot that has a specification, with one target in memory at a time. */
final class SnapshotCheck {
  private final SnapshotUnderCheck snapshot;
  private final CommittedObjects objects;
  private final Explanations explanations;
  private final Set<FileFormat> expired;
  private final Totals totals = new Totals();
  private final DatasetFiles files;
  private final Selectors selectors;
  private final Map<AccountRegion, Set<String>> planned = new HashMap<>();

  /** The targets of each cluster. */
  private final Map<String, List<ServiceRange>> ranges = new TreeMap<>();

  /** The rows of clusters whose later parts are evaluated with them. */
  private final Map<String, Row> divided = new HashMap<>();

  private final Optional<CommittedPolicies> reevaluated;

  /**
   * @param reevaluates whether task sets are evaluated again
   */
  SnapshotCheck(
      ObjectStore store,
      ObjectKeys keys,
      SnapshotUnderCheck snapshot,
      Instant now,
      boolean reevaluates) {
    this.snapshot = snapshot;
    this.objects = new CommittedObjects(store, keys, snapshot);
    this.explanations = new Explanations(snapshot.manifest().notRead());
    this.expired = objects.expired(snapshot.summary().get(Snapshots.FINISHED_AT), now);
    this.files = new DatasetFiles(snapshot, objects, expired, totals);
    this.selectors = new Selectors(snapshot.scope());
    this.reevaluated =
        reevaluates
            ? Optional.of(new CommittedPolicies(snapshot, objects, explanations))
            : Optional.empty();
  }

  void check() {
    ManifestConservation manifest = new ManifestConservation(snapshot, explanations);
    manifest.check();
    expired.forEach(
        format ->
            snapshot
                .findings()
                .notChecked(
                    snapshot.id(),
                    format.folder(),
                    "all its files were removed, as lifecycle rules do; the other format was"
                        + " checked"));
    snapshot.manifest().policies().stream()
        .distinct()
        .forEach(policy -> objects.checkPolicy(policy.key(), policy.policyId()));
    for (StoredListing listing : snapshot.manifest().listings()) {
      TargetId.parse(listing.target()).ifPresent(target -> check(target, listing));
    }
    manifest.checkClusters(planned);
    checkRanges();
    selectors.report(snapshot, explanations);
    checkWholeSnapshot();
    files.reportOthers();
    Set<FileFormat> readable = EnumSet.noneOf(FileFormat.class);
    readable.addAll(snapshot.manifest().requested().fileFormats());
    readable.removeAll(expired);
    totals.compare(snapshot, readable);
  }

  private void check(TargetId target, StoredListing stored) {
    Optional<TargetListing> listing = objects.read(stored);
    listing.ifPresent(read -> checkCounts(stored, read));
    Optional<List<Row>> clusters = files.rows(target, Clusters.DATASET);
    Optional<List<Row>> services = files.rows(target, Services.DATASET);
    Optional<List<Row>> taskSets = files.rows(target, TaskSets.DATASET);
    Optional<List<Row>> violations = files.rows(target, TagViolations.DATASET);
    Optional<List<Row>> definitions = files.rows(target, TaskDefinitions.DATASET);
    taskSets.ifPresent(rows -> snapshot.findings().taskSetsChecked(rows.size()));
    boolean readable =
        listing.isPresent()
            && clusters.isPresent()
            && services.isPresent()
            && taskSets.isPresent()
            && violations.isPresent();
    if (readable) {
      check(
          new TargetUnderCheck(
              target,
              listing.get(),
              clusters.get(),
              services.get(),
              taskSets.get(),
              violations.get(),
              definitions.orElse(List.of())));
    }
  }

  private void check(TargetUnderCheck rows) {
    TargetId target = rows.target();
    Set<String> ofAccountRegion =
        planned.computeIfAbsent(
            new AccountRegion(target.accountId(), target.region()), one -> new HashSet<>());
    for (ListedCluster cluster : rows.listing().clusters()) {
      ofAccountRegion.add(cluster.arn());
      ranges
          .computeIfAbsent(cluster.arn(), arn -> new ArrayList<>())
          .add(cluster.servicesInTarget());
    }
    new TargetConservation(snapshot, explanations, snapshot.scope(), rows).check();
    new TargetCompliance(snapshot, explanations, rows).check();
    reevaluated
        .flatMap(policies -> policies.evaluator(target.accountId()))
        .ifPresent(
            evaluator -> new TargetReevaluation(snapshot, withCluster(rows), evaluator).check());
    selectors.match(
        rows, rows.taskSets().stream().map(TaskSetIdentity::of).collect(Collectors.toSet()));
  }

  /** Each service of a cluster belongs to one target. */
  private void checkRanges() {
    ranges.forEach(
        (cluster, parts) -> {
          if (parts.size() > 1 && parts.contains(ServiceRange.ALL)) {
            snapshot.found(FindingCode.ROW_DUPLICATE, cluster, "two targets have the cluster");
          } else if (!ServiceRange.coverAll(parts)) {
            snapshot.found(
                FindingCode.LISTING_UNEXPLAINED,
                cluster,
                "the ranges of its targets overlap or do not cover all services: " + parts);
          }
        });
  }

  /** A later part of a cluster with the cluster's row, which is in the first part. */
  private TargetUnderCheck withCluster(TargetUnderCheck rows) {
    List<Row> clusters = new ArrayList<>(rows.clusters());
    for (ListedCluster cluster : rows.listing().clusters()) {
      if (!cluster.servicesInTarget().startsCluster() && divided.containsKey(cluster.arn())) {
        clusters.add(divided.get(cluster.arn()));
      } else if (cluster.range() != null) {
        rows.clusters().forEach(row -> divided.put(row.get(Clusters.CLUSTER_ARN), row));
      }
    }
    return rows.withClusters(clusters);
  }

  private void checkCounts(StoredListing stored, TargetListing listing) {
    List<ListedService> services =
        listing.clusters().stream().flatMap(cluster -> cluster.services().stream()).toList();
    int taskSets =
        services.stream()
            .map(ListedService::taskSets)
            .filter(Objects::nonNull)
            .mapToInt(List::size)
            .sum();
    if (services.size() != stored.services() || taskSets != stored.taskSets()) {
      snapshot.found(
          FindingCode.MANIFEST_CONTRADICTION,
          stored.key(),
          "the manifest records %d services and %d task sets, the listing has %d and %d"
              .formatted(stored.services(), stored.taskSets(), services.size(), taskSets));
    }
  }

  private void checkWholeSnapshot() {
    files.rows(TargetId.WHOLE_SNAPSHOT, ReadFailures.DATASET).ifPresent(this::checkFailures);
    files
        .rows(TargetId.WHOLE_SNAPSHOT, SnapshotAccounts.DATASET)
        .ifPresent(new AccountConservation(snapshot)::check);
    files
        .rows(TargetId.WHOLE_SNAPSHOT, Snapshots.DATASET)
        .filter(rows -> !rows.equals(List.of(snapshot.summary())))
        .ifPresent(
            rows ->
                snapshot.found(
                    FindingCode.SUMMARY_DIFFERS,
                    Snapshots.DATASET.name(),
                    "the file has %d rows".formatted(rows.size())));
  }

  private void checkFailures(List<Row> rows) {
    Map<List<Object>, Integer> difference = new HashMap<>();
    rows.forEach(row -> difference.merge(values(row), 1, Integer::sum));
    snapshot
        .manifest()
        .notRead()
        .forEach(failure -> difference.merge(values(failure), -1, Integer::sum));
    difference.forEach(
        (failure, count) -> {
          if (count != 0) {
            snapshot.found(
                FindingCode.FAILURES_DIFFER,
                String.valueOf(failure.get(3)),
                count > 0 ? "only read_failures has it" : "only the manifest has it");
          }
        });
  }

  private static List<Object> values(Row row) {
    return Arrays.asList(
        row.get(ReadFailures.DATASET.accountId()),
        row.get(ReadFailures.DATASET.region()),
        row.get(ReadFailures.OPERATION),
        row.get(ReadFailures.RESOURCE_ARN),
        row.get(ReadFailures.ERROR_CODE),
        row.get(ReadFailures.MESSAGE),
        row.get(ReadFailures.KIND),
        row.get(ReadFailures.ATTEMPTS),
        row.get(ReadFailures.CLUSTER_ARN));
  }

  private static List<Object> values(ReadFailure failure) {
    return Arrays.asList(
        failure.accountId(),
        failure.region(),
        failure.operation(),
        failure.resourceArn(),
        failure.errorCode(),
        failure.message(),
        failure.kind().name(),
        failure.attempts(),
        failure.clusterArn());
  }
}
