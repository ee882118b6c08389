package dev.ecsinventory.report;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.schema.Row;
import dev.ecsinventory.schema.TaskSets;

/**
 * Task sets of one service that one creator started, which the report does not distinguish further.
 *
 * @param startedBy null where ECS does not report the creator
 */
record TaskSetGroup(
    String accountId,
    String region,
    String clusterArn,
    String clusterName,
    String serviceArn,
    String serviceName,
    String startedBy) {
  TaskSetGroup {
    requireNonNull(accountId, "accountId is null");
    requireNonNull(region, "region is null");
    requireNonNull(clusterArn, "clusterArn is null");
    requireNonNull(clusterName, "clusterName is null");
    requireNonNull(serviceArn, "serviceArn is null");
    requireNonNull(serviceName, "serviceName is null");
  }

  static TaskSetGroup of(Row taskSet) {
    return new TaskSetGroup(
        taskSet.get(TaskSets.DATASET.accountId()),
        taskSet.get(TaskSets.DATASET.region()),
        taskSet.get(TaskSets.CLUSTER_ARN),
        taskSet.get(TaskSets.CLUSTER_NAME),
        taskSet.get(TaskSets.SERVICE_ARN),
        taskSet.get(TaskSets.SERVICE_NAME),
        taskSet.get(TaskSets.STARTED_BY));
  }
}
