package dev.ecsinventory.cli.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ecsinventory.schema.TableLayout;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveDescription;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;

class EmbeddedDynamoDbTest {
  private static final AwsBasicCredentials CREDENTIALS =
      AwsBasicCredentials.create("key", "secret");
  private static final Region REGION = Region.EU_CENTRAL_1;
  private static final String TABLE = "inventory";

  @Test
  void createsTheTableAndTheIndexesOfTheLayout() {
    try (EmbeddedDynamoDb dynamoDb = startWithTable();
        DynamoDbClient client = Clients.of(dynamoDb, CREDENTIALS, REGION)) {
      TableDescription table = client.describeTable(describe -> describe.tableName(TABLE)).table();

      assertEquals(TableStatus.ACTIVE, table.tableStatus());
      assertEquals(List.of("pk", "sk"), names(table.keySchema()));
      assertEquals(
          new TreeSet<>(List.of("by_service", "by_cluster", "by_violation")),
          new TreeSet<>(
              table.globalSecondaryIndexes().stream()
                  .map(GlobalSecondaryIndexDescription::indexName)
                  .toList()));
      for (GlobalSecondaryIndexDescription index : table.globalSecondaryIndexes()) {
        assertEquals(ProjectionType.ALL, index.projection().projectionType());
      }
    }
  }

  @Test
  void expiresItemsByTheLayoutsAttribute() {
    try (EmbeddedDynamoDb dynamoDb = startWithTable();
        DynamoDbClient client = Clients.of(dynamoDb, CREDENTIALS, REGION)) {
      TimeToLiveDescription time =
          client.describeTimeToLive(describe -> describe.tableName(TABLE)).timeToLiveDescription();

      assertEquals(TimeToLiveStatus.ENABLED, time.timeToLiveStatus());
      assertEquals(TableLayout.EXPIRES_AT, time.attributeName());
    }
  }

  @Test
  void findsAnItemThroughEveryMatchingIndex() {
    try (EmbeddedDynamoDb dynamoDb = startWithTable();
        DynamoDbClient client = Clients.of(dynamoDb, CREDENTIALS, REGION)) {
      client.putItem(put -> put.tableName(TABLE).item(currentTaskSet()));

      assertEquals(1, count(client, TableLayout.BY_SERVICE, "service-arn"));
      assertEquals(1, count(client, TableLayout.BY_CLUSTER, "cluster-arn"));
      assertEquals(0, count(client, TableLayout.BY_VIOLATION, "123456789012"));
    }
  }

  @Test
  void rejectsAPutWhoseConditionFails() {
    try (EmbeddedDynamoDb dynamoDb = startWithTable();
        DynamoDbClient client = Clients.of(dynamoDb, CREDENTIALS, REGION)) {
      client.putItem(put -> put.tableName(TABLE).item(currentTaskSet()));

      assertThrows(
          ConditionalCheckFailedException.class,
          () ->
              client.putItem(
                  put ->
                      put.tableName(TABLE)
                          .item(currentTaskSet())
                          .conditionExpression("attribute_not_exists(pk)")));
    }
  }

  @Test
  void hasTheTableInItsOwnRegionOnly() {
    try (EmbeddedDynamoDb dynamoDb = startWithTable();
        DynamoDbClient elsewhere = Clients.of(dynamoDb, CREDENTIALS, Region.US_EAST_1)) {
      assertThrows(
          ResourceNotFoundException.class,
          () -> elsewhere.describeTable(describe -> describe.tableName(TABLE)));
    }
  }

  @Test
  void startsEmptyEachTime() {
    startWithTable().close();
    try (EmbeddedDynamoDb dynamoDb = EmbeddedDynamoDb.start(CREDENTIALS, REGION);
        DynamoDbClient client = Clients.of(dynamoDb, CREDENTIALS, REGION)) {
      assertTrue(client.listTables().tableNames().isEmpty());
    }
  }

  @Test
  void listensOnTheLoopbackAddressOnly() throws Exception {
    try (EmbeddedDynamoDb dynamoDb = EmbeddedDynamoDb.start(CREDENTIALS, REGION)) {
      assertTrue(InetAddress.getByName(dynamoDb.endpoint().getHost()).isLoopbackAddress());
    }
  }

  /** Engines share a static table of operations, which each new engine fills again. */
  @Test
  void respondsWhileOtherEnginesStart() throws Exception {
    try (EmbeddedDynamoDb dynamoDb = EmbeddedDynamoDb.start(CREDENTIALS, REGION);
        DynamoDbClient client = Clients.of(dynamoDb, CREDENTIALS, REGION)) {
      var requests = EmbeddedDynamoDb.inMemory();
      Thread others =
          Thread.ofPlatform()
              .start(
                  () -> IntStream.range(0, 200_000).forEach(one -> DynamoDbHandler.of(requests)));
      do {
        assertEquals(List.of(), client.listTables().tableNames());
      } while (others.isAlive());
      others.join();
    }
  }

  private static EmbeddedDynamoDb startWithTable() {
    EmbeddedDynamoDb dynamoDb = EmbeddedDynamoDb.start(CREDENTIALS, REGION);
    dynamoDb.createTable(TABLE);
    return dynamoDb;
  }

  private static Map<String, AttributeValue> currentTaskSet() {
    return Map.of(
        "pk", AttributeValue.fromS("TASKSET#task-set-arn"),
        "sk", AttributeValue.fromS("CURRENT"),
        "task_set_arn", AttributeValue.fromS("task-set-arn"),
        "service_arn", AttributeValue.fromS("service-arn"),
        "current_cluster_arn", AttributeValue.fromS("cluster-arn"));
  }

  private static int count(DynamoDbClient client, TableLayout.Index index, String key) {
    return client
        .query(
            query ->
                query
                    .tableName(TABLE)
                    .indexName(index.name())
                    .keyConditionExpression("#key = :key")
                    .expressionAttributeNames(Map.of("#key", index.partitionKey()))
                    .expressionAttributeValues(Map.of(":key", AttributeValue.fromS(key))))
        .count();
  }

  private static List<String> names(List<KeySchemaElement> keys) {
    return keys.stream().map(KeySchemaElement::attributeName).toList();
  }
}
