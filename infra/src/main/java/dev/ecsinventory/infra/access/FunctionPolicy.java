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
 * The calls that the function makes, each on the resources that it makes them on. The function may
 * do this and nothing else; {@link ExecutionPolicy} has what Lambda does in its name.
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

  /** Allows reading the tag policy from {@code objectArn}, and what evaluating by it reads. */
  public void addTagPolicyObject(String objectArn) {
    statements.add(EcsReads.taskDefinitionsIn(regions));
    add("ReadTagPolicy", List.of("s3:GetObject"), List.of(objectArn));
  }

  /**
   * Allows reading the effective tag policy of the function's own account, and what evaluating by
   * it reads.
   */
  public void addEffectiveTagPolicy() {
    statements.add(EcsReads.taskDefinitionsIn(regions));
    statements.add(EffectivePolicyStatement.read());
  }

  /** Allows telling the default event bus which task sets became or stopped being compliant. */
  public void addComplianceEvents() {
    statements.add(
        PolicyStatement.Builder.create()
            .sid("TellOfCompliance")
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
    // To find what is to be merged. Without it S3 also answers 403 instead of 404 for an object
    // that is not there. Such a request has no prefix for a condition to look at; one that lists
    // has, and may list what is ours only.
    statements.add(
        PolicyStatement.Builder.create()
            .sid("TellMissingObjects")
            .actions(List.of("s3:ListBucket"))
            .resources(List.of(storage.bucket().getBucketArn()))
            .conditions(
                Map.of("StringLikeIfExists", Map.of("s3:prefix", List.of(Storage.PREFIX + "*"))))
            .build());
  }

  private void addTable(Storage storage) {
    String table = storage.table().getTableArn();
    // A transaction needs what each of its writes needs.
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

  /** Through S3 and DynamoDB only: the key opens nothing else for the function. */
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
