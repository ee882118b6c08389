package dev.ecsinventory.write.dynamodb;

import dev.ecsinventory.aws.rate.StorageRetry;
import dev.ecsinventory.config.Settings;
import dev.ecsinventory.model.Deadline;
import dev.ecsinventory.schema.TableLayout;
import dev.ecsinventory.store.MissingDestinationException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * The calls to the DynamoDB table. A call that DynamoDB throttles, or that conflicts with another
 * write, is repeated until the deadline.
 */
public final class DynamoDbTable {
  /** Sorts after every text in the table's sort keys. */
  public static final String LAST = "~";

  private final DynamoDbClient client;
  private final String table;
  private final StorageRetry retry;
  private final WriteRate rate;

  public DynamoDbTable(DynamoDbClient client, String table, StorageRetry retry) {
    this(client, table, retry, new WriteRate());
  }

  private DynamoDbTable(DynamoDbClient client, String table, StorageRetry retry, WriteRate rate) {
    this.rate = rate;

    this.client = client;
    this.table = table;
    this.retry = retry;
  }

  /** The same table; no call is repeated once {@code deadline} has passed. */
  public DynamoDbTable until(Deadline deadline) {
    return new DynamoDbTable(client, table, retry.until(deadline), rate);
  }

  /** Items of a partition with a sort key after {@code after}, in order. */
  public List<Map<String, AttributeValue>> partition(String partitionKey, String after) {
    return all(
        consistent("pk = :pk AND sk > :after")
            .expressionAttributeValues(
                Map.of(
                    ":pk", AttributeValue.fromS(partitionKey),
                    ":after", AttributeValue.fromS(after)))
            .build());
  }

  /** Items of a partition with sort keys from {@code first} to {@code last}, in order. */
  public List<Map<String, AttributeValue>> partition(
      String partitionKey, String first, String last) {
    return all(between(partitionKey, first, last).build());
  }

  /**
   * The last item of a partition with a sort key from {@code from} to {@code to} that {@code is}
   * accepts; {@code atATime} is the page size.
   */
  public Optional<Map<String, AttributeValue>> last(
      String partitionKey,
      String from,
      String to,
      int atATime,
      Predicate<Map<String, AttributeValue>> is) {
    QueryRequest request =
        between(partitionKey, from, to).scanIndexForward(false).limit(atATime).build();
    QueryResponse page;
    do {
      page = page(request);
      Optional<Map<String, AttributeValue>> found = page.items().stream().filter(is).findFirst();
      if (found.isPresent()) {
        return found;
      }
      request = request.toBuilder().exclusiveStartKey(page.lastEvaluatedKey()).build();
    } while (page.hasLastEvaluatedKey());
    return Optional.empty();
  }

  /** Items of a partition of an index. */
  public List<Map<String, AttributeValue>> index(TableLayout.Index index, String partitionKey) {
    return all(
        QueryRequest.builder()
            .tableName(table)
            .indexName(index.name())
            .keyConditionExpression("#key = :key")
            .expressionAttributeNames(Map.of("#key", index.partitionKey()))
            .expressionAttributeValues(Map.of(":key", AttributeValue.fromS(partitionKey)))
            .build());
  }

  private QueryRequest.Builder between(String partitionKey, String first, String last) {
    return consistent("pk = :pk AND sk BETWEEN :first AND :last")
        .expressionAttributeValues(
            Map.of(
                ":pk", AttributeValue.fromS(partitionKey),
                ":first", AttributeValue.fromS(first),
                ":last", AttributeValue.fromS(last)));
  }

  private QueryRequest.Builder consistent(String keys) {
    return QueryRequest.builder()
        .tableName(table)
        .consistentRead(true)
        .keyConditionExpression(keys);
  }

  private List<Map<String, AttributeValue>> all(QueryRequest query) {
    List<Map<String, AttributeValue>> items = new ArrayList<>();
    QueryRequest request = query;
    QueryResponse page;
    do {
      page = page(request);
      items.addAll(page.items());
      request = request.toBuilder().exclusiveStartKey(page.lastEvaluatedKey()).build();
    } while (page.hasLastEvaluatedKey());
    return items;
  }

  private QueryResponse page(QueryRequest request) {
    try {
      return call(() -> client.query(request));
    } catch (ResourceNotFoundException absent) {
      throw new MissingDestinationException(
          "%s: \"%s\" is not a table that exists".formatted(Settings.TABLE, table), absent);
    }
  }

  public Optional<Map<String, AttributeValue>> get(String partitionKey, String sortKey) {
    GetItemRequest request =
        GetItemRequest.builder()
            .tableName(table)
            .consistentRead(true)
            .key(key(partitionKey, sortKey))
            .build();
    Map<String, AttributeValue> item = call(() -> client.getItem(request)).item();
    return item.isEmpty() ? Optional.empty() : Optional.of(item);
  }

  /** Puts an item that never changes afterwards. */
  public void putIfAbsent(Map<String, AttributeValue> item) {
    putUnless(TableLayout.PARTITION_KEY, item);
  }

  /** Puts an item unless the existing one has {@code attribute}. */
  public void putUnless(String attribute, Map<String, AttributeValue> item) {
    PutItemRequest request =
        PutItemRequest.builder()
            .tableName(table)
            .item(item)
            .conditionExpression("attribute_not_exists(%s)".formatted(attribute))
            .build();
    try {
      call(() -> client.putItem(request));
    } catch (ConditionalCheckFailedException there) {
      // Another run has put it.
    }
  }

  /** Sets attributes of an item, which may be new, unless it has {@code attribute}. */
  public void setIfAbsent(
      Map<String, AttributeValue> key, String attribute, Map<String, AttributeValue> values) {
    // Otherwise it is already set.
    setIf(key, values, "attribute_not_exists(%s)".formatted(attribute), Map.of());
  }

  /**
   * Sets attributes of an item, which may be new, on a condition.
   *
   * @param values the attributes; the condition can use them, with a colon before the name
   * @param others further values of the condition
   * @return whether the condition holds
   */
  public boolean setIf(
      Map<String, AttributeValue> key,
      Map<String, AttributeValue> values,
      String condition,
      Map<String, AttributeValue> others) {
    Map<String, AttributeValue> placeholders = new HashMap<>(others);
    values.forEach((name, value) -> placeholders.put(":" + name, value));
    UpdateItemRequest request =
        UpdateItemRequest.builder()
            .tableName(table)
            .key(key)
            .updateExpression(
                values.keySet().stream()
                    .map(name -> "%1$s = :%1$s".formatted(name))
                    .collect(Collectors.joining(", ", "SET ", "")))
            .expressionAttributeValues(placeholders)
            .conditionExpression(condition)
            .build();
    try {
      call(() -> client.updateItem(request));
      return true;
    } catch (ConditionalCheckFailedException failed) {
      return false;
    }
  }

  /** Deletes an item on a condition; without it, the item stays. */
  public void deleteIf(
      Map<String, AttributeValue> key, String condition, Map<String, AttributeValue> values) {
    try {
      call(
          () ->
              client.deleteItem(
                  request ->
                      request
                          .tableName(table)
                          .key(key)
                          .conditionExpression(condition)
                          .expressionAttributeValues(values)));
    } catch (ConditionalCheckFailedException failed) {
      // Another writer has changed it.
    }
  }

  /**
   * Writes all of {@code writes} or none.
   *
   * @return the writes whose condition does not hold; if there are any, none was written
   */
  public List<TableWrite> write(List<TableWrite> writes) {
    List<TransactWriteItem> items = writes.stream().map(write -> write.in(table)).toList();
    TransactWriteItemsRequest request =
        TransactWriteItemsRequest.builder().transactItems(items).build();
    try {
      call(
          () -> {
            awaitCapacity(writes);
            return client.transactWriteItems(request);
          });

      return List.of();
    } catch (TransactionCanceledException cancelled) {
      List<TableWrite> rejected = Cancellation.rejected(cancelled, writes);
      if (rejected.isEmpty()) {
        throw cancelled;
      }
      return rejected;
    }
  }

  /** Each attempt consumes capacity, so each attempt waits. */
  private void awaitCapacity(List<TableWrite> writes) {
    KeyUnits units = new KeyUnits();
    writes.forEach(write -> units.add(KeyUnits.of(write)));
    Duration wait = rate.reserve(units.byKey(), retry.clock().instant());
    if (wait.isPositive()) {
      retry.sleep(wait);
    }
  }

  private <T> T call(Supplier<T> call) {
    return retry.call(Cancellation::isTemporary, call);
  }

  public static Map<String, AttributeValue> key(String partitionKey, String sortKey) {
    Map<String, AttributeValue> key = new HashMap<>();
    key.put(TableLayout.PARTITION_KEY, AttributeValue.fromS(partitionKey));
    key.put(TableLayout.SORT_KEY, AttributeValue.fromS(sortKey));
    return key;
  }
}
