package dev.ecsinventory.policy;

import dev.ecsinventory.schema.Column;
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.schema.Struct;
import dev.ecsinventory.schema.TaskSets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Rows of {@code task_sets} for tests. */
public final class TaskSetRow {
  static final Instant SNAPSHOT_TIME = Instant.parse("2026-03-01T06:00:00Z");

  private TaskSetRow() {}

  /** A task set with the tags {@code key=value}. */
  public static Row tagged(String... tags) {
    return builder().set(TaskSets.TAGS, tags(tags)).build();
  }

  static List<Struct> tags(String... tags) {
    List<Struct> structs = new ArrayList<>();
    for (String tag : tags) {
      int equals = tag.indexOf('=');
      structs.add(Struct.of(tag.substring(0, equals), tag.substring(equals + 1)));
    }
    return structs;
  }

  static <T> Row with(Row row, Column<T> column, T value) {
    return row.with(column, value);
  }

  public static Row.Builder builder() {
    String account = "111122223333";
    String scope = "arn:aws:ecs:eu-west-1:" + account + ":";
    return Row.builder(TaskSets.DATASET)
        .set(TaskSets.DATASET.schemaVersion(), 1)
        .set(TaskSets.DATASET.snapshotId(), "20260301T060000Z")
        .set(TaskSets.DATASET.snapshotTime(), SNAPSHOT_TIME)
        .set(TaskSets.DATASET.accountId(), account)
        .set(TaskSets.DATASET.region(), "eu-west-1")
        .set(TaskSets.CLUSTER_ARN, scope + "cluster/prod-shop")
        .set(TaskSets.CLUSTER_NAME, "prod-shop")
        .set(TaskSets.SERVICE_ARN, scope + "service/prod-shop/checkout")
        .set(TaskSets.SERVICE_NAME, "checkout")
        .set(TaskSets.DEPLOYMENT_CONTROLLER, "EXTERNAL")
        .set(TaskSets.TASK_SET_ARN, scope + "task-set/prod-shop/checkout/ecs-svc/1")
        .set(TaskSets.TASK_SET_ID, "ecs-svc/1")
        .set(TaskSets.EXTERNAL_ID, "build-17")
        .set(TaskSets.STARTED_BY, "spinnaker")
        .set(TaskSets.STATUS, "PRIMARY")
        .set(TaskSets.TASK_DEFINITION_ARN, scope + "task-definition/checkout:17")
        .set(TaskSets.CREATED_AT, SNAPSHOT_TIME.minusSeconds(3600))
        .set(TaskSets.TAGS_KNOWN, true);
  }
}
