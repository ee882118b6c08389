package dev.ecsinventory.write.state;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.config.Settings;
import dev.ecsinventory.model.ServiceIdentity;
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.schema.TableLayout;
import dev.ecsinventory.schema.TaskSets;
import dev.ecsinventory.store.MissingDestinationException;
import dev.ecsinventory.verify.CurrentItems;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
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
 * #clusters} scans {@code by_cluster} once.
 */
public final class DynamoDbCurrentItems implements CurrentItems {
  private static final String TIME = TaskSets.DATASET.snapshotTime().name();

  private final DynamoDbClient client;
  private final String table;

  public DynamoDbCurrentItems(DynamoDbClient client, String table) {
    this.client = requireNonNull(client, "client is null");
    this.table = requireNonNull(table, "table is null");
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
  public Optional<Instant> deletedAt(ServiceIdentity service, String taskSetArn) {
    return index(TableLayout.BY_SERVICE, service.serviceArn())
        .filter(item -> item.get(TableLayout.SORT_KEY).s().equals(TableLayout.CURRENT))
        .filter(item -> item.get(TaskSets.TASK_SET_ARN.name()).s().equals(taskSetArn))
        .filter(item -> item.get(TaskSets.CLUSTER_ARN.name()).s().equals(service.clusterArn()))
        .map(item -> item.get(TableLayout.DELETED_AT))
        .filter(deleted -> deleted != null)
        .map(deleted -> Instant.parse(deleted.s()))
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
    public Instant snapshotTime() {
      return Instant.parse(attributes.get(TIME).s());
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
