package dev.ecsinventory.cli.check;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.model.ComplianceStatus;
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
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The result of the evaluation of a snapshot against a policy. The policy that was used when the
 * snapshot was taken returns the same rows, byte for byte.
 *
 * @param snapshot the row of {@code snapshots}
 * @param taskSets number of task sets with each status; every status is present
 * @param violations rows of {@code tag_violations}, in the dataset's order
 * @param satisfiedByService rows of {@code task_sets} whose service has required tags instead
 * @param rules the coverage of each rule; empty where a snapshot reports its own statuses
 */
public record CheckResult(
    Row snapshot,
    String policyId,
    Map<ComplianceStatus, Integer> taskSets,
    List<Row> violations,
    List<Row> satisfiedByService,
    List<RuleCoverage> rules) {
  public CheckResult {
    requireNonNull(snapshot, "snapshot is null");
    requireNonNull(policyId, "policyId is null");
    taskSets = Map.copyOf(taskSets);
    violations = List.copyOf(violations);
    satisfiedByService = List.copyOf(satisfiedByService);
    rules = List.copyOf(rules);
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
        counts(evaluated.taskSets()),
        sorted(evaluated.violations()),
        satisfiedByService(evaluated.taskSets()),
        evaluator.coverage(rows));
  }

  /**
   * The stored result of a snapshot that was evaluated against one policy.
   *
   * @param taskSets its rows of {@code task_sets}
   * @param violations its rows of {@code tag_violations}
   */
  public static CheckResult found(Row snapshot, List<Row> taskSets, List<Row> violations) {
    return new CheckResult(
        snapshot,
        snapshot.get(Snapshots.POLICY_ID),
        counts(taskSets),
        sorted(violations),
        satisfiedByService(taskSets),
        List.of());
  }

  private static List<Row> satisfiedByService(List<Row> taskSets) {
    return taskSets.stream()
        .filter(row -> row.get(TaskSets.SATISFIED_BY_SERVICE) != null)
        .sorted(TaskSets.DATASET.rowOrder())
        .toList();
  }

  private static Map<ComplianceStatus, Integer> counts(List<Row> taskSets) {
    Map<ComplianceStatus, Integer> counts = new EnumMap<>(ComplianceStatus.class);
    for (ComplianceStatus status : ComplianceStatus.values()) {
      counts.put(status, 0);
    }
    taskSets.stream()
        .map(row -> ComplianceStatus.valueOf(row.get(TaskSets.COMPLIANCE_STATUS)))
        .forEach(status -> counts.merge(status, 1, Integer::sum));
    return counts;
  }

  private static List<Row> sorted(List<Row> violations) {
    return violations.stream().sorted(TagViolations.DATASET.rowOrder()).toList();
  }

  /** The result for a terminal: a line for each violation, then the counts. */
  public String table() {
    return new CheckTable(this).text();
  }

  /**
   * Whether no rule that requires a tag was applied to any task set. No violation then proves
   * nothing: a fleet without a single tag has the same result.
   */
  public boolean isVacuous() {
    return rules.stream().noneMatch(rule -> rule.requiresTag() && rule.taskSets() > 0);
  }

  /** The rules that were applied to no task set, and why the result is vacuous if it is. */
  public List<String> notices() {
    return CoverageNotices.of(this);
  }

  public int count(ComplianceStatus status) {
    return taskSets.get(status);
  }
}
