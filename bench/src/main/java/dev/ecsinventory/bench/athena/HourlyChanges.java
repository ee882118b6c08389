package dev.ecsinventory.bench.athena;

import dev.ecsinventory.schema.Row;
import dev.ecsinventory.schema.TaskSets;
import java.time.Instant;
import java.util.List;
import java.util.Random;

/**
 * Changes a fleet as in one hour, deterministically: a fraction of the task sets is scaled, and a
 * deployment replaces one in five hundred, which is one in twenty per day.
 */
final class HourlyChanges {
  private static final double REPLACED = 0.002;

  /** One in a hundred. */
  static final double USUAL = 0.01;

  /** One in ten. */
  static final double BUSY = 0.1;

  private static final int MAX_TASKS = 20;
  private static final int MILLIS_PER_HOUR = 3_600_000;

  private final Random random = new Random(1);
  private final double scaled;

  /**
   * @param scaled fraction of the task sets that are scaled in an hour
   */
  HourlyChanges(double scaled) {
    this.scaled = scaled;
  }

  /** The fleet at {@code time}, an hour later than {@code fleet}, in the row order of its files. */
  List<Row> after(List<Row> fleet, Instant time) {
    return fleet.stream().map(row -> after(row, time)).sorted(TaskSets.DATASET.rowOrder()).toList();
  }

  private Row after(Row row, Instant time) {
    double draw = random.nextDouble();
    if (draw >= REPLACED + scaled) {
      return row;
    }
    Instant changed = time.minusMillis(random.nextInt(MILLIS_PER_HOUR));
    return scaled(draw < REPLACED ? replaced(row, changed) : row, changed);
  }

  private Row replaced(Row row, Instant created) {
    String id = "%019d".formatted(random.nextLong(Long.MAX_VALUE));
    int revision = row.get(TaskSets.TASK_DEFINITION_REVISION);
    return row.with(TaskSets.TASK_SET_ARN, withLast(row.get(TaskSets.TASK_SET_ARN), '/', id))
        .with(TaskSets.TASK_SET_ID, withLast(row.get(TaskSets.TASK_SET_ID), '/', id))
        .with(TaskSets.EXTERNAL_ID, id)
        .with(
            TaskSets.TASK_DEFINITION_ARN,
            withLast(row.get(TaskSets.TASK_DEFINITION_ARN), ':', String.valueOf(revision + 1)))
        .with(TaskSets.TASK_DEFINITION_REVISION, revision + 1)
        .with(TaskSets.CREATED_AT, created);
  }

  private Row scaled(Row row, Instant at) {
    int tasks = random.nextInt(MAX_TASKS);
    return row.with(TaskSets.COMPUTED_DESIRED_COUNT, tasks)
        .with(TaskSets.RUNNING_COUNT, tasks)
        .with(TaskSets.UPDATED_AT, at)
        .with(TaskSets.STABILITY_STATUS_AT, at);
  }

  private static String withLast(String name, char before, String last) {
    return name.substring(0, name.lastIndexOf(before) + 1) + last;
  }
}
