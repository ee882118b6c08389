package dev.ecsinventory.normalize;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.model.AccountRegion;
import dev.ecsinventory.model.EcsArn;
import dev.ecsinventory.model.ReadFailure;
import dev.ecsinventory.model.ServiceIdentity;
import dev.ecsinventory.model.SnapshotId;
import dev.ecsinventory.model.WellFormedText;
import dev.ecsinventory.scan.Reading;
import dev.ecsinventory.scan.Reading.ClusterReading;
import dev.ecsinventory.scan.Reading.ServiceReading;
import dev.ecsinventory.scan.Reading.TaskDefinitionReading;
import dev.ecsinventory.scan.Reading.TaskSetReading;
import dev.ecsinventory.schema.Clusters;
import dev.ecsinventory.schema.Dataset;
import dev.ecsinventory.schema.ReadFailures;
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.schema.Services;
import dev.ecsinventory.schema.TaskDefinitions;
import dev.ecsinventory.schema.TaskSets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.ecs.model.DescribeTaskDefinitionResponse;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.TaskSet;

/**
 * Converts readings to rows. An absent value is null, and null differs from an empty string or
 * list.
 */
public final class Normalizer {
  private static final ShapeRowReader CLUSTERS = ShapeRowReader.of(Clusters.DATASET);
  private static final ShapeRowReader SERVICES = ShapeRowReader.of(Services.DATASET);
  private static final ShapeRowReader TASK_DEFINITIONS = ShapeRowReader.of(TaskDefinitions.DATASET);
  private static final ShapeRowReader TASK_SETS = ShapeRowReader.of(TaskSets.DATASET);

  private final String snapshotId;
  private final Instant snapshotTime;

  // The last rows that any thread built, to share equal values: services and task sets have many
  // equal values, and the SDK creates new objects for each response. Any earlier row serves the
  // purpose, so a race between two threads does no harm; rows are immutable.
  private Row lastService;
  private Row lastTaskSet;

  public Normalizer(SnapshotId snapshot) {
    requireNonNull(snapshot, "snapshot is null");
    this.snapshotId = snapshot.value();
    this.snapshotTime = snapshot.time();
  }

  /**
   * The rows of one reading: one for a cluster or a task definition, or one for a service and one
   * per task set of it.
   */
  public List<Row> rows(AccountRegion accountRegion, Reading reading) {
    return switch (reading) {
      case ClusterReading cluster -> List.of(row(accountRegion, cluster));
      case ServiceReading service -> rows(accountRegion, service);
      case TaskDefinitionReading definition -> List.of(row(accountRegion, definition));
    };
  }

  /** The row of a failure. */
  public Row row(ReadFailure failure) {
    AccountRegion accountRegion = new AccountRegion(failure.accountId(), failure.region());
    return begin(ReadFailures.DATASET, accountRegion)
        .set(ReadFailures.OPERATION, failure.operation())
        .set(ReadFailures.RESOURCE_ARN, failure.resourceArn())
        .set(ReadFailures.ERROR_CODE, failure.errorCode())
        .set(ReadFailures.MESSAGE, failure.message())
        .set(ReadFailures.KIND, failure.kind().name())
        .set(ReadFailures.ATTEMPTS, failure.attempts())
        .set(ReadFailures.CLUSTER_ARN, failure.clusterArn())
        .build();
  }

  /** A row with the columns that every dataset starts with. */
  public Row.Builder begin(Dataset dataset, AccountRegion accountRegion) {
    return Row.builder(dataset)
        .set(dataset.schemaVersion(), Dataset.SCHEMA_VERSION)
        .set(dataset.snapshotId(), snapshotId)
        .set(dataset.snapshotTime(), snapshotTime)
        .set(dataset.accountId(), accountRegion.accountId())
        .set(dataset.region(), accountRegion.region());
  }

  private Row row(AccountRegion accountRegion, ClusterReading reading) {
    Row.Builder row = begin(Clusters.DATASET, accountRegion);
    CLUSTERS.read(row, reading.cluster());
    row.set(Clusters.CLUSTER_ARN, reading.arn())
        .set(Clusters.CLUSTER_NAME, EcsArn.nameOf(reading.arn()))
        .set(Clusters.TAGS_KNOWN, reading.tagsKnown());
    if (!reading.tagsKnown()) {
      row.set(Clusters.TAGS, null);
    }
    return row.build();
  }

  private Row row(AccountRegion accountRegion, TaskDefinitionReading reading) {
    DescribeTaskDefinitionResponse response =
        reading
            .response()
            .orElseGet(
                () ->
                    DescribeTaskDefinitionResponse.builder()
                        .taskDefinition(named -> named.taskDefinitionArn(reading.arn()))
                        .build());
    Row.Builder row = begin(TaskDefinitions.DATASET, accountRegion);
    TASK_DEFINITIONS.read(row, response);
    return row.set(TaskDefinitions.TAGS_KNOWN, reading.response().isPresent()).build();
  }

  private List<Row> rows(AccountRegion accountRegion, ServiceReading reading) {
    List<Row> rows = new ArrayList<>(1 + reading.taskSets().size());
    Row built = shared(service(accountRegion, reading), lastService);
    lastService = built;
    rows.add(built);
    for (TaskSetReading taskSet : reading.taskSets()) {
      built = shared(taskSet(accountRegion, reading, taskSet), lastTaskSet);
      lastTaskSet = built;
      rows.add(built);
    }
    return rows;
  }

  private Row.Builder service(AccountRegion accountRegion, ServiceReading reading) {
    ServiceIdentity identity = reading.identity();
    Service service = reading.service();
    Row.Builder row = begin(Services.DATASET, accountRegion);
    SERVICES.read(row, service);
    row.set(Services.CLUSTER_ARN, identity.clusterArn())
        .set(Services.CLUSTER_NAME, EcsArn.nameOf(identity.clusterArn()))
        .set(Services.SERVICE_ARN, identity.serviceArn())
        .set(Services.REPORTED_CLUSTER_ARN, ifOther(service.clusterArn(), identity.clusterArn()))
        .set(Services.REPORTED_SERVICE_ARN, ifOther(service.serviceArn(), identity.serviceArn()))
        .set(Services.TASK_SET_COUNT, reading.taskSetCount())
        .set(Services.TAGS_KNOWN, reading.tagsKnown());
    return reading.tagsKnown() ? row : row.set(Services.TAGS, null);
  }

  /** The row, which shares equal values with {@code before}, if it is present. */
  private static Row shared(Row.Builder row, Row before) {
    return before == null ? row.build() : row.sharing(before).build();
  }

  private Row.Builder taskSet(
      AccountRegion accountRegion, ServiceReading parent, TaskSetReading reading) {
    ServiceIdentity identity = parent.identity();
    TaskSet taskSet = reading.taskSet();
    Row.Builder row = begin(TaskSets.DATASET, accountRegion);
    TASK_SETS.read(row, taskSet, parent.service());
    row.set(TaskSets.CLUSTER_ARN, identity.clusterArn())
        .set(TaskSets.CLUSTER_NAME, EcsArn.nameOf(identity.clusterArn()))
        .set(TaskSets.SERVICE_ARN, identity.serviceArn())
        .set(TaskSets.SERVICE_NAME, identity.serviceName())
        .set(TaskSets.TASK_SET_ARN, reading.arn())
        .set(TaskSets.REPORTED_CLUSTER_ARN, ifOther(taskSet.clusterArn(), identity.clusterArn()))
        .set(TaskSets.REPORTED_SERVICE_ARN, ifOther(taskSet.serviceArn(), identity.serviceArn()))
        .set(TaskSets.TAGS_KNOWN, reading.tagsKnown());
    // The inline copy may have a list of tags, which must never be used.
    return reading.tagsKnown() ? row : row.set(TaskSets.TAGS, null);
  }

  /**
   * The reported value where it differs from the requested one, so that the response can be
   * restored.
   */
  private static String ifOther(String reported, String requested) {
    return reported == null || reported.equals(requested) ? null : WellFormedText.of(reported);
  }
}
