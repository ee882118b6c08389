package dev.ecsinventory.write.dynamodb;

import dev.ecsinventory.schema.TableLayout;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/**
 * The inventory's table in memory, for tests that are too many for DynamoDB Local. It supports the
 * requests that the table's users send, and rejects every other one: a request may only have
 * members that it evaluates. {@code MemoryDynamoDbTest} compares it with DynamoDB Local.
 *
 * <p>Pages are small, so that every test reads several.
 */
public final class MemoryDynamoDb implements DynamoDbClient {
  public static final String TABLE = "inventory";

  /** DynamoDB's limit. */
  private static final int MAX_WRITES = 100;

  private static final List<String> KEY = List.of(TableLayout.PARTITION_KEY, TableLayout.SORT_KEY);

  private final Map<List<String>, Map<String, AttributeValue>> items = new TreeMap<>(texts());
  private final int pageSize;
  private volatile Runnable beforeTransactions = () -> {};

  /** An empty table with pages of two items. */
  public MemoryDynamoDb() {
    this(2);
  }

  public MemoryDynamoDb(int pageSize) {
    this.pageSize = pageSize;
  }

  /** Executes {@code work} before each transaction from now on. */
  public void beforeTransactions(Runnable work) {
    beforeTransactions = work;
  }

  /** Every item by its keys, in the form {@code pk | sk}. */
  public synchronized Map<String, Map<String, AttributeValue>> items() {
    Map<String, Map<String, AttributeValue>> copy = new TreeMap<>();
    items.forEach((key, item) -> copy.put(String.join(" | ", key), item));
    return copy;
  }

  /** Stores an item, whatever is there. */
  public synchronized void store(Map<String, AttributeValue> item) {
    items.put(key(item, KEY), stored(item));
  }

  @Override
  public synchronized GetItemResponse getItem(GetItemRequest request) {
    requireOnly(request, "TableName", "Key", "ConsistentRead");
    requireTable(request.tableName());
    Map<String, AttributeValue> item = items.get(key(request.key(), KEY));
    return GetItemResponse.builder().item(item).build();
  }

  @Override
  public synchronized PutItemResponse putItem(PutItemRequest request) {
    requireOnly(request, "TableName", "Item", "ConditionExpression");
    requireTable(request.tableName());
    List<String> key = key(request.item(), KEY);
    requireCondition(
        new MemoryExpression(Map.of(), Map.of()), request.conditionExpression(), present(key));
    items.put(key, stored(request.item()));
    return PutItemResponse.builder().build();
  }

  @Override
  public synchronized UpdateItemResponse updateItem(UpdateItemRequest request) {
    requireOnly(
        request,
        "TableName",
        "Key",
        "UpdateExpression",
        "ExpressionAttributeValues",
        "ConditionExpression");
    requireTable(request.tableName());
    List<String> key = key(request.key(), KEY);
    MemoryExpression expression =
        new MemoryExpression(Map.of(), request.expressionAttributeValues());
    requireCondition(expression, request.conditionExpression(), present(key));
    items.put(key, updated(request.key(), request.updateExpression(), expression));
    expression.requireAllUsed();
    return UpdateItemResponse.builder().build();
  }

  @Override
  public synchronized DeleteItemResponse deleteItem(DeleteItemRequest request) {
    requireOnly(request, "TableName", "Key", "ConditionExpression", "ExpressionAttributeValues");
    requireTable(request.tableName());
    List<String> key = key(request.key(), KEY);
    MemoryExpression expression =
        new MemoryExpression(Map.of(), request.expressionAttributeValues());
    requireCondition(expression, request.conditionExpression(), present(key));
    expression.requireAllUsed();
    items.remove(key);
    return DeleteItemResponse.builder().build();
  }

  @Override
  public synchronized QueryResponse query(QueryRequest request) {
    requireOnly(
        request,
        "TableName",
        "IndexName",
        "ConsistentRead",
        "Limit",
        "ScanIndexForward",
        "KeyConditionExpression",
        "FilterExpression",
        "ProjectionExpression",
        "ExpressionAttributeNames",
        "ExpressionAttributeValues",
        "ExclusiveStartKey");
    requireTable(request.tableName());
    requireNoConsistentIndex(request.indexName(), request.consistentRead());
    MemoryExpression expression =
        new MemoryExpression(
            request.expressionAttributeNames(), request.expressionAttributeValues());
    expression.holds(request.keyConditionExpression(), Map.of());
    expression.holds(request.filterExpression(), Map.of());
    projected(Map.of(), request.projectionExpression(), expression);
    expression.requireAllUsed();
    View view = new View(request.indexName());
    Page page =
        view.page(
            view.items().stream()
                .filter(item -> expression.holds(request.keyConditionExpression(), item))
                .toList(),
            Boolean.FALSE.equals(request.scanIndexForward()),
            request.exclusiveStartKey(),
            request.limit());
    List<Map<String, AttributeValue>> found =
        page.items().stream()
            .filter(item -> expression.holds(request.filterExpression(), item))
            .map(item -> projected(item, request.projectionExpression(), expression))
            .toList();
    return QueryResponse.builder().items(found).lastEvaluatedKey(page.last()).build();
  }

  @Override
  public synchronized ScanResponse scan(ScanRequest request) {
    requireOnly(
        request,
        "TableName",
        "IndexName",
        "ConsistentRead",
        "ProjectionExpression",
        "ExclusiveStartKey");
    requireTable(request.tableName());
    requireNoConsistentIndex(request.indexName(), request.consistentRead());
    View view = new View(request.indexName());
    Page page = view.page(view.items(), false, request.exclusiveStartKey(), null);
    MemoryExpression expression = new MemoryExpression(Map.of(), Map.of());
    return ScanResponse.builder()
        .items(
            page.items().stream()
                .map(item -> projected(item, request.projectionExpression(), expression))
                .toList())
        .lastEvaluatedKey(page.last())
        .build();
  }

  @Override
  public TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest request) {
    beforeTransactions.run();
    return transact(request);
  }

  private synchronized TransactWriteItemsResponse transact(TransactWriteItemsRequest request) {
    requireOnly(request, "TransactItems", "ClientRequestToken");
    List<MemoryWrite> writes =
        request.transactItems().stream()
            .peek(item -> requireOnly(item, "Put", "Delete", "Update"))
            .map(MemoryWrite::of)
            .toList();
    Set<List<String>> keys = new HashSet<>();
    writes.forEach(write -> keys.add(key(write.item(), KEY)));
    if (writes.isEmpty() || writes.size() > MAX_WRITES || keys.size() < writes.size()) {
      throw invalid("no transaction: %d writes to %d items".formatted(writes.size(), keys.size()));
    }
    List<CancellationReason> reasons =
        writes.stream()
            .map(write -> write.holds(present(key(write.item(), KEY))))
            .map(holds -> holds ? "None" : "ConditionalCheckFailed")
            .map(code -> CancellationReason.builder().code(code).build())
            .toList();
    if (reasons.stream().anyMatch(reason -> !reason.code().equals("None"))) {
      throw TransactionCanceledException.builder().cancellationReasons(reasons).build();
    }
    writes.forEach(this::write);
    return TransactWriteItemsResponse.builder().build();
  }

  private void write(MemoryWrite write) {
    requireTable(write.table());
    List<String> key = key(write.item(), KEY);
    switch (write.kind()) {
      case PUT -> items.put(key, stored(write.item()));
      case DELETE -> items.remove(key);
      case UPDATE -> items.put(key, updated(write.item(), write.update(), write.expression()));
    }
    write.expression().requireAllUsed();
  }

  /** The table or one of its indexes: the items that have its keys, in their order. */
  private final class View {
    private final List<String> keys;
    private final Comparator<List<String>> order = texts();

    View(String indexName) {
      Stream<String> indexed =
          indexName == null
              ? Stream.empty()
              : TableLayout.INDEXES.stream()
                  .filter(index -> index.name().equals(indexName))
                  .flatMap(index -> Stream.of(index.partitionKey(), index.sortKey()));
      keys = Stream.concat(indexed, KEY.stream()).toList();
      if (indexName != null && keys.size() == KEY.size()) {
        throw invalid("no index " + indexName);
      }
    }

    List<Map<String, AttributeValue>> items() {
      return items.values().stream()
          .filter(item -> item.keySet().containsAll(keys))
          .sorted(Comparator.comparing(item -> key(item, keys), order))
          .toList();
    }

    /** A full page has a last key, even when nothing follows. */
    Page page(
        List<Map<String, AttributeValue>> all,
        boolean backwards,
        Map<String, AttributeValue> start,
        Integer limit) {
      List<Map<String, AttributeValue>> ordered = new ArrayList<>(all);
      if (backwards) {
        Collections.reverse(ordered);
      }
      int direction = backwards ? -1 : 1;
      int size = limit == null ? pageSize : Math.min(limit, pageSize);
      List<Map<String, AttributeValue>> page =
          ordered.stream()
              .filter(
                  item ->
                      start.isEmpty()
                          || direction * order.compare(key(item, keys), key(start, keys)) > 0)
              .limit(size)
              .toList();
      Map<String, AttributeValue> last =
          page.size() < size
              ? null
              : keys.stream().collect(Collectors.toMap(name -> name, page.getLast()::get));
      return new Page(page, last);
    }
  }

  private record Page(List<Map<String, AttributeValue>> items, Map<String, AttributeValue> last) {}

  private Map<String, AttributeValue> present(List<String> key) {
    return items.getOrDefault(key, Map.of());
  }

  private Map<String, AttributeValue> updated(
      Map<String, AttributeValue> key, String update, MemoryExpression expression) {
    Map<String, AttributeValue> item = new HashMap<>(present(key(key, KEY)));
    item.putAll(key);
    expression.update(update, item);
    return stored(item);
  }

  private static void requireCondition(
      MemoryExpression expression, String condition, Map<String, AttributeValue> present) {
    if (!expression.holds(condition, present)) {
      throw ConditionalCheckFailedException.builder()
          .message("The conditional request failed")
          .build();
    }
  }

  private static Map<String, AttributeValue> projected(
      Map<String, AttributeValue> item, String projection, MemoryExpression expression) {
    Map<String, AttributeValue> projected = new HashMap<>(item);
    Optional.ofNullable(projection)
        .map(expression::projected)
        .ifPresent(projected.keySet()::retainAll);
    return projected;
  }

  /** An attribute that is a key of an index must be a text, in every item that has it. */
  private static Map<String, AttributeValue> stored(Map<String, AttributeValue> item) {
    for (TableLayout.Index index : TableLayout.INDEXES) {
      for (String name : List.of(index.partitionKey(), index.sortKey())) {
        if (item.containsKey(name)) {
          key(item, List.of(name));
        }
      }
    }
    Map<String, AttributeValue> stored = new HashMap<>();
    item.forEach((name, value) -> stored.put(name, MemoryExpression.normalized(value)));
    return Collections.unmodifiableMap(stored);
  }

  private static List<String> key(Map<String, AttributeValue> item, List<String> names) {
    return names.stream()
        .map(
            name -> {
              AttributeValue value = item.get(name);
              if (value == null || value.s() == null || value.s().isEmpty()) {
                throw invalid("%s is no key: %s".formatted(name, value));
              }
              return value.s();
            })
        .toList();
  }

  private static Comparator<List<String>> texts() {
    return (one, other) -> {
      for (int index = 0; index < one.size(); index++) {
        int compared =
            MemoryExpression.compare(
                AttributeValue.fromS(one.get(index)), AttributeValue.fromS(other.get(index)));
        if (compared != 0) {
          return compared;
        }
      }
      return 0;
    };
  }

  private static void requireTable(String name) {
    if (!TABLE.equals(name)) {
      throw ResourceNotFoundException.builder().message("no table " + name).build();
    }
  }

  /** An index is eventually consistent. */
  private static void requireNoConsistentIndex(String index, Boolean consistentRead) {
    if (index != null && Boolean.TRUE.equals(consistentRead)) {
      throw invalid("a consistent read of the index " + index);
    }
  }

  private static void requireOnly(SdkPojo request, String... members) {
    for (SdkField<?> field : request.sdkFields()) {
      Object value = field.getValueOrDefault(request);
      boolean absent =
          value == null
              || value instanceof SdkAutoConstructList
              || value instanceof SdkAutoConstructMap;
      if (!absent && !List.of(members).contains(field.memberName())) {
        throw new UnsupportedOperationException(
            "%s of %s".formatted(field.memberName(), request.getClass().getSimpleName()));
      }
    }
  }

  private static DynamoDbException invalid(String message) {
    return (DynamoDbException) DynamoDbException.builder().message(message).build();
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {}
}
