package dev.ecsinventory.cli.past;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.model.EcsArn;
import dev.ecsinventory.model.ServiceIdentity;
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.schema.TaskSets;
import java.util.Comparator;

/**
 * The identity of a task set in an account and Region, which is the same in every form of its ARN.
 *
 * @param id such as {@code ecs-svc/123}
 */
public record TaskSetName(String cluster, String service, String id)
    implements Comparable<TaskSetName> {
  private static final Comparator<TaskSetName> ORDER =
      Comparator.comparing(TaskSetName::cluster)
          .thenComparing(TaskSetName::service)
          .thenComparing(TaskSetName::id);

  public TaskSetName {
    requireNonNull(cluster, "cluster is null");
    requireNonNull(service, "service is null");
    requireNonNull(id, "id is null");
  }

  /** The identity of the task set of a row. */
  public static TaskSetName of(Row row) {
    ServiceIdentity service =
        new ServiceIdentity(row.get(TaskSets.CLUSTER_ARN), row.get(TaskSets.SERVICE_ARN));
    String arn = row.get(TaskSets.TASK_SET_ARN);
    return new TaskSetName(
        EcsArn.nameOf(service.clusterArn()),
        service.serviceName(),
        service.taskSetId(arn).orElse(arn));
  }

  @Override
  public int compareTo(TaskSetName other) {
    return ORDER.compare(this, other);
  }

  /** For people. */
  @Override
  public String toString() {
    return "%s / %s / %s".formatted(cluster, service, EcsArn.nameOf(id));
  }
}
