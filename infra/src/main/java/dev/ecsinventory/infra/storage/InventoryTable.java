package dev.ecsinventory.infra.storage;

import dev.ecsinventory.schema.TableLayout;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.dynamodb.Attribute;
import software.amazon.awscdk.services.dynamodb.AttributeType;
import software.amazon.awscdk.services.dynamodb.BillingMode;
import software.amazon.awscdk.services.dynamodb.GlobalSecondaryIndexProps;
import software.amazon.awscdk.services.dynamodb.ITable;
import software.amazon.awscdk.services.dynamodb.PointInTimeRecoverySpecification;
import software.amazon.awscdk.services.dynamodb.ProjectionType;
import software.amazon.awscdk.services.dynamodb.Table;
import software.constructs.Construct;

/** The table with the current state, with the layout of {@link TableLayout}. */
public final class InventoryTable extends Construct {
  private final Table table;

  public InventoryTable(Construct scope, String id, EncryptionKey key) {
    super(scope, id);
    Table.Builder builder =
        Table.Builder.create(this, "Table")
            .partitionKey(text(TableLayout.PARTITION_KEY))
            .sortKey(text(TableLayout.SORT_KEY))
            .billingMode(BillingMode.PAY_PER_REQUEST)
            .timeToLiveAttribute(TableLayout.EXPIRES_AT)
            .pointInTimeRecoverySpecification(
                PointInTimeRecoverySpecification.builder().pointInTimeRecoveryEnabled(true).build())
            .deletionProtection(true)
            .removalPolicy(RemovalPolicy.RETAIN);
    key.applyTo(builder);
    table = builder.build();
    TableLayout.INDEXES.forEach(this::addIndex);
  }

  public ITable table() {
    return table;
  }

  private void addIndex(TableLayout.Index index) {
    table.addGlobalSecondaryIndex(
        GlobalSecondaryIndexProps.builder()
            .indexName(index.name())
            .partitionKey(text(index.partitionKey()))
            .sortKey(text(index.sortKey()))
            .projectionType(ProjectionType.ALL)
            .build());
  }

  private static Attribute text(String name) {
    return Attribute.builder().name(name).type(AttributeType.STRING).build();
  }
}
