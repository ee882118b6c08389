package dev.ecsinventory.commit;

import dev.ecsinventory.manifest.DiscoveredOrganization;
import dev.ecsinventory.manifest.Specification;
import dev.ecsinventory.model.AccountReason;
import dev.ecsinventory.model.ComplianceCounts;
import dev.ecsinventory.model.SnapshotId;
import dev.ecsinventory.model.SnapshotStatus;
import dev.ecsinventory.normalize.Normalizer;
import dev.ecsinventory.plan.Plan;
import dev.ecsinventory.policy.document.TagPolicy;
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.schema.SnapshotAccounts;
import dev.ecsinventory.schema.Snapshots;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Builds a snapshot's row of {@code snapshots}. */
final class SnapshotSummary {
  private final Row.Builder row;

  /** Null without a discovery. */
  private final DiscoveredOrganization organization;

  SnapshotSummary(SnapshotId snapshot, Specification specification) {
    this.organization = specification.organization();
    this.row =
        new Normalizer(snapshot)
            .begin(Snapshots.DATASET, specification.home())
            .set(Snapshots.STARTED_AT, milliseconds(specification.startedAt()));
  }

  SnapshotSummary status(SnapshotStatus status, int failures) {
    row.set(Snapshots.STATUS, status.name()).set(Snapshots.READ_FAILURE_COUNT, failures);
    return this;
  }

  SnapshotSummary counts(ReadResults read) {
    ComplianceCounts compliance = read.compliance();
    row.set(Snapshots.CLUSTER_COUNT, read.rows("clusters"))
        .set(Snapshots.SERVICE_COUNT, read.rows("services"))
        .set(Snapshots.TASK_SET_COUNT, read.rows("task_sets"))
        .set(Snapshots.TAG_VIOLATION_COUNT, read.rows("tag_violations"))
        .set(Snapshots.API_CALLS, read.apiCalls())
        .set(Snapshots.THROTTLED_CALLS, read.throttledCalls())
        .set(Snapshots.COMPLIANT_COUNT, compliance.compliant())
        .set(Snapshots.NON_COMPLIANT_COUNT, compliance.nonCompliant())
        .set(Snapshots.UNKNOWN_COUNT, compliance.unknown())
        .set(Snapshots.NOT_EVALUATED_COUNT, compliance.notEvaluated())
        .set(Snapshots.LISTED_PLACES, completelyListed(read.plans()));
    return this;
  }

  /**
   * The common policy of all accounts; null if one of them has none or an unknown one, or if they
   * differ.
   */
  SnapshotSummary policies(List<Plan> plans, Map<String, TagPolicy> policies) {
    List<Optional<String>> ids =
        plans.stream()
            .map(plan -> Optional.ofNullable(policies.get(plan.accountRegion().accountId())))
            .map(policy -> policy.map(TagPolicy::id))
            .distinct()
            .toList();
    row.set(Snapshots.POLICY_ID, ids.size() == 1 ? ids.getFirst().orElse(null) : null);
    return this;
  }

  /** Counts the rows of {@code accounts}. */
  SnapshotSummary accounts(List<Row> accounts) {
    row.set(Snapshots.ACCOUNT_COUNT, accounts.size())
        .set(
            Snapshots.READ_ACCOUNT_COUNT,
            (int) accounts.stream().filter(account -> account.get(SnapshotAccounts.READ)).count())
        .set(
            Snapshots.STOPPED_ACCOUNT_COUNT,
            organization == null ? null : (int) accounts.stream().filter(this::stopped).count());
    return this;
  }

  private boolean stopped(Row account) {
    return organization.stopped(
        AccountReason.valueOf(account.get(SnapshotAccounts.REASON)),
        account.get(SnapshotAccounts.LAST_READ_SNAPSHOT_ID));
  }

  SnapshotSummary finishedAt(String time) {
    row.set(Snapshots.FINISHED_AT, milliseconds(time));
    return this;
  }

  SnapshotSummary manifest(String uri) {
    row.set(Snapshots.MANIFEST, uri);
    return this;
  }

  Row row() {
    return row.build();
  }

  /** Accounts and Regions whose listing of clusters is complete: no other clusters exist there. */
  private static List<String> completelyListed(List<Plan> plans) {
    return plans.stream()
        .filter(plan -> plan.listedClusters() != null)
        .map(plan -> plan.accountRegion().accountId() + "/" + plan.accountRegion().region())
        .sorted()
        .toList();
  }

  private static Instant milliseconds(String time) {
    return Instant.parse(time).truncatedTo(ChronoUnit.MILLIS);
  }
}
