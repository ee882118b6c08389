package dev.ecsinventory.policy;

import dev.ecsinventory.model.ServiceIdentity;
import dev.ecsinventory.schema.Clusters;
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.schema.Services;
import dev.ecsinventory.schema.Struct;
import dev.ecsinventory.schema.TaskDefinitions;
import dev.ecsinventory.schema.TaskSets;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The known tags of a fleet's services, clusters and task definitions. A service is found by its
 * identity: two clusters can each have a service with the same ARN.
 */
final class FleetTags {
  private final Map<ServiceIdentity, List<Struct>> services = new HashMap<>();

  /** The tags by ARN, which is unique for clusters and task definitions. */
  private final Map<String, List<Struct>> clustersAndTaskDefinitions = new HashMap<>();

  private FleetTags() {}

  static FleetTags of(Collection<Row> rows) {
    FleetTags tags = new FleetTags();
    rows.forEach(tags::add);
    return tags;
  }

  private void add(Row row) {
    if (row.dataset() == Services.DATASET && row.get(Services.TAGS_KNOWN)) {
      services.put(
          new ServiceIdentity(row.get(Services.CLUSTER_ARN), row.get(Services.SERVICE_ARN)),
          orNone(row.get(Services.TAGS)));
    } else if (row.dataset() == Clusters.DATASET && row.get(Clusters.TAGS_KNOWN)) {
      clustersAndTaskDefinitions.put(row.get(Clusters.CLUSTER_ARN), orNone(row.get(Clusters.TAGS)));
    } else if (row.dataset() == TaskDefinitions.DATASET && row.get(TaskDefinitions.TAGS_KNOWN)) {
      clustersAndTaskDefinitions.put(
          row.get(TaskDefinitions.TASK_DEFINITION_ARN), orNone(row.get(TaskDefinitions.TAGS)));
    }
  }

  /** An immutable list, so that a lineage does not copy it again. */
  private static List<Struct> orNone(List<Struct> tags) {
    return tags == null ? List.of() : List.copyOf(tags);
  }

  /** The tags of the service, cluster and task definition of a row of {@code task_sets}. */
  Lineage lineage(Row taskSet) {
    return new Lineage(
        Optional.ofNullable(services.get(serviceOf(taskSet))),
        Optional.ofNullable(
            clustersAndTaskDefinitions.get(taskSet.get(TaskSets.TASK_DEFINITION_ARN))),
        Optional.ofNullable(clustersAndTaskDefinitions.get(taskSet.get(TaskSets.CLUSTER_ARN))));
  }

  private static ServiceIdentity serviceOf(Row taskSet) {
    return new ServiceIdentity(
        taskSet.get(TaskSets.CLUSTER_ARN), taskSet.get(TaskSets.SERVICE_ARN));
  }
}
