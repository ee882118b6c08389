package dev.ecsinventory.infra.catalog;

import dev.ecsinventory.infra.storage.Storage;
import dev.ecsinventory.settings.InventorySettings.Asking;
import software.amazon.awscdk.services.athena.CfnNamedQuery;
import software.amazon.awscdk.services.athena.CfnWorkGroup;
import software.amazon.awscdk.services.athena.CfnWorkGroup.EncryptionConfigurationProperty;
import software.amazon.awscdk.services.athena.CfnWorkGroup.EngineVersionProperty;
import software.amazon.awscdk.services.athena.CfnWorkGroup.ResultConfigurationProperty;
import software.amazon.awscdk.services.athena.CfnWorkGroup.WorkGroupConfigurationProperty;
import software.constructs.Construct;

/**
 * The workgroup for queries of the history: results are encrypted, scans are limited, and both are
 * enforced.
 */
final class QueryWorkGroup extends Construct {
  static final String NAME = "ecs-inventory";

  private final CfnWorkGroup workGroup;

  QueryWorkGroup(Construct scope, String id, Storage storage, Asking asking) {
    super(scope, id);
    workGroup =
        CfnWorkGroup.Builder.create(this, "WorkGroup")
            .name(NAME)
            .description("ECS Inventory: queries of the history")
            .state("ENABLED")
            // The workgroup contains only the history of its queries, which is deleted with it.
            .recursiveDeleteOption(true)
            .workGroupConfiguration(
                WorkGroupConfigurationProperty.builder()
                    .enforceWorkGroupConfiguration(true)
                    .publishCloudWatchMetricsEnabled(true)
                    .bytesScannedCutoffPerQuery(asking.bytesScannedLimit())
                    .engineVersion(
                        EngineVersionProperty.builder()
                            .selectedEngineVersion("Athena engine version 3")
                            .build())
                    .resultConfiguration(results(storage))
                    .build())
            .build();
  }

  String name() {
    return workGroup.getRef();
  }

  /** Saves {@code statement}, unchanged, for all users of the workgroup. */
  void save(Statement statement, String database) {
    CfnNamedQuery.Builder.create(this, statement.name())
        .name(statement.name())
        .description(statement.description())
        .database(database)
        .workGroup(name())
        .queryString(statement.text())
        .build();
  }

  private static ResultConfigurationProperty results(Storage storage) {
    EncryptionConfigurationProperty encryption =
        storage
            .kmsKey()
            .map(
                key ->
                    EncryptionConfigurationProperty.builder()
                        .encryptionOption("SSE_KMS")
                        .kmsKey(key)
                        .build())
            .orElseGet(
                () -> EncryptionConfigurationProperty.builder().encryptionOption("SSE_S3").build());
    return ResultConfigurationProperty.builder()
        .outputLocation("s3://" + storage.bucket().getBucketName() + "/" + Storage.QUERY_RESULTS)
        .encryptionConfiguration(encryption)
        .build();
  }
}
