package dev.ecsinventory.pipeline;

import dev.ecsinventory.checkpoint.Checkpoints;
import dev.ecsinventory.checkpoint.TargetCheckpoint;
import dev.ecsinventory.commit.Committer;
import dev.ecsinventory.commit.ReadResults;
import dev.ecsinventory.concurrent.Tasks;
import dev.ecsinventory.evaluate.SnapshotPolicies;
import dev.ecsinventory.index.IndexedUpTo;
import dev.ecsinventory.manifest.Manifest;
import dev.ecsinventory.model.AccountRegion;
import dev.ecsinventory.model.ReadFailure;
import dev.ecsinventory.plan.Plan;
import dev.ecsinventory.plan.Target;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * The third stage: makes provisional checkpoints final, completes the table, and publishes the
 * snapshot. Its input comes from storage. It fails when an account and Region of the specification,
 * or a target of a plan, has no checkpoint.
 */
final class CommitStage {
  private final Environment environment;
  private final SnapshotContext snapshot;
  private final Checkpoints checkpoints;
  private final SnapshotPolicies policies;
  private final TableStep table;

  CommitStage(
      Environment environment,
      SnapshotContext snapshot,
      SnapshotPolicies policies,
      TableStep table) {
    this.environment = environment;
    this.snapshot = snapshot;
    this.checkpoints = snapshot.checkpoints();
    this.policies = policies;
    this.table = table;
  }

  /**
   * Commits the snapshot.
   *
   * @return the stored manifest
   * @throws SnapshotFailedException when nothing of the requested scope was read; nothing is
   *     published, and a retry reads again
   * @throws SnapshotNotReadException when a checkpoint is missing; nothing is published
   */
  Manifest commit() {
    Committer committer =
        new Committer(
            environment.store(),
            environment.keys(),
            snapshot.id(),
            snapshot.specification(),
            checkpoints,
            environment.clock());
    ReadResults read = read(this::anyPlan, this::anyTarget);
    List<ReadFailure> failures = failures(read);
    if (!failures.isEmpty() && hasReadNothing(read)) {
      throw new SnapshotFailedException(
          committer.failed(read, failures, policies.byAccount()), failures);
    }
    // If another run has stored a final checkpoint since, that one is used instead of the
    // provisional one.
    ReadResults counts = read(this::finalPlan, this::finalTarget);
    completeTable(counts);
    LocalDate today = LocalDate.ofInstant(environment.clock().instant(), ZoneOffset.UTC);
    new IndexedUpTo(environment.store(), environment.keys()).lowerTo(snapshot.id().day(), today);
    return committer.commit(counts, failures(counts), policies.byAccount());
  }

  private ReadResults read(
      Lookup<AccountRegion, Plan> plan, Lookup<Target, TargetCheckpoint> target) {
    List<String> missing = new ArrayList<>();
    List<Plan> plans = new ArrayList<>();
    for (AccountRegion accountRegion : snapshot.specification().accountRegions()) {
      plan.find(accountRegion)
          .map(Plan::outline)
          .ifPresentOrElse(plans::add, () -> missing.add(accountRegion.name()));
    }
    List<Target> targets = plans.stream().flatMap(one -> one.targets().stream()).toList();
    SortedMap<String, TargetCheckpoint> found = new TreeMap<>(checkpoints(targets, target));
    targets.stream().map(Target::id).filter(id -> !found.containsKey(id)).forEach(missing::add);
    if (!missing.isEmpty()) {
      throw new SnapshotNotReadException(snapshot.id(), missing);
    }
    return new ReadResults(plans, found);
  }

  private static Map<String, TargetCheckpoint> checkpoints(
      List<Target> targets, Lookup<Target, TargetCheckpoint> lookup) {
    ConcurrentMap<String, TargetCheckpoint> found = new ConcurrentHashMap<>();
    Tasks.forEach(
        targets,
        target -> lookup.find(target).ifPresent(checkpoint -> found.put(target.id(), checkpoint)));
    return found;
  }

  private Optional<Plan> anyPlan(AccountRegion accountRegion) {
    return checkpoints.plan(accountRegion).or(() -> checkpoints.provisionalPlan(accountRegion));
  }

  private Optional<Plan> finalPlan(AccountRegion accountRegion) {
    return checkpoints
        .plan(accountRegion)
        .or(() -> checkpoints.provisionalPlan(accountRegion).map(checkpoints::put));
  }

  private Optional<TargetCheckpoint> anyTarget(Target target) {
    return checkpoints.target(target.id()).or(() -> checkpoints.provisionalTarget(target.id()));
  }

  private Optional<TargetCheckpoint> finalTarget(Target target) {
    return checkpoints
        .target(target.id())
        .or(() -> checkpoints.provisionalTarget(target.id()).map(checkpoints::put));
  }

  /**
   * Writes the targets that no reading run has written: provisional ones, and those that a crash
   * prevented.
   */
  private void completeTable(ReadResults read) {
    for (Plan plan : read.plans()) {
      table.writeListing(plan);
      Tasks.forEach(
          plan.targets(),
          target -> table.write(plan, target, read.targets().get(target.id()), Optional.empty()));
    }
  }

  private List<ReadFailure> failures(ReadResults read) {
    List<ReadFailure> failures = new ArrayList<>(read.failures());
    failures.addAll(policies.failures());
    failures.addAll(
        RequestedResources.by(snapshot.request().scope())
            .notFound(
                snapshot.specification().home(), read.matchedSelectors(), failures.isEmpty()));
    return failures;
  }

  private boolean hasReadNothing(ReadResults read) {
    RequestedResources asked = RequestedResources.by(snapshot.request().scope());
    return asked.isNarrowed()
        ? read.rows(asked.dataset().name()) == 0
        : read.plans().stream().noneMatch(Plan::hasReadSomething);
  }

  /** The source of a checkpoint. */
  @FunctionalInterface
  private interface Lookup<K, V> {
    Optional<V> find(K key);
  }
}
