package dev.ecsinventory.write;

import dev.ecsinventory.config.Settings;
import dev.ecsinventory.schema.TableLayout;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.Delete;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** The calls to the DynamoDB table. */
final class InventoryTable {
  /** Two runs of one event may meet at an item; each try is a round trip apart. */
  private static final int MOST_CONFLICTS = 20;

  /** Most often the first item is the one; snapshots that events narrowed may lie before it. */
  private static final int FEW = 8;

  private final DynamoDbClient client;
  private final String table;

  InventoryTable(DynamoDbClient client, String table) {
    this.client = client;
    this.table = table;
  }

  /** Items of a partition with a sort key after {@code after}, in order. */
  List<Map<String, AttributeValue>> partition(String partitionKey, String after) {
    return query(
        QueryRequest.builder()
            .tableName(table)
            .consistentRead(true)
            .keyConditionExpression("pk = :pk AND sk > :after")
            .expressionAttributeValues(
                Map.of(
                    ":pk", AttributeValue.fromS(partitionKey),
                    ":after", AttributeValue.fromS(after)))
            .build());
  }

  /** Items of a partition with sort keys from {@code first} to {@code last}, in order. */
  List<Map<String, AttributeValue>> partition(String partitionKey, String first, String last) {
    return query(
        QueryRequest.builder()
            .tableName(table)
            .consistentRead(true)
            .keyConditionExpression("pk = :pk AND sk BETWEEN :first AND :last")
            .expressionAttributeValues(
                Map.of(
                    ":pk", AttributeValue.fromS(partitionKey),
                    ":first", AttributeValue.fromS(first),
                    ":last", AttributeValue.fromS(last)))
            .build());
  }

  /**
   * Items of a partition with a sort key from {@code from} to {@code to}, the last first; they are
   * read a few at a time, as they are asked for.
   */
  Stream<Map<String, AttributeValue>> lastFirst(String partitionKey, String from, String to) {
    return client
        .queryPaginator(
            query ->
                query
                    .tableName(table)
                    .consistentRead(true)
                    .scanIndexForward(false)
                    .limit(FEW)
                    .keyConditionExpression("pk = :pk AND sk BETWEEN :from AND :to")
                    .expressionAttributeValues(
                        Map.of(
                            ":pk", AttributeValue.fromS(partitionKey),
                            ":from", AttributeValue.fromS(from),
                            ":to", AttributeValue.fromS(to))))
        .items()
        .stream();
  }

  /** Items of a partition of an index. */
  List<Map<String, AttributeValue>> index(TableLayout.Index index, String partitionKey) {
    return query(
        QueryRequest.builder()
            .tableName(table)
            .indexName(index.name())
            .keyConditionExpression("#key = :key")
            .expressionAttributeNames(Map.of("#key", index.partitionKey()))
            .expressionAttributeValues(Map.of(":key", AttributeValue.fromS(partitionKey)))
            .build());
  }

  private List<Map<String, AttributeValue>> query(QueryRequest request) {
    try {
      List<Map<String, AttributeValue>> items = new ArrayList<>();
      client.queryPaginator(request).items().forEach(items::add);
      return items;
    } catch (ResourceNotFoundException absent) {
      throw new MissingDestinationException(
          "%s: \"%s\" is not a table that exists".formatted(Settings.TABLE, table), absent);
    }
  }

  Optional<Map<String, AttributeValue>> get(String partitionKey, String sortKey) {
    Map<String, AttributeValue> item =
        client
            .getItem(
                request ->
                    request.tableName(table).consistentRead(true).key(key(partitionKey, sortKey)))
            .item();
    return item.isEmpty() ? Optional.empty() : Optional.of(item);
  }

  void put(Map<String, AttributeValue> item) {
    client.putItem(request -> request.tableName(table).item(item));
  }

  /** Puts an item that, once it is there, is never to be changed. */
  void putIfAbsent(Map<String, AttributeValue> item) {
    try {
      client.putItem(
          request ->
              request.tableName(table).item(item).conditionExpression("attribute_not_exists(pk)"));
    } catch (ConditionalCheckFailedException there) {
      // Another run was first.
    }
  }

  /**
   * Writes all of {@code writes} or none.
   *
   * @return the places in {@code writes} of those whose condition does not hold; when there are
   *     any, none was written
   */
  Set<Integer> write(List<TransactWriteItem> writes) {
    for (int conflicts = 0; ; conflicts++) {
      try {
        client.transactWriteItems(request -> request.transactItems(writes));
        return Set.of();
      } catch (TransactionCanceledException cancelled) {
        Set<Integer> refused = places(cancelled, "ConditionalCheckFailed");
        if (!refused.isEmpty()) {
          return refused;
        }
        if (conflicts == MOST_CONFLICTS || places(cancelled, "TransactionConflict").isEmpty()) {
          throw cancelled;
        }
      }
    }
  }

  private static Set<Integer> places(TransactionCanceledException cancelled, String code) {
    Set<Integer> places = new TreeSet<>();
    List<CancellationReason> reasons = cancelled.cancellationReasons();
    for (int place = 0; place < reasons.size(); place++) {
      if (code.equals(reasons.get(place).code())) {
        places.add(place);
      }
    }
    return places;
  }

  TransactWriteItem putting(Map<String, AttributeValue> item) {
    return TransactWriteItem.builder()
        .put(Put.builder().tableName(table).item(item).build())
        .build();
  }

  /** An older snapshot never overwrites a newer one. */
  TransactWriteItem puttingUnlessNewer(Map<String, AttributeValue> item) {
    return TransactWriteItem.builder()
        .put(
            Put.builder()
                .tableName(table)
                .item(item)
                .conditionExpression("attribute_not_exists(pk) OR snapshot_time <= :time")
                .expressionAttributeValues(Map.of(":time", item.get("snapshot_time")))
                .build())
        .build();
  }

  /**
   * Puts {@code item} only where {@code names} have the values that they have in {@code before}.
   */
  TransactWriteItem puttingIfStill(
      Map<String, AttributeValue> before, List<String> names, Map<String, AttributeValue> item) {
    return TransactWriteItem.builder()
        .put(
            Put.builder()
                .tableName(table)
                .item(item)
                .conditionExpression(still(before, names))
                .expressionAttributeNames(aliases(names))
                .expressionAttributeValues(values(before, names))
                .build())
        .build();
  }

  /** Deletes the item of {@code key}; what it has is as for {@link #puttingIfStill}. */
  TransactWriteItem deletingIfStill(
      Map<String, AttributeValue> before, List<String> names, Map<String, AttributeValue> key) {
    return TransactWriteItem.builder()
        .delete(
            Delete.builder()
                .tableName(table)
                .key(key)
                .conditionExpression(still(before, names))
                .expressionAttributeNames(aliases(names))
                .expressionAttributeValues(values(before, names))
                .build())
        .build();
  }

  private static String still(Map<String, AttributeValue> before, List<String> names) {
    return names.stream()
        .map(
            name ->
                before.containsKey(name)
                    ? "#%s = :%s".formatted(name, name)
                    : "attribute_not_exists(#%s)".formatted(name))
        .collect(Collectors.joining(" AND "));
  }

  private static Map<String, String> aliases(List<String> names) {
    return names.stream().collect(Collectors.toMap(name -> "#" + name, name -> name));
  }

  /** Null when there are none: DynamoDB takes no empty map. */
  private static Map<String, AttributeValue> values(
      Map<String, AttributeValue> before, List<String> names) {
    Map<String, AttributeValue> values =
        names.stream()
            .filter(before::containsKey)
            .collect(Collectors.toMap(name -> ":" + name, before::get));
    return values.isEmpty() ? null : values;
  }

  TransactWriteItem deleting(Map<String, AttributeValue> key) {
    return TransactWriteItem.builder()
        .delete(Delete.builder().tableName(table).key(key).build())
        .build();
  }

  static Map<String, AttributeValue> key(String partitionKey, String sortKey) {
    Map<String, AttributeValue> key = new HashMap<>();
    key.put(TableLayout.PARTITION_KEY, AttributeValue.fromS(partitionKey));
    key.put(TableLayout.SORT_KEY, AttributeValue.fromS(sortKey));
    return key;
  }
}
