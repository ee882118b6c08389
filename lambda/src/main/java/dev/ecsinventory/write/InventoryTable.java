package dev.ecsinventory.write;

import dev.ecsinventory.config.Settings;
import dev.ecsinventory.schema.TableLayout;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** The calls to the DynamoDB table. */
final class InventoryTable {
  /** Two runs of one event may meet at an item; each try is a round trip apart. */
  private static final int MOST_CONFLICTS = 20;

  /** Sorts after every text that we use in a sort key. */
  static final String LAST = "~";

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
   * read {@code atATime}, as they are asked for.
   */
  Stream<Map<String, AttributeValue>> lastFirst(
      String partitionKey, String from, String to, int atATime) {
    return client
        .queryPaginator(
            query ->
                query
                    .tableName(table)
                    .consistentRead(true)
                    .scanIndexForward(false)
                    .limit(atATime)
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
   * @return those whose condition does not hold; when there are any, none was written
   */
  List<TableWrite> write(List<TableWrite> writes) {
    List<TransactWriteItem> items = writes.stream().map(write -> write.in(table)).toList();
    for (int conflicts = 0; ; conflicts++) {
      try {
        client.transactWriteItems(request -> request.transactItems(items));
        return List.of();
      } catch (TransactionCanceledException cancelled) {
        List<TableWrite> refused = refused(cancelled, writes);
        if (!refused.isEmpty()) {
          return refused;
        }
        if (conflicts == MOST_CONFLICTS || !hasReason(cancelled, "TransactionConflict")) {
          throw cancelled;
        }
      }
    }
  }

  private static List<TableWrite> refused(
      TransactionCanceledException cancelled, List<TableWrite> writes) {
    List<TableWrite> refused = new ArrayList<>();
    for (int index = 0; index < cancelled.cancellationReasons().size(); index++) {
      if ("ConditionalCheckFailed".equals(cancelled.cancellationReasons().get(index).code())) {
        refused.add(writes.get(index));
      }
    }
    return refused;
  }

  private static boolean hasReason(TransactionCanceledException cancelled, String code) {
    return cancelled.cancellationReasons().stream().anyMatch(reason -> code.equals(reason.code()));
  }

  static Map<String, AttributeValue> key(String partitionKey, String sortKey) {
    Map<String, AttributeValue> key = new HashMap<>();
    key.put(TableLayout.PARTITION_KEY, AttributeValue.fromS(partitionKey));
    key.put(TableLayout.SORT_KEY, AttributeValue.fromS(sortKey));
    return key;
  }
}
