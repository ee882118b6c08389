package dev.ecsinventory.cli.doctor.check;

import dev.ecsinventory.cli.doctor.deployed.AwsReading;
import dev.ecsinventory.cli.doctor.deployed.DeployedInventory;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.services.dynamodb.model.SSEDescription;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.KeyState;

/** Whether the KMS keys of bucket and table can be used. */
public final class EncryptionKeyCheck implements DoctorCheck {
  @Override
  public String name() {
    return "encryption keys";
  }

  @Override
  public void run(DeployedInventory inventory, CheckFindings findings) {
    Set<String> keys = new TreeSet<>();
    findings
        .need(inventory.bucket())
        .flatMap(bucket -> findings.need(keysOfBucket(inventory, bucket)))
        .ifPresent(keys::addAll);
    findings
        .need(inventory.table())
        .flatMap(table -> findings.need(keysOfTable(inventory, table)))
        .ifPresent(keys::addAll);
    keys.forEach(key -> check(inventory, key, findings));
    findings.fact(keys.isEmpty() ? "keys of AWS" : String.join(", ", keys));
  }

  private static AwsReading<Set<String>> keysOfBucket(DeployedInventory inventory, String bucket) {
    return AwsReading.of(
        "s3:GetEncryptionConfiguration",
        "default encryption of bucket " + bucket,
        () -> {
          Set<String> keys = new TreeSet<>();
          inventory
              .clients()
              .shared()
              .s3()
              .getBucketEncryption(get -> get.bucket(bucket))
              .serverSideEncryptionConfiguration()
              .rules()
              .stream()
              .map(rule -> rule.applyServerSideEncryptionByDefault())
              .filter(Objects::nonNull)
              .map(encryption -> encryption.kmsMasterKeyID())
              .filter(Objects::nonNull)
              .forEach(keys::add);
          return keys;
        });
  }

  private static AwsReading<Set<String>> keysOfTable(DeployedInventory inventory, String table) {
    return AwsReading.of(
        "dynamodb:DescribeTable",
        "table " + table,
        () -> {
          SSEDescription encryption =
              inventory
                  .clients()
                  .shared()
                  .dynamoDb()
                  .describeTable(get -> get.tableName(table))
                  .table()
                  .sseDescription();
          return encryption == null || encryption.kmsMasterKeyArn() == null
              ? Set.of()
              : Set.of(encryption.kmsMasterKeyArn());
        });
  }

  private static void check(DeployedInventory inventory, String key, CheckFindings findings) {
    AwsReading<KeyMetadata> metadata =
        AwsReading.of(
            "kms:DescribeKey",
            "key " + key,
            () -> inventory.clients().kms().describeKey(get -> get.keyId(key)).keyMetadata());
    findings
        .expect(
            metadata,
            "Data that a deleted key encrypted is lost: deploy with another key, and start a new"
                + " history.")
        .filter(found -> found.keyState() != KeyState.ENABLED)
        .ifPresent(
            found ->
                findings.problem(
                    "key %s is %s: nothing that it encrypts can be read"
                        .formatted(key, found.keyStateAsString()),
                    found.keyState() == KeyState.PENDING_DELETION
                        ? "aws kms cancel-key-deletion --key-id %s, then enable it.".formatted(key)
                        : "aws kms enable-key --key-id %s".formatted(key)));
  }
}
