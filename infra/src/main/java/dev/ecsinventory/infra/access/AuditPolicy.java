package dev.ecsinventory.infra.access;

import dev.ecsinventory.infra.storage.Storage;
import io.github.cdklabs.cdknag.NagPackSuppression;
import io.github.cdklabs.cdknag.NagSuppressions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.services.iam.ManagedPolicy;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.constructs.Construct;

/**
 * The permissions of a user who queries the history: Athena in the inventory's workgroup, the Glue
 * database, and the objects.
 *
 * @see <a href="https://docs.aws.amazon.com/athena/latest/ug/workgroups-iam-policy.html">Workgroup
 *     policies</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/athena/latest/ug/fine-grained-access-to-glue-resources.html">
 *     Access to databases and tables in the Data Catalog</a>
 */
public final class AuditPolicy extends Construct {
  private final ManagedPolicy policy;

  public AuditPolicy(
      Construct scope, String id, Storage storage, String workGroup, String database) {
    super(scope, id);
    List<PolicyStatement> statements = new ArrayList<>();
    statements.add(
        allow(
            "ListForTheConsole",
            List.of("*"),
            "athena:ListDataCatalogs",
            "athena:ListEngineVersions",
            "athena:ListWorkGroups"));
    statements.add(queries(workGroup));
    statements.add(
        allow(
            "ReadAthenaCatalog",
            List.of(arn("athena", "datacatalog/AwsDataCatalog")),
            "athena:GetDataCatalog",
            "athena:GetDatabase",
            "athena:GetTableMetadata",
            "athena:ListDatabases",
            "athena:ListTableMetadata"));
    statements.add(catalog(database));
    addObjects(statements, storage);
    policy =
        ManagedPolicy.Builder.create(this, "Policy")
            .description("ECS Inventory: queries of the history")
            .statements(statements)
            .build();
    NagSuppressions.addResourceSuppressions(
        policy,
        List.of(
            NagPackSuppression.builder()
                .id("AwsSolutions-IAM5")
                .reason(
                    "Lists have no resource; an auditor reads all tables, all objects and query"
                        + " results, which the inventory's keys encrypt.")
                .build()));
  }

  public String arn() {
    return policy.getManagedPolicyArn();
  }

  private static PolicyStatement queries(String workGroup) {
    return allow(
        "RunQueries",
        List.of(arn("athena", "workgroup/" + workGroup)),
        "athena:BatchGetNamedQuery",
        "athena:BatchGetQueryExecution",
        "athena:GetNamedQuery",
        "athena:GetQueryExecution",
        "athena:GetQueryResults",
        "athena:GetQueryResultsStream",
        "athena:GetQueryRuntimeStatistics",
        "athena:GetWorkGroup",
        "athena:ListNamedQueries",
        "athena:ListQueryExecutions",
        "athena:StartQueryExecution",
        "athena:StopQueryExecution");
  }

  /** Athena reads the database {@code default} whatever a query names. */
  private static PolicyStatement catalog(String database) {
    return allow(
        "ReadTables",
        List.of(
            arn("glue", "catalog"),
            arn("glue", "database/default"),
            arn("glue", "database/" + database),
            arn("glue", "table/" + database + "/*")),
        "glue:GetDatabase",
        "glue:GetDatabases",
        "glue:GetPartition",
        "glue:GetPartitions",
        "glue:GetTable",
        "glue:GetTables");
  }

  private static void addObjects(List<PolicyStatement> statements, Storage storage) {
    String bucket = storage.bucket().getBucketArn();
    String results = storage.bucket().arnForObjects(Storage.QUERY_RESULTS + "*");
    statements.add(
        allow(
            "ReadHistory",
            List.of(storage.bucket().arnForObjects(Storage.PREFIX + "*")),
            "s3:GetObject"));
    statements.add(
        allow(
            "WriteAndReadResults",
            List.of(results),
            "s3:AbortMultipartUpload",
            "s3:GetObject",
            "s3:ListMultipartUploadParts",
            "s3:PutObject"));
    statements.add(
        allow(
            "ListObjects",
            List.of(bucket),
            "s3:GetBucketLocation",
            "s3:ListBucket",
            "s3:ListBucketMultipartUploads"));
    statements.add(throughS3("Decrypt", arn("kms", "key/*"), "kms:Decrypt"));
    storage
        .kmsKey()
        .ifPresent(
            key ->
                statements.add(
                    throughS3("EncryptResults", key, "kms:Decrypt", "kms:GenerateDataKey")));
  }

  /**
   * Objects keep the key with which they were written, so that any key of the account can occur.
   */
  private static PolicyStatement throughS3(String sid, String key, String... actions) {
    return PolicyStatement.Builder.create()
        .sid(sid)
        .actions(List.of(actions))
        .resources(List.of(key))
        .conditions(
            Map.of(
                "StringEquals",
                Map.of("kms:ViaService", "s3.%s.%s".formatted(Aws.REGION, Aws.URL_SUFFIX))))
        .build();
  }

  private static String arn(String service, String resource) {
    return "arn:%s:%s:%s:%s:%s"
        .formatted(Aws.PARTITION, service, Aws.REGION, Aws.ACCOUNT_ID, resource);
  }

  private static PolicyStatement allow(String sid, List<String> resources, String... actions) {
    return PolicyStatement.Builder.create()
        .sid(sid)
        .actions(List.of(actions))
        .resources(resources)
        .build();
  }
}
