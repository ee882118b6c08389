package dev.ecsinventory.format;

import dev.ecsinventory.model.SnapshotId;
import dev.ecsinventory.model.SnapshotStatus;
import dev.ecsinventory.schema.Dataset;
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.schema.Snapshots;
import dev.ecsinventory.schema.Struct;
import dev.ecsinventory.schema.TaskSets;
import java.time.Instant;
import java.util.List;

/** Sample rows for tests and benchmarks of formats. */
public final class Samples {
  private Samples() {}

  public static Row taskSet() {
    return taskSet("1234567890123456789");
  }

  public static Row taskSet(String id) {
    Dataset dataset = TaskSets.DATASET;
    return Row.builder(dataset)
        .set(dataset.schemaVersion(), Dataset.SCHEMA_VERSION)
        .set(dataset.snapshotId(), "20260115T060000Z")
        .set(dataset.snapshotTime(), Instant.parse("2026-01-15T06:00:00Z"))
        .set(dataset.accountId(), "123456789012")
        .set(dataset.region(), "us-east-1")
        .set(TaskSets.CLUSTER_ARN, "arn:aws:ecs:us-east-1:123456789012:cluster/prod")
        .set(TaskSets.CLUSTER_NAME, "prod")
        .set(TaskSets.SERVICE_ARN, "arn:aws:ecs:us-east-1:123456789012:service/prod/web")
        .set(TaskSets.SERVICE_NAME, "web")
        .set(
            TaskSets.TASK_SET_ARN,
            "arn:aws:ecs:us-east-1:123456789012:task-set/prod/web/ecs-svc/" + id)
        .set(TaskSets.TASK_SET_ID, "ecs-svc/" + id)
        .set(TaskSets.SCALE_VALUE, 50.0)
        .set(TaskSets.TAGS, List.of(Struct.of("Team", "größe \uD83D\uDE80"), Struct.of("team", "")))
        .set(TaskSets.TAGS_KNOWN, true)
        .build();
  }

  /** A row of {@code snapshots}. */
  public static Row snapshot(SnapshotId id, SnapshotStatus status) {
    Dataset dataset = Snapshots.DATASET;
    return Row.builder(dataset)
        .set(dataset.schemaVersion(), Dataset.SCHEMA_VERSION)
        .set(dataset.snapshotId(), id.value())
        .set(dataset.snapshotTime(), id.time())
        .set(dataset.accountId(), "123456789012")
        .set(dataset.region(), "us-east-1")
        .set(Snapshots.STATUS, status.name())
        .set(Snapshots.CLUSTER_COUNT, 0)
        .set(Snapshots.SERVICE_COUNT, 0)
        .set(Snapshots.TASK_SET_COUNT, 0)
        .set(Snapshots.TAG_VIOLATION_COUNT, 0)
        .set(Snapshots.READ_FAILURE_COUNT, 0)
        .set(Snapshots.API_CALLS, 0)
        .set(Snapshots.THROTTLED_CALLS, 0)
        .set(Snapshots.STARTED_AT, id.time())
        .set(Snapshots.FINISHED_AT, id.time())
        .build();
  }
}
