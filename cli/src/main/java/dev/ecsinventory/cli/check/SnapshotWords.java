package dev.ecsinventory.cli.check;

import dev.ecsinventory.cli.result.ShownResult;
import dev.ecsinventory.cli.result.ShownTaskSet;
import dev.ecsinventory.model.EcsArn;
import dev.ecsinventory.model.VisibleText;
import dev.ecsinventory.schema.Column;
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.schema.Snapshots;
import dev.ecsinventory.schema.TagViolations;
import dev.ecsinventory.schema.TaskSets;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The result of the evaluation of a snapshot in words. */
final class SnapshotWords {
  private static final int SHORT_ID = 12;

  private final CheckResult result;
  private final FailureCondition condition;

  SnapshotWords(CheckResult result, FailureCondition condition) {
    this.result = result;
    this.condition = condition;
  }

  ShownResult shown() {
    Map<String, List<Row>> violations =
        result.violations().stream()
            .collect(
                Collectors.groupingBy(
                    row -> key(row, TagViolations.CLUSTER_ARN, TagViolations.TASK_SET_ARN)));
    return new ShownResult(
        title(),
        result.snapshot().get(Snapshots.DATASET.snapshotTime()),
        result.taskSets().stream()
            .sorted(order())
            .map(
                row ->
                    taskSet(
                        row,
                        violations.getOrDefault(
                            key(row, TaskSets.CLUSTER_ARN, TaskSets.TASK_SET_ARN), List.of())))
            .toList(),
        result.notices(),
        result.notProven());
  }

  /** Two old services can have the same ARN in two clusters, and so can their task sets. */
  private static String key(Row row, Column<String> cluster, Column<String> taskSet) {
    return row.get(cluster) + " " + row.get(taskSet);
  }

  private Comparator<Row> order() {
    return Comparator.comparing(this::group)
        .thenComparing(row -> row.get(TaskSets.CLUSTER_ARN))
        .thenComparing(row -> row.get(TaskSets.TASK_SET_ARN));
  }

  private String title() {
    Row snapshot = result.snapshot();
    String baseline =
        condition
            .baseline()
            .map(one -> ", compared with baseline " + VisibleText.of(one.snapshotId()))
            .orElse("");
    String policy =
        result.policyId().isEmpty()
            ? "the policies of its accounts"
            : "policy " + result.policyId().substring(0, SHORT_ID);
    return "Snapshot %s (%s) by %s%s"
        .formatted(
            VisibleText.of(snapshot.get(Snapshots.DATASET.snapshotId())),
            VisibleText.of(snapshot.get(Snapshots.STATUS)),
            policy,
            baseline);
  }

  private ShownTaskSet taskSet(Row row, List<Row> violations) {
    List<String> satisfied = row.get(TaskSets.SATISFIED_BY_SERVICE);
    return new ShownTaskSet(
        group(row),
        VisibleText.value(EcsArn.nameOf(row.get(TaskSets.TASK_SET_ARN))),
        CheckResult.status(row),
        violations.stream()
            .map(violation -> ViolationWords.of(violation, condition.effect(violation)))
            .toList(),
        satisfied == null ? List.of() : satisfied.stream().map(VisibleText::value).toList());
  }

  private String group(Row row) {
    return Stream.of(
            result.names().text(row.get(TaskSets.DATASET.accountId())),
            row.get(TaskSets.DATASET.region()),
            row.get(TaskSets.CLUSTER_NAME),
            row.get(TaskSets.SERVICE_NAME))
        .map(name -> name == null ? "" : VisibleText.value(name))
        .collect(Collectors.joining(" / "));
  }
}
