package dev.ecsinventory.cli.check;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.cli.result.Effect;
import dev.ecsinventory.cli.result.ShownResult;
import dev.ecsinventory.manifest.AccountNames;
import dev.ecsinventory.model.ComplianceStatus;
import dev.ecsinventory.model.SnapshotStatus;
import dev.ecsinventory.policy.FleetEvaluator;
import dev.ecsinventory.policy.RuleCoverage;
import dev.ecsinventory.policy.document.TagPolicy;
import dev.ecsinventory.schema.Clusters;
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.schema.Services;
import dev.ecsinventory.schema.Snapshots;
import dev.ecsinventory.schema.TagViolations;
import dev.ecsinventory.schema.TargetRows;
import dev.ecsinventory.schema.TaskDefinitions;
import dev.ecsinventory.schema.TaskSets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The result of the evaluation of a snapshot against a policy. The policy that was used when the
 * snapshot was taken returns the same rows, byte for byte.
 *
 * @param snapshot the row of {@code snapshots}
 * @param policyId the policy's ID; empty where the accounts have different policies
 * @param taskSets rows of {@code task_sets}, with their statuses
 * @param violations rows of {@code tag_violations}, in the dataset's order
 * @param rules the coverage of each rule; empty where a snapshot reports its own statuses
 * @param names shown next to the accounts' IDs
 */
public record CheckResult(
    Row snapshot,
    String policyId,
    List<Row> taskSets,
    List<Row> violations,
    List<RuleCoverage> rules,
    AccountNames names) {
  public CheckResult {
    requireNonNull(snapshot, "snapshot is null");
    requireNonNull(policyId, "policyId is null");
    taskSets = List.copyOf(taskSets);
    violations = violations.stream().sorted(TagViolations.DATASET.rowOrder()).toList();
    rules = List.copyOf(rules);
    requireNonNull(names, "names is null");
  }

  /** Evaluates every task set of {@code snapshot} again, regardless of its stored status. */
  public static CheckResult of(CommittedSnapshot snapshot, TagPolicy policy) {
    List<Row> rows = new ArrayList<>(snapshot.rows(Clusters.DATASET));
    rows.addAll(snapshot.rows(Services.DATASET));
    rows.addAll(snapshot.rows(TaskDefinitions.DATASET));
    rows.addAll(snapshot.rows(TaskSets.DATASET));
    FleetEvaluator evaluator = new FleetEvaluator(Optional.of(policy));
    TargetRows evaluated = TargetRows.of(evaluator.evaluate(rows));
    return new CheckResult(
        snapshot.manifest().summary(),
        policy.id(),
        evaluated.taskSets(),
        evaluated.violations(),
        evaluator.coverage(rows),
        AccountNames.of(snapshot.manifest()));
  }

  /**
   * The stored result of a snapshot, by the policies that were in force.
   *
   * @param taskSets its rows of {@code task_sets}
   * @param violations its rows of {@code tag_violations}
   */
  public static CheckResult found(
      Row snapshot, List<Row> taskSets, List<Row> violations, AccountNames names) {
    return new CheckResult(
        snapshot,
        Objects.requireNonNullElse(snapshot.get(Snapshots.POLICY_ID), ""),
        taskSets,
        violations,
        List.of(),
        names);
  }

  /** The task sets whose service has required tags instead. */
  List<Row> satisfiedByService() {
    return taskSets.stream()
        .filter(row -> row.get(TaskSets.SATISFIED_BY_SERVICE) != null)
        .sorted(TaskSets.DATASET.rowOrder())
        .toList();
  }

  /** The result in words. */
  public ShownResult shown(FailureCondition condition) {
    return new SnapshotWords(this, condition).shown();
  }

  /** The number of violations that make the check fail. */
  public long failing(FailureCondition condition) {
    return violations.stream().filter(row -> condition.effect(row) == Effect.FAILS).count();
  }

  /**
   * Whether no rule that requires a tag was applied to any task set. No violation then proves
   * nothing: a fleet without a single tag has the same result.
   */
  public boolean isVacuous() {
    return !rules.isEmpty()
        && rules.stream().noneMatch(rule -> rule.requiresTag() && rule.taskSets() > 0);
  }

  /** Why the absence of a violation does not prove compliance; empty if it does. */
  public Optional<String> notProven() {
    if (!SnapshotStatus.COMPLETE.name().equals(snapshot.get(Snapshots.STATUS))) {
      return Optional.of("a part of the requested scope could not be read");
    }
    if (count(ComplianceStatus.UNKNOWN) > 0) {
      return Optional.of("the compliance of a task set is not known");
    }
    return isVacuous()
        ? Optional.of("no rule that requires a tag applied to any task set")
        : Optional.empty();
  }

  /** The rules that were applied to no task set, and why the result is vacuous if it is. */
  public List<String> notices() {
    return CoverageNotices.of(this);
  }

  public int count(ComplianceStatus status) {
    return (int) taskSets.stream().filter(row -> status(row) == status).count();
  }

  static ComplianceStatus status(Row taskSet) {
    return ComplianceStatus.valueOf(taskSet.get(TaskSets.COMPLIANCE_STATUS));
  }
}
