package dev.ecsinventory.infra;

import dev.ecsinventory.infra.storage.EncryptionKey;
import dev.ecsinventory.infra.storage.InventoryBucket;
import dev.ecsinventory.infra.storage.InventoryTable;
import dev.ecsinventory.infra.storage.Storage;
import dev.ecsinventory.settings.InventorySettings.Storing;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.constructs.Construct;

/** The resources that are retained when everything else is deleted: the bucket and the table. */
public final class StorageStack extends Stack {
  private final Storage storage;

  public StorageStack(Construct scope, String id, Storing storing) {
    super(
        scope,
        id,
        StackProps.builder()
            .description("ECS Inventory: the bucket and the table")
            .terminationProtection(true)
            .build());
    EncryptionKey key = EncryptionKey.of(this, storing.kmsKey());
    InventoryBucket bucket = new InventoryBucket(this, "Bucket", storing, key);
    InventoryTable table = new InventoryTable(this, "Table", key);
    storage = new Storage(bucket.bucket(), table.table(), storing.kmsKey());
    output("BucketName", storage.bucket().getBucketName(), "Bucket with the history");
    output("TableName", storage.table().getTableName(), "Table with the current state");
  }

  public Storage storage() {
    return storage;
  }

  private void output(String name, String value, String description) {
    CfnOutput.Builder.create(this, name).value(value).description(description).build();
  }
}
