package dev.ecsinventory.infra.access;

import dev.ecsinventory.infra.context.InventoryContext.Reading;
import dev.ecsinventory.infra.storage.Storage;
import dev.ecsinventory.schema.TableLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.services.iam.PolicyDocument;
import software.amazon.awscdk.services.iam.PolicyStatement;

/**
 * The permissions of the function: exactly the calls that it makes, on the resources on which it
 * makes them. {@link ExecutionPolicy} has the permissions that Lambda itself uses with the
 * function's role.
 */
public final class FunctionPolicy {
  private final List<PolicyStatement> statements = new ArrayList<>();
  private final List<String> regions;

  public FunctionPolicy(Reading reading, Storage storage) {
    regions = reading.regions().isEmpty() ? List.of(Aws.REGION) : reading.regions();
    statements.addAll(EcsReads.in(regions));
    addBucket(storage);
    addTable(storage);
    storage.kmsKey().ifPresent(this::addKey);
    if (!reading.memberRoles().isEmpty()) {
      add("AssumeMemberRoles", List.of("sts:AssumeRole"), reading.memberRoles());
    }
  }

  /** Allows reading the tag policy from {@code objectArn}, and the reads of its evaluation. */
  public void addTagPolicyObject(String objectArn) {
    statements.add(EcsReads.taskDefinitionsIn(regions));
    add("ReadTagPolicy", List.of("s3:GetObject"), List.of(objectArn));
  }

  /**
   * Allows reading the effective tag policy of the function's own account, and the reads of its
   * evaluation.
   */
  public void addEffectiveTagPolicy() {
    statements.add(EcsReads.taskDefinitionsIn(regions));
    statements.add(EffectivePolicyStatement.read());
  }

  /** Allows sending compliance events to the default event bus. */
  public void addComplianceEvents() {
    statements.add(
        PolicyStatement.Builder.create()
            .sid("SendComplianceEvents")
            .actions(List.of("events:PutEvents"))
            .resources(
                List.of(
                    "arn:%s:events:%s:%s:event-bus/default"
                        .formatted(Aws.PARTITION, Aws.REGION, Aws.ACCOUNT_ID)))
            .conditions(Map.of("StringEquals", Map.of("events:source", "ecs-inventory")))
            .build());
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

  private static String via(String endpoint) {
    return "%s.%s.%s".formatted(endpoint, Aws.REGION, Aws.URL_SUFFIX);
  }

  private void add(String sid, List<String> actions, List<String> resources) {
    statements.add(
        PolicyStatement.Builder.create().sid(sid).actions(actions).resources(resources).build());
  }
}
