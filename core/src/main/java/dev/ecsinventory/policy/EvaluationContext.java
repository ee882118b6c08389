package dev.ecsinventory.policy;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.schema.Row;
import dev.ecsinventory.schema.TaskSets;
import java.time.Instant;
import java.util.function.Supplier;

/**
 * The input of an evaluation besides the task set and the policy.
 *
 * @param time the time of the task set's row; it determines which waivers and grace periods apply
 * @param lineage tags of the task set's service, cluster and task definition; evaluated lazily,
 *     only where a rule is violated
 */
public record EvaluationContext(Instant time, Supplier<Lineage> lineage) {
  public EvaluationContext {
    requireNonNull(time, "time is null");
    requireNonNull(lineage, "lineage is null");
  }

  EvaluationContext(Instant time, Lineage lineage) {
    this(time, () -> lineage);
  }

  static EvaluationContext of(Row taskSet, Lineage lineage) {
    return of(taskSet, () -> lineage);
  }

  /**
   * With the time of the row's own snapshot, so that a later evaluation returns the same result.
   */
  public static EvaluationContext of(Row taskSet, Supplier<Lineage> lineage) {
    return new EvaluationContext(taskSet.get(TaskSets.DATASET.snapshotTime()), lineage);
  }
}
