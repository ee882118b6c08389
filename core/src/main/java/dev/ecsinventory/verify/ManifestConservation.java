package dev.ecsinventory.verify;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.manifest.Manifest;
import dev.ecsinventory.manifest.Manifest.ReadRegion;
import dev.ecsinventory.manifest.Specification;
import dev.ecsinventory.manifest.StoredListing;
import dev.ecsinventory.model.AccountRegion;
import dev.ecsinventory.model.SnapshotStatus;
import dev.ecsinventory.schema.Snapshots;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToIntFunction;

/**
 * Compares the parts of a manifest: every requested account and Region was read or has a read
 * failure, nothing else was read, and the recorded counts are those of the listings.
 */
final class ManifestConservation {
  private final SnapshotUnderCheck snapshot;
  private final Manifest manifest;
  private final Specification requested;
  private final Explanations explanations;
  private final Map<AccountRegion, ReadRegion> read = new HashMap<>();

  ManifestConservation(SnapshotUnderCheck snapshot, Explanations explanations) {
    this.snapshot = requireNonNull(snapshot, "snapshot is null");
    this.manifest = snapshot.manifest();
    this.requested = requireNonNull(manifest.requested(), "the manifest has no specification");
    this.explanations = requireNonNull(explanations, "explanations is null");
  }

  void check() {
    if (!requested.snapshotId().equals(snapshot.id().value())
        || !requested.scope().equals(manifest.scope())) {
      contradiction("requested", "the specification is of another snapshot or scope");
    }
    for (ReadRegion region : manifest.read()) {
      AccountRegion accountRegion = new AccountRegion(region.accountId(), region.region());
      if (read.put(accountRegion, region) != null) {
        contradiction(accountRegion.name(), "it is in \"read\" twice");
      }
    }
    Set<AccountRegion> asked = new HashSet<>(requested.accountRegions());
    asked.forEach(this::checkRequested);
    read.keySet().stream()
        .filter(accountRegion -> !asked.contains(accountRegion))
        .forEach(
            accountRegion ->
                snapshot.found(
                    FindingCode.SCOPE_FOREIGN, accountRegion.name(), "it is in \"read\""));
    checkTargets();
    checkSummary();
  }

  private void checkRequested(AccountRegion accountRegion) {
    ReadRegion region = read.get(accountRegion);
    boolean complete = region != null && region.clusters() != null;
    if (!complete
        && !explanations.accountRegion(accountRegion.accountId(), accountRegion.region())) {
      snapshot.found(
          FindingCode.SCOPE_LOST,
          accountRegion.name(),
          region == null
              ? "it is requested, and neither in \"read\" nor in \"notRead\""
              : "its clusters were not all listed, and no read failure explains that");
    }
  }

  private void checkTargets() {
    Map<AccountRegion, Set<Integer>> numbers = new HashMap<>();
    for (StoredListing listing : manifest.listings()) {
      Optional<TargetId> target = TargetId.parse(listing.target());
      Optional<AccountRegion> accountRegion =
          target.map(id -> new AccountRegion(id.accountId(), id.region()));
      if (accountRegion.filter(read::containsKey).isEmpty()) {
        snapshot.found(
            FindingCode.SCOPE_LOST, listing.target(), "its account and Region are not in \"read\"");
      } else if (!numbers
          .computeIfAbsent(accountRegion.get(), one -> new TreeSet<>())
          .add(target.orElseThrow().number())) {
        contradiction(listing.target(), "it has two listings");
      }
    }
    read.forEach(
        (accountRegion, region) -> {
          Set<Integer> found = numbers.getOrDefault(accountRegion, Set.of());
          boolean each =
              found.size() == region.targets()
                  && found.stream().allMatch(number -> number <= region.targets());
          if (!each) {
            contradiction(
                accountRegion.name(),
                "it was read in %d targets, and has listings of %s"
                    .formatted(region.targets(), found));
          }
          checkSum(accountRegion, region.services(), StoredListing::services, "services");
          checkSum(accountRegion, region.taskSets(), StoredListing::taskSets, "task sets");
        });
  }

  private void checkSum(
      AccountRegion accountRegion, Integer recorded, ToIntFunction<StoredListing> of, String what) {
    int sum =
        manifest.listings().stream()
            .filter(listing -> isOf(listing, accountRegion))
            .mapToInt(of)
            .sum();
    if (!Objects.equals(recorded, sum)) {
      contradiction(
          accountRegion.name(),
          "\"read\" records %s %s, and the listings %d".formatted(recorded, what, sum));
    }
  }

  private static boolean isOf(StoredListing listing, AccountRegion accountRegion) {
    return TargetId.parse(listing.target())
        .filter(target -> target.accountId().equals(accountRegion.accountId()))
        .filter(target -> target.region().equals(accountRegion.region()))
        .isPresent();
  }

  /**
   * Checks that every listed cluster of an account and Region is planned, or that a failure
   * explains it.
   */
  void checkClusters(Map<AccountRegion, Set<String>> planned) {
    boolean narrowed =
        !manifest.scope().clusters().isEmpty()
            || !manifest.scope().services().isEmpty()
            || !manifest.scope().taskSets().isEmpty();
    for (ReadRegion region : manifest.read()) {
      AccountRegion accountRegion = new AccountRegion(region.accountId(), region.region());
      Set<String> clusters = planned.getOrDefault(accountRegion, Set.of());
      // More failures than clusters are no contradiction: ECS may describe a cluster that was not
      // listed.
      long expected =
          clusters.size()
              + explanations.missingClusters(
                  region.accountId(), region.region(), clusters::contains);
      if (!narrowed && region.clusters() != null && region.clusters() > expected) {
        snapshot.found(
            FindingCode.CLUSTER_LOST,
            accountRegion.name(),
            "%d clusters were listed, and %d were planned or failed"
                .formatted(region.clusters(), expected));
      }
    }
  }

  private void checkSummary() {
    SnapshotStatus status =
        manifest.notRead().isEmpty() ? SnapshotStatus.COMPLETE : SnapshotStatus.PARTIAL;
    if (!status.name().equals(snapshot.summary().get(Snapshots.STATUS))) {
      snapshot.found(
          FindingCode.STATUS_WRONG,
          snapshot.summary().get(Snapshots.STATUS),
          "there are %d read failures".formatted(manifest.notRead().size()));
    }
    List<String> complete =
        manifest.read().stream()
            .filter(region -> region.clusters() != null)
            .map(region -> region.accountId() + "/" + region.region())
            .sorted()
            .toList();
    if (!complete.equals(snapshot.summary().get(Snapshots.LISTED_PLACES))) {
      contradiction(Snapshots.LISTED_PLACES.name(), "\"read\" records " + complete);
    }
    String policy = snapshot.summary().get(Snapshots.POLICY_ID);
    if (policy != null
        && manifest.policies().stream().noneMatch(one -> one.policyId().equals(policy))) {
      contradiction(Snapshots.POLICY_ID.name(), "no account was evaluated by " + policy);
    }
    if (requested.tagPolicy() == null && !manifest.policies().isEmpty()) {
      contradiction("policies", "the specification has no tag policy");
    }
  }

  private void contradiction(String where, String detail) {
    snapshot.found(FindingCode.MANIFEST_CONTRADICTION, where, detail);
  }
}
