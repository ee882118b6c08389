package dev.ecsinventory.infra.access;

import dev.ecsinventory.infra.storage.Storage;
import dev.ecsinventory.schema.TableLayout;
import dev.ecsinventory.settings.InventorySettings.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.services.iam.PolicyDocument;
import software.amazon.awscdk.services.iam.PolicyStatement;

/**
 * The permissions of the function: exactly the calls that it makes, with any settings, on the
 * resources on which it makes them. They depend on the settings as little as possible: all versions
 * of the function share one role, and a rollback returns to a version with other settings. The
 * discovery of an organization has its own permissions, which other deployments do not need. {@link
 * ExecutionPolicy} has the permissions that Lambda itself uses with the function's role.
 */
public final class FunctionPolicy {
  private final List<PolicyStatement> statements = new ArrayList<>();

  public FunctionPolicy(Reading reading, Storage storage) {
    statements.addAll(EcsReads.everywhere());
    addBucket(storage);
    addTable(storage);
    storage.kmsKey().ifPresent(this::addKey);
    addFormerKeys();
    reading
        .discovery()
        .ifPresentOrElse(
            discovery -> statements.addAll(DiscoveryPolicy.of(discovery)),
            () -> addMemberRoles(reading));
    statements.add(EffectivePolicyStatement.read());
    addComplianceEvents();
  }

  /** Each role's own trust policy decides whether the function may assume it. */
  private void addMemberRoles(Reading reading) {
    List<String> roles = new ArrayList<>();
    roles.add("arn:%s:iam::*:role/%s".formatted(Aws.PARTITION, MemberRole.NAME));
    reading.memberRoles().stream()
        .filter(role -> !role.endsWith(":role/" + MemberRole.NAME))
        .forEach(roles::add);
    add("AssumeMemberRoles", List.of("sts:AssumeRole"), roles);
  }

  /** Allows sending compliance events to the default event bus. */
  private void addComplianceEvents() {
    statements.add(
        PolicyStatement.Builder.create()
            .sid("SendComplianceEvents")
            .actions(List.of("events:PutEvents"))
            .resources(
                List.of(
                    "arn:%s:events:%s:%s:event-bus/default"
                        .formatted(Aws.PARTITION, Aws.REGION, Aws.ACCOUNT_ID)))
            // The key has a value per event of the request. Without the second condition, a request
            // without the key is allowed.
            .conditions(
                new TreeMap<>(
                    Map.of(
                        "ForAllValues:StringEquals", Map.of("events:source", "ecs-inventory"),
                        "Null", Map.of("events:source", "false"))))
            .build());
  }

  /** Allows starting executions of a state machine, which takes the snapshots. */
  public void addExecutions(String stateMachineArn) {
    add("StartSnapshots", List.of("states:StartExecution"), List.of(stateMachineArn));
  }

  public PolicyDocument document() {
    return PolicyDocument.Builder.create().statements(statements).build();
  }

  private void addBucket(Storage storage) {
    add(
        "ReadAndWriteSnapshots",
        List.of("s3:GetObject", "s3:PutObject"),
        List.of(storage.bucket().arnForObjects(Storage.PREFIX + "*")));
    // For listings. Without this permission S3 also responds 403 instead of 404 for a missing
    // object. Such a request has no prefix that a condition could check; a list request has one,
    // and may only list the function's own prefix.
    statements.add(
        PolicyStatement.Builder.create()
            .sid("ListObjects")
            .actions(List.of("s3:ListBucket"))
            .resources(List.of(storage.bucket().getBucketArn()))
            .conditions(
                Map.of("StringLikeIfExists", Map.of("s3:prefix", List.of(Storage.PREFIX + "*"))))
            .build());
  }

  private void addTable(Storage storage) {
    String table = storage.table().getTableArn();
    // A transaction requires the permissions of each of its writes.
    add(
        "ReadAndWriteState",
        List.of(
            "dynamodb:DeleteItem",
            "dynamodb:GetItem",
            "dynamodb:PutItem",
            "dynamodb:Query",
            "dynamodb:UpdateItem"),
        List.of(table));
    add(
        "FindCurrentTaskSets",
        List.of("dynamodb:Query"),
        List.of(table + "/index/" + TableLayout.BY_CLUSTER.name()));
  }

  /** Through S3 and DynamoDB only, so that the function cannot use the key for anything else. */
  private void addKey(String keyArn) {
    statements.add(
        PolicyStatement.Builder.create()
            .sid("EncryptAndDecrypt")
            .actions(
                List.of("kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey"))
            .resources(List.of(keyArn))
            .conditions(
                Map.of(
                    "StringEquals", Map.of("kms:ViaService", List.of(via("s3"), via("dynamodb")))))
            .build());
  }

  /**
   * Objects keep the key with which they were written, so that a function with another key reads
   * those of the former one.
   */
  private void addFormerKeys() {
    statements.add(
        PolicyStatement.Builder.create()
            .sid("DecryptWithFormerKeys")
            .actions(List.of("kms:Decrypt"))
            .resources(
                List.of(
                    "arn:%s:kms:%s:%s:key/*".formatted(Aws.PARTITION, Aws.REGION, Aws.ACCOUNT_ID)))
            .conditions(
                Map.of(
                    "StringEquals", Map.of("kms:ViaService", List.of(via("s3"), via("dynamodb")))))
            .build());
  }

  private static String via(String endpoint) {
    return "%s.%s.%s".formatted(endpoint, Aws.REGION, Aws.URL_SUFFIX);
  }

  private void add(String sid, List<String> actions, List<String> resources) {
    statements.add(
        PolicyStatement.Builder.create().sid(sid).actions(actions).resources(resources).build());
  }
}
