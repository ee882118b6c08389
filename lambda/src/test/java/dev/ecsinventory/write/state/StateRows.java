package dev.ecsinventory.write.state;

import dev.ecsinventory.model.AccountRegion;
import dev.ecsinventory.model.ComplianceStatus;
import dev.ecsinventory.model.Coverage;
import dev.ecsinventory.model.EcsArn;
import dev.ecsinventory.model.ServiceIdentity;
import dev.ecsinventory.model.SnapshotId;
import dev.ecsinventory.normalize.Normalizer;
import dev.ecsinventory.schema.Clusters;
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.schema.Services;
import dev.ecsinventory.schema.TaskSets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Rows for tests that write to the table without reading ECS. */
public final class StateRows {
  public static final AccountRegion PLACE = new AccountRegion("123456789012", "us-east-1");
  public static final String ARN = "arn:aws:ecs:us-east-1:123456789012:";

  private final Normalizer normalizer;

  public StateRows(SnapshotId snapshot) {
    this.normalizer = new Normalizer(snapshot);
  }

  public static String clusterArn(String name) {
    return ARN + "cluster/" + name;
  }

  public Row cluster(String arn) {
    return normalizer
        .begin(Clusters.DATASET, PLACE)
        .set(Clusters.CLUSTER_ARN, arn)
        .set(Clusters.CLUSTER_NAME, EcsArn.nameOf(arn))
        .set(Clusters.TAGS_KNOWN, true)
        .build();
  }

  public Row service(ServiceIdentity service, String platformVersion) {
    return normalizer
        .begin(Services.DATASET, PLACE)
        .set(Services.CLUSTER_ARN, service.clusterArn())
        .set(Services.CLUSTER_NAME, EcsArn.nameOf(service.clusterArn()))
        .set(Services.SERVICE_ARN, service.serviceArn())
        .set(Services.SERVICE_NAME, EcsArn.nameOf(service.serviceArn()))
        .set(Services.PLATFORM_VERSION, platformVersion)
        .set(Services.TASK_SET_COUNT, 0)
        .set(Services.TAGS_KNOWN, true)
        .build();
  }

  public Row taskSet(
      ServiceIdentity service, String arn, String externalId, ComplianceStatus status) {
    return normalizer
        .begin(TaskSets.DATASET, PLACE)
        .set(TaskSets.CLUSTER_ARN, service.clusterArn())
        .set(TaskSets.CLUSTER_NAME, EcsArn.nameOf(service.clusterArn()))
        .set(TaskSets.SERVICE_ARN, service.serviceArn())
        .set(TaskSets.SERVICE_NAME, EcsArn.nameOf(service.serviceArn()))
        .set(TaskSets.TASK_SET_ARN, arn)
        .set(TaskSets.EXTERNAL_ID, externalId)
        .set(TaskSets.TAGS_KNOWN, true)
        .set(TaskSets.COMPLIANCE_STATUS, status.name())
        .build();
  }

  /** The coverage of a cluster that was read completely, and its services without failures. */
  public static Coverage coverage(String clusterArn, Map<String, Set<String>> taskSetsOfService) {
    Map<ServiceIdentity, Set<String>> byIdentity = new HashMap<>();
    taskSetsOfService.forEach(
        (service, taskSets) -> byIdentity.put(new ServiceIdentity(clusterArn, service), taskSets));
    return new Coverage(Map.of(clusterArn, taskSetsOfService.keySet()), byIdentity);
  }
}
