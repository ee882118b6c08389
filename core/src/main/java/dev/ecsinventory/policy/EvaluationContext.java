package dev.ecsinventory.policy;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.schema.Row;
import dev.ecsinventory.schema.TaskSets;
import java.time.Instant;
import java.util.function.Supplier;

/**
 * What a compliance status rests on besides the task set and the policy.
 *
 * @param time when the task set was as its row says; decides which waivers hold and who is still in
 *     the grace period
 * @param lineage what the task set comes from; asked only where a rule is broken
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
   * The time of the row's own snapshot: evaluating it again next year gives the same compliance
   * status.
   */
  public static EvaluationContext of(Row taskSet, Supplier<Lineage> lineage) {
    return new EvaluationContext(taskSet.get(TaskSets.DATASET.snapshotTime()), lineage);
  }
}
