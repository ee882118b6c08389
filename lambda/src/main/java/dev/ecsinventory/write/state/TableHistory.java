package dev.ecsinventory.write.state;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.aws.rate.StorageRetry;
import dev.ecsinventory.model.ServiceIdentity;
import dev.ecsinventory.model.SnapshotId;
import dev.ecsinventory.model.SnapshotStatus;
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.schema.Snapshots;
import dev.ecsinventory.schema.TableLayout;
import dev.ecsinventory.schema.TaskSets;
import dev.ecsinventory.write.dynamodb.DynamoDbTable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Reads the versions of a task set, and the summaries of snapshots, from the table. */
public final class TableHistory {
  private static final int FEW = 8;

  private final DynamoDbTable table;

  public TableHistory(DynamoDbClient client, String table) {
    this.table =
        new DynamoDbTable(
            requireNonNull(client, "client is null"),
            requireNonNull(table, "table is null"),
            StorageRetry.DEFAULT);
  }

  /**
   * The state of a task set from a snapshot on.
   *
   * @param row the state, or the last one before the deletion
   */
  public record Version(SnapshotId snapshot, Row row, boolean deleted) {
    public Version {
      requireNonNull(snapshot, "snapshot is null");
      requireNonNull(row, "row is null");
    }
  }

  /** A committed snapshot. */
  public record Summary(SnapshotId snapshot, SnapshotStatus status) {
    public Summary {
      requireNonNull(snapshot, "snapshot is null");
      requireNonNull(status, "status is null");
    }
  }

  /**
   * The version at {@code since} and those after it, in order of time.
   *
   * @param taskSetArn in any form
   */
  public List<Version> versions(
      ServiceIdentity service, String taskSetArn, Instant since, Instant until) {
    List<Version> versions = new ArrayList<>();
    for (String partition : partitions(service, taskSetArn)) {
      String first = StateItem.versionSortKey(since);
      table
          .last(partition, TableLayout.VERSION_PREFIX, first, FEW, item -> isOf(service, item))
          .ifPresent(item -> versions.add(version(item)));
      table.partition(partition, first, StateItem.versionSortKey(until)).stream()
          .filter(item -> isOf(service, item))
          .map(TableHistory::version)
          .filter(version -> !versions.contains(version))
          .forEach(versions::add);
    }
    versions.sort(Comparator.comparing(version -> version.snapshot().time()));
    return versions;
  }

  /** Releases used different keys where an ARN does not contain its cluster and service. */
  private static Set<String> partitions(ServiceIdentity service, String taskSetArn) {
    Set<String> partitions = new LinkedHashSet<>();
    for (String serviceArn : service.arns()) {
      ServiceIdentity identity = new ServiceIdentity(service.clusterArn(), serviceArn);
      for (String arn : identity.taskSetArns(taskSetArn)) {
        ResourceKey key = ResourceKey.ofTaskSet(identity, arn);
        partitions.add(key.partition());
        partitions.add(key.earlierPartition());
      }
    }
    return partitions;
  }

  private static boolean isOf(ServiceIdentity service, Map<String, AttributeValue> item) {
    return item.get(TaskSets.CLUSTER_ARN.name()).s().equals(service.clusterArn())
        && service.isService(item.get(TaskSets.SERVICE_ARN.name()).s());
  }

  private static Version version(Map<String, AttributeValue> item) {
    return new Version(
        SnapshotId.parse(item.get(StateItem.ID).s()),
        ItemDocument.row(TaskSets.DATASET, item),
        item.containsKey(TableLayout.DELETED_AT));
  }

  /** The summary of a snapshot; empty if it is not committed, or withdrawn. */
  public Optional<Summary> summary(SnapshotId snapshot) {
    return table
        .get(TableLayout.SNAPSHOT_PARTITION, snapshot.value())
        .flatMap(TableHistory::summary);
  }

  /** The full snapshots of a range, both ends included, in order; without withdrawn ones. */
  public List<Summary> fullSnapshots(Instant since, Instant until) {
    return table
        .partition(
            TableLayout.SNAPSHOT_PARTITION,
            SnapshotId.at(since, Optional.empty()).value(),
            SnapshotId.at(until, Optional.empty()).value())
        .stream()
        .filter(TableHistory::isFull)
        .flatMap(item -> summary(item).stream())
        .toList();
  }

  /** The newest full snapshot before {@code time}. */
  public Optional<Summary> fullBefore(Instant time) {
    return table
        .last(
            TableLayout.SNAPSHOT_PARTITION,
            SnapshotId.at(Instant.EPOCH, Optional.empty()).value(),
            SnapshotId.at(time.minusSeconds(1), Optional.empty()).value(),
            FEW,
            item -> isFull(item) && summary(item).isPresent())
        .flatMap(TableHistory::summary);
  }

  private static boolean isFull(Map<String, AttributeValue> item) {
    return SnapshotId.parse(item.get(TableLayout.SORT_KEY).s()).scopeHash().isEmpty();
  }

  private static Optional<Summary> summary(Map<String, AttributeValue> item) {
    return item.containsKey(TableLayout.WITHDRAWN_AT)
        ? Optional.empty()
        : Optional.of(
            new Summary(
                SnapshotId.parse(item.get(TableLayout.SORT_KEY).s()),
                SnapshotStatus.valueOf(item.get(Snapshots.STATUS.name()).s())));
  }
}
