package dev.ecsinventory.write.state;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.model.ServiceIdentity;
import dev.ecsinventory.schema.TableLayout;

/**
 * The key of the items of a cluster, a service or a task set. An ARN that contains its cluster, or
 * its cluster and service, is unique. Any other ARN, such as the old format {@code service/NAME},
 * is preceded by the ARNs of its parents, so that equal names in two clusters have different keys.
 *
 * @param arn of the resource
 * @param clusterArn ARN of its cluster, or its own for a cluster
 * @param partition partition key of its items
 * @param earlierPartition partition key in versions that used the ARN alone
 */
record ResourceKey(String arn, String clusterArn, String partition, String earlierPartition) {
  /** The separator between ARNs, which no ARN of ECS contains. */
  private static final String SEPARATOR = "#";

  ResourceKey {
    requireNonNull(arn, "arn is null");
    requireNonNull(clusterArn, "clusterArn is null");
    requireNonNull(partition, "partition is null");
    requireNonNull(earlierPartition, "earlierPartition is null");
  }

  static ResourceKey ofCluster(String clusterArn) {
    String partition = TableLayout.CLUSTER_PREFIX + clusterArn;
    return new ResourceKey(clusterArn, clusterArn, partition, partition);
  }

  static ResourceKey ofService(ServiceIdentity service) {
    String arn = service.serviceArn();
    String path =
        ArnSuffix.ofServicesIn(service.clusterArn()).shortens(arn)
            ? arn
            : String.join(SEPARATOR, service.clusterArn(), arn);
    return new ResourceKey(
        arn,
        service.clusterArn(),
        TableLayout.SERVICE_PREFIX + path,
        TableLayout.SERVICE_PREFIX + arn);
  }

  static ResourceKey ofTaskSet(ServiceIdentity service, String taskSetArn) {
    String path =
        ArnSuffix.ofTaskSetsIn(service.clusterArn(), service.serviceArn()).shortens(taskSetArn)
            ? taskSetArn
            : String.join(SEPARATOR, service.clusterArn(), service.serviceArn(), taskSetArn);
    return new ResourceKey(
        taskSetArn,
        service.clusterArn(),
        TableLayout.TASK_SET_PREFIX + path,
        TableLayout.TASK_SET_PREFIX + taskSetArn);
  }

  /** Whether an earlier version wrote the resource's items under another key. */
  boolean moved() {
    return !partition.equals(earlierPartition);
  }
}
