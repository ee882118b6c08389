package dev.ecsinventory.cli.exporter;

import dev.ecsinventory.aws.PatientHttp;
import dev.ecsinventory.cli.engine.EmbeddedDynamoDb;
import dev.ecsinventory.schema.TableLayout;
import dev.ecsinventory.verify.CurrentItems;
import dev.ecsinventory.write.dynamodb.DynamoDbTable;
import dev.ecsinventory.write.state.DynamoDbCurrentItems;
import dev.ecsinventory.write.state.DynamoDbStateTable;
import dev.ecsinventory.write.state.StateTable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** DynamoDB Local with tables for tests. */
final class StateTables implements AutoCloseable {
  private static final AwsBasicCredentials CREDENTIALS =
      AwsBasicCredentials.create("AKIDEXAMPLE", "secret");

  /** The maximum of one BatchWriteItem call. */
  private static final int MAX_WRITTEN = 25;

  private final EmbeddedDynamoDb engine = EmbeddedDynamoDb.start(CREDENTIALS, Region.US_EAST_1);
  private final AtomicInteger tables = new AtomicInteger();
  final DynamoDbClient client =
      DynamoDbClient.builder()
          .endpointOverride(engine.endpoint())
          .region(Region.US_EAST_1)
          .credentialsProvider(StaticCredentialsProvider.create(CREDENTIALS))
          .httpClient(PatientHttp.client())
          .build();

  /** The name of a new table. */
  String create() {
    String name = "inventory-" + tables.incrementAndGet();
    engine.createTable(name);
    return name;
  }

  /** A new table with the items of {@code table}. */
  String copy(String table) {
    String copy = create();
    List<WriteRequest> puts =
        items(table).values().stream()
            .map(item -> WriteRequest.builder().putRequest(put -> put.item(item)).build())
            .toList();
    for (int from = 0; from < puts.size(); from += MAX_WRITTEN) {
      List<WriteRequest> some = puts.subList(from, Math.min(puts.size(), from + MAX_WRITTEN));
      client.batchWriteItem(write -> write.requestItems(Map.of(copy, some)));
    }
    return copy;
  }

  StateTable open(String table) {
    return open(table, client);
  }

  /** The items of a table that the conservation check reads. */
  CurrentItems currentItems(String table) {
    return new DynamoDbCurrentItems(client, table);
  }

  /** Ends the lease of the snapshot in progress, as its expiry does. */
  void endLease(String table) {
    client.deleteItem(
        delete ->
            delete
                .tableName(table)
                .key(DynamoDbTable.key(TableLayout.RUNNING_PARTITION, TableLayout.CURRENT)));
  }

  /** The access to a table through {@code instead} of the client. */
  StateTable open(String table, DynamoDbClient instead) {
    return new DynamoDbStateTable(instead, table, Duration.ofDays(30));
  }

  /** The client, which runs {@code before} ahead of each transaction. */
  DynamoDbClient aheadOfTransactions(Runnable before) {
    return (DynamoDbClient)
        Proxy.newProxyInstance(
            StateTables.class.getClassLoader(),
            new Class<?>[] {DynamoDbClient.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("transactWriteItems")) {
                before.run();
              }
              try {
                return method.invoke(client, arguments);
              } catch (InvocationTargetException failure) {
                throw failure.getCause();
              }
            });
  }

  /** The keys of the items that {@code work} wrote, changed or deleted. */
  Set<String> changes(String table, Runnable work) {
    Map<String, Map<String, AttributeValue>> before = items(table);
    work.run();
    Map<String, Map<String, AttributeValue>> after = items(table);
    Set<String> keys = new TreeSet<>(before.keySet());
    keys.addAll(after.keySet());
    keys.removeIf(key -> after.containsKey(key) && after.get(key).equals(before.get(key)));
    return keys;
  }

  /** Every item by its keys, in the form {@code pk | sk}. */
  Map<String, Map<String, AttributeValue>> items(String table) {
    Map<String, Map<String, AttributeValue>> items = new TreeMap<>();
    client
        .scanPaginator(scan -> scan.tableName(table).consistentRead(true))
        .items()
        .forEach(
            item ->
                items.put(
                    item.get(TableLayout.PARTITION_KEY).s()
                        + " | "
                        + item.get(TableLayout.SORT_KEY).s(),
                    item));
    return items;
  }

  List<Map<String, AttributeValue>> index(
      String table, TableLayout.Index index, String partitionKey) {
    return client
        .query(
            query ->
                query
                    .tableName(table)
                    .indexName(index.name())
                    .keyConditionExpression("#key = :key")
                    .expressionAttributeNames(Map.of("#key", index.partitionKey()))
                    .expressionAttributeValues(Map.of(":key", AttributeValue.fromS(partitionKey))))
        .items();
  }

  @Override
  public void close() {
    client.close();
    engine.close();
  }
}
