package dev.ecsinventory.write.state;

import dev.ecsinventory.concurrent.Tasks;
import dev.ecsinventory.model.AccountRegion;
import dev.ecsinventory.model.ServiceRange;
import dev.ecsinventory.schema.Clusters;
import dev.ecsinventory.schema.Dataset;
import dev.ecsinventory.schema.Services;
import dev.ecsinventory.schema.TableLayout;
import dev.ecsinventory.schema.TaskSets;
import dev.ecsinventory.write.dynamodb.DynamoDbTable;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Reads digests, with strong consistency, because a stale digest would hide a change that was
 * reverted. An item of the earlier layout is completed from the current items that it represents.
 */
final class DigestReader {
  /** Sorts before every name and ARN. */
  private static final String FIRST = " ";

  /** The beginning of a sort key that is an ARN. */
  private static final String ARN = "arn:";

  /** An attribute that only items of the earlier layout have. */
  private static final String EARLIER = "state_hash";

  private final DynamoDbTable table;

  DigestReader(DynamoDbTable table) {
    this.table = table;
  }

  /** The digests of a cluster's services that are not deleted, by ARN. */
  Map<String, Digest> services(String clusterArn) {
    return services(clusterArn, ServiceRange.ALL);
  }

  /**
   * The digests of those services of a cluster that are in {@code range}. The sort key is a
   * service's name, or its ARN where that does not contain the cluster, and in items of the earlier
   * layout; a second query reads those.
   */
  Map<String, Digest> services(String clusterArn, ServiceRange range) {
    if (range.equals(ServiceRange.ALL)) {
      return services(clusterArn, table.partition(partition(clusterArn), FIRST));
    }
    Map<Map<String, AttributeValue>, Map<String, AttributeValue>> byKey = new LinkedHashMap<>();
    Stream.of(
            table.partition(
                partition(clusterArn),
                range.from() == null ? FIRST : range.from(),
                range.to() == null ? DynamoDbTable.LAST : range.to()),
            table.partition(partition(clusterArn), ARN, ARN + DynamoDbTable.LAST))
        .flatMap(List::stream)
        .filter(item -> range.contains(item.get(TableLayout.SORT_KEY).s()))
        .forEach(item -> byKey.put(Digest.keyOf(item), item));
    return services(clusterArn, List.copyOf(byKey.values()));
  }

  private Map<String, Digest> services(String clusterArn, List<Map<String, AttributeValue>> items) {
    ArnSuffix names = ArnSuffix.ofServicesIn(clusterArn);
    Map<String, Digest> services = new HashMap<>();
    for (Map<String, AttributeValue> item : items) {
      String arn = names.arn(item.get(TableLayout.SORT_KEY).s());
      if (!item.containsKey(EARLIER)) {
        services.put(arn, Digest.parse(arn, ArnSuffix.ofTaskSetsIn(clusterArn, arn), item));
      }
    }
    List<Map<String, AttributeValue>> earlier =
        items.stream().filter(item -> item.containsKey(EARLIER)).toList();
    if (!earlier.isEmpty()) {
      services.putAll(earlierServices(clusterArn, earlier));
    }
    return services;
  }

  private Map<String, Digest> earlierServices(
      String clusterArn, List<Map<String, AttributeValue>> items) {
    Map<String, SortedMap<String, Digest.TaskSet>> taskSets = new HashMap<>();
    for (Map<String, AttributeValue> item : table.index(TableLayout.BY_CLUSTER, clusterArn)) {
      taskSets
          .computeIfAbsent(item.get(TaskSets.SERVICE_ARN.name()).s(), arn -> new TreeMap<>())
          .put(
              item.get(TaskSets.TASK_SET_ARN.name()).s(),
              new Digest.TaskSet(
                  StateHash.of(TaskSets.DATASET, item),
                  LastCompliance.UNREAD.then(item.get(TaskSets.COMPLIANCE_STATUS.name()).s()),
                  NewestVersion.UNRECORDED));
    }
    Map<String, Digest> services = new ConcurrentHashMap<>();
    Tasks.forEach(
        items,
        item -> {
          String arn = item.get(TableLayout.SORT_KEY).s();
          services.put(
              arn,
              new Digest(
                  unknownService(clusterArn, arn).key(),
                  arn,
                  ArnSuffix.ofTaskSetsIn(clusterArn, arn),
                  own(Services.DATASET, TableLayout.SERVICE_PREFIX + arn),
                  taskSets.getOrDefault(arn, new TreeMap<>()),
                  Optional.of(Digest.keyOf(item))));
        });
    return services;
  }

  Digest unknownService(String clusterArn, String serviceArn) {
    return Digest.unknown(
        DynamoDbTable.key(partition(clusterArn), ArnSuffix.ofServicesIn(clusterArn).of(serviceArn)),
        serviceArn,
        ArnSuffix.ofTaskSetsIn(clusterArn, serviceArn));
  }

  /** The digests of an account and Region's clusters that are not deleted, by ARN. */
  Map<String, Digest> clusters(AccountRegion accountRegion) {
    return clusters(table.partition(partition(accountRegion), FIRST));
  }

  /** The digests of the clusters from {@code first} to {@code last}. */
  Map<String, Digest> clusters(AccountRegion accountRegion, String first, String last) {
    return clusters(table.partition(partition(accountRegion), first, last));
  }

  private Map<String, Digest> clusters(List<Map<String, AttributeValue>> items) {
    Map<String, Digest> clusters = new HashMap<>();
    for (Map<String, AttributeValue> item : items) {
      String arn = item.get(TableLayout.SORT_KEY).s();
      clusters.put(
          arn,
          item.containsKey(EARLIER) ? earlierCluster(arn, item) : Digest.parse(arn, none(), item));
    }
    return clusters;
  }

  private Digest earlierCluster(String arn, Map<String, AttributeValue> item) {
    Map<String, AttributeValue> key = Digest.keyOf(item);
    return new Digest(
        key,
        arn,
        none(),
        own(Clusters.DATASET, TableLayout.CLUSTER_PREFIX + arn),
        new TreeMap<>(),
        Optional.of(key));
  }

  Digest unknownCluster(AccountRegion accountRegion, String clusterArn) {
    return Digest.unknown(
        DynamoDbTable.key(partition(accountRegion), clusterArn), clusterArn, none());
  }

  private Optional<Digest.Own> own(Dataset dataset, String partitionKey) {
    return table
        .get(partitionKey, TableLayout.CURRENT)
        .map(item -> new Digest.Own(StateHash.of(dataset, item), NewestVersion.UNRECORDED));
  }

  /** The digest of a cluster has no task sets; those of its services have them. */
  private static ArnSuffix none() {
    return new ArnSuffix("");
  }

  private static String partition(String clusterArn) {
    return TableLayout.MEMBERS_PREFIX + clusterArn;
  }

  private static String partition(AccountRegion accountRegion) {
    return TableLayout.MEMBERS_PREFIX + accountRegion.accountId() + "/" + accountRegion.region();
  }
}
