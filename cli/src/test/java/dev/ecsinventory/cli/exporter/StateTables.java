package dev.ecsinventory.cli.exporter;

import dev.ecsinventory.cli.engine.EmbeddedDynamoDb;
import dev.ecsinventory.schema.TableLayout;
import dev.ecsinventory.write.DynamoDbStateTable;
import dev.ecsinventory.write.StateTable;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** DynamoDB Local with tables for tests, and what is in them. */
final class StateTables implements AutoCloseable {
  private static final AwsBasicCredentials CREDENTIALS =
      AwsBasicCredentials.create("AKIDEXAMPLE", "secret");

  private final EmbeddedDynamoDb engine = EmbeddedDynamoDb.start(CREDENTIALS, Region.US_EAST_1);
  private final AtomicInteger tables = new AtomicInteger();
  final DynamoDbClient client =
      DynamoDbClient.builder()
          .endpointOverride(engine.endpoint())
          .region(Region.US_EAST_1)
          .credentialsProvider(StaticCredentialsProvider.create(CREDENTIALS))
          .httpClient(UrlConnectionHttpClient.create())
          .build();

  /** A new table's name. */
  String create() {
    String name = "inventory-" + tables.incrementAndGet();
    engine.createTable(name);
    return name;
  }

  StateTable open(String table) {
    return new DynamoDbStateTable(client, table, Duration.ofDays(30));
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
