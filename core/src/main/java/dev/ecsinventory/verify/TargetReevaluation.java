package dev.ecsinventory.verify;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.policy.FleetEvaluator;
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.schema.TagViolations;
import dev.ecsinventory.schema.TaskSets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Evaluates the rows of a target again and compares the result with the committed one: every task
 * set has the same compliance, and {@code tag_violations} has the same rows.
 */
final class TargetReevaluation {
  private final SnapshotUnderCheck snapshot;
  private final TargetUnderCheck rows;
  private final FleetEvaluator evaluator;

  TargetReevaluation(SnapshotUnderCheck snapshot, TargetUnderCheck rows, FleetEvaluator evaluator) {
    this.snapshot = requireNonNull(snapshot, "snapshot is null");
    this.rows = requireNonNull(rows, "rows is null");
    this.evaluator = requireNonNull(evaluator, "evaluator is null");
  }

  void check() {
    List<Row> committed = new ArrayList<>(rows.clusters());
    committed.addAll(rows.services());
    committed.addAll(rows.taskSets());
    committed.addAll(rows.taskDefinitions());
    Map<Row, Integer> surplus = new HashMap<>();
    rows.taskSets().forEach(row -> surplus.merge(row, 1, Integer::sum));
    rows.violations().forEach(row -> surplus.merge(row, 1, Integer::sum));
    for (Row row : evaluator.evaluate(committed)) {
      if (row.dataset() == TaskSets.DATASET || row.dataset() == TagViolations.DATASET) {
        surplus.merge(row, -1, Integer::sum);
      }
    }
    surplus.forEach(this::report);
    snapshot.findings().taskSetsReevaluated(rows.taskSets().size());
  }

  private void report(Row row, int surplus) {
    if (surplus == 0) {
      return;
    }
    String origin = surplus > 0 ? "committed" : "evaluated again";
    boolean isTaskSet = row.dataset() == TaskSets.DATASET;
    snapshot.found(
        FindingCode.EVALUATION_DIFFERS,
        isTaskSet ? row.get(TaskSets.TASK_SET_ARN) : row.get(TagViolations.TASK_SET_ARN),
        isTaskSet
            ? "%s: %s".formatted(origin, row.get(TaskSets.COMPLIANCE_STATUS))
            : "only %s: %s %s"
                .formatted(origin, row.get(TagViolations.VIOLATION), row.get(TagViolations.RULE)));
  }
}
