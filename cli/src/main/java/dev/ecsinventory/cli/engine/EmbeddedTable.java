package dev.ecsinventory.cli.engine;

import dev.ecsinventory.schema.TableLayout;
import dev.ecsinventory.schema.TableLayout.Index;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.UpdateTimeToLiveRequest;

/** The inventory's table as DynamoDB's requests, from {@link TableLayout} alone. */
final class EmbeddedTable {
  private EmbeddedTable() {}

  static CreateTableRequest creation(String name) {
    return CreateTableRequest.builder()
        .tableName(name)
        .billingMode(BillingMode.PAY_PER_REQUEST)
        .attributeDefinitions(attributes())
        .keySchema(keys(TableLayout.PARTITION_KEY, TableLayout.SORT_KEY))
        .globalSecondaryIndexes(TableLayout.INDEXES.stream().map(EmbeddedTable::index).toList())
        .build();
  }

  static UpdateTimeToLiveRequest timeToLive(String name) {
    return UpdateTimeToLiveRequest.builder()
        .tableName(name)
        .timeToLiveSpecification(time -> time.enabled(true).attributeName(TableLayout.EXPIRES_AT))
        .build();
  }

  /** Exactly the attributes that are a key somewhere: DynamoDB rejects to be told of others. */
  private static List<AttributeDefinition> attributes() {
    Stream<String> table = Stream.of(TableLayout.PARTITION_KEY, TableLayout.SORT_KEY);
    Stream<String> indexes =
        TableLayout.INDEXES.stream()
            .flatMap(index -> Stream.of(index.partitionKey(), index.sortKey()));
    return Stream.concat(table, indexes)
        .distinct()
        .map(
            name ->
                AttributeDefinition.builder()
                    .attributeName(name)
                    .attributeType(ScalarAttributeType.S)
                    .build())
        .toList();
  }

  private static GlobalSecondaryIndex index(Index index) {
    return GlobalSecondaryIndex.builder()
        .indexName(index.name())
        .keySchema(keys(index.partitionKey(), index.sortKey()))
        .projection(projection -> projection.projectionType(ProjectionType.ALL))
        .build();
  }

  private static List<KeySchemaElement> keys(String partitionKey, String sortKey) {
    return List.of(key(partitionKey, KeyType.HASH), key(sortKey, KeyType.RANGE));
  }

  private static KeySchemaElement key(String name, KeyType type) {
    return KeySchemaElement.builder().attributeName(name).keyType(type).build();
  }
}
