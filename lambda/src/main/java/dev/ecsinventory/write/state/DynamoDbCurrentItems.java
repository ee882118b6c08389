package dev.ecsinventory.write.state;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.config.Settings;
import dev.ecsinventory.model.ServiceIdentity;
import dev.ecsinventory.model.SnapshotId;
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.schema.TableLayout;
import dev.ecsinventory.schema.TaskSets;
import dev.ecsinventory.store.MissingDestinationException;
import dev.ecsinventory.verify.CurrentItems;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import software.amazon.awssdk.core.pagination.sync.SdkIterable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;

/**
 * Reads the current items of task sets from the indexes, which are eventually consistent. {@link
 * #clusters} scans {@code by_cluster} once; {@link #summaries} queries the table itself.
 */
public final class DynamoDbCurrentItems implements CurrentItems {
  private static final String SNAPSHOT = TaskSets.DATASET.snapshotId().name();

  private final DynamoDbClient client;
  private final String table;

  public DynamoDbCurrentItems(DynamoDbClient client, String table) {
    this.client = requireNonNull(client, "client is null");
    this.table = requireNonNull(table, "table is null");
  }

  @Override
  public Set<SnapshotId> summaries() {
    Set<SnapshotId> summaries = new HashSet<>();
    inTable(
        client
            .queryPaginator(
                query ->
                    query
                        .tableName(table)
                        .consistentRead(true)
                        .keyConditionExpression("#pk = :snapshots")
                        .filterExpression("attribute_not_exists(#withdrawn)")
                        .projectionExpression("#sk")
                        .expressionAttributeNames(
                            Map.of(
                                "#pk", TableLayout.PARTITION_KEY,
                                "#sk", TableLayout.SORT_KEY,
                                "#withdrawn", TableLayout.WITHDRAWN_AT))
                        .expressionAttributeValues(
                            Map.of(
                                ":snapshots",
                                AttributeValue.fromS(TableLayout.SNAPSHOT_PARTITION))))
            .items(),
        item -> SnapshotId.ofText(item.get(TableLayout.SORT_KEY).s()).ifPresent(summaries::add));
    return summaries;
  }

  @Override
  public Set<String> clusters() {
    Set<String> clusters = new TreeSet<>();
    inTable(
        client
            .scanPaginator(
                scan ->
                    scan.tableName(table)
                        .indexName(TableLayout.BY_CLUSTER.name())
                        .projectionExpression(TableLayout.CURRENT_CLUSTER_ARN))
            .items(),
        item -> clusters.add(item.get(TableLayout.CURRENT_CLUSTER_ARN).s()));
    return clusters;
  }

  @Override
  public Collection<CurrentItem> ofCluster(String clusterArn) {
    return index(TableLayout.BY_CLUSTER, clusterArn)
        .map(item -> (CurrentItem) new Item(item))
        .toList();
  }

  @Override
  public Optional<SnapshotId> deletedBy(ServiceIdentity service, String taskSetArn) {
    return index(TableLayout.BY_SERVICE, service.serviceArn())
        .filter(item -> item.get(TableLayout.SORT_KEY).s().equals(TableLayout.CURRENT))
        .filter(item -> item.get(TaskSets.TASK_SET_ARN.name()).s().equals(taskSetArn))
        .filter(item -> item.get(TaskSets.CLUSTER_ARN.name()).s().equals(service.clusterArn()))
        .filter(item -> item.containsKey(TableLayout.DELETED_AT))
        .map(item -> SnapshotId.parse(item.get(SNAPSHOT).s()))
        .findFirst();
  }

  private Stream<Map<String, AttributeValue>> index(TableLayout.Index index, String key) {
    List<Map<String, AttributeValue>> items = new ArrayList<>();
    inTable(
        client
            .queryPaginator(
                query ->
                    query
                        .tableName(table)
                        .indexName(index.name())
                        .keyConditionExpression("#key = :key")
                        .expressionAttributeNames(Map.of("#key", index.partitionKey()))
                        .expressionAttributeValues(Map.of(":key", AttributeValue.fromS(key))))
            .items(),
        items::add);
    return items.stream();
  }

  private void inTable(
      SdkIterable<Map<String, AttributeValue>> items,
      Consumer<Map<String, AttributeValue>> consumer) {
    try {
      items.forEach(consumer);
    } catch (ResourceNotFoundException absent) {
      throw new MissingDestinationException(
          "%s: \"%s\" is not a table that exists".formatted(Settings.TABLE, table), absent);
    }
  }

  private record Item(Map<String, AttributeValue> attributes) implements CurrentItem {
    @Override
    public ServiceIdentity service() {
      return new ServiceIdentity(
          attributes.get(TaskSets.CLUSTER_ARN.name()).s(),
          attributes.get(TaskSets.SERVICE_ARN.name()).s());
    }

    @Override
    public String taskSetArn() {
      return attributes.get(TaskSets.TASK_SET_ARN.name()).s();
    }

    @Override
    public SnapshotId snapshot() {
      return SnapshotId.parse(attributes.get(SNAPSHOT).s());
    }

    @Override
    public Optional<Instant> observedAt() {
      return Optional.ofNullable(attributes.get(TableLayout.OBSERVED_AT))
          .map(observed -> Instant.parse(observed.s()));
    }

    @Override
    public boolean has(Row row) {
      return StateHash.of(TaskSets.DATASET, attributes)
          .equals(StateHash.of(TaskSets.DATASET, ItemDocument.of(row)));
    }
  }
}
