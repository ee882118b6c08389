package dev.ecsinventory.infra.access;

import dev.ecsinventory.infra.storage.Storage;
import io.github.cdklabs.cdknag.NagPackSuppression;
import io.github.cdklabs.cdknag.NagSuppressions;
import io.github.cdklabs.cdknag.RegexAppliesTo;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.services.iam.IRole;
import software.amazon.awscdk.services.iam.PolicyDocument;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.constructs.Construct;

/**
 * The role of the state machine.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/step-functions/latest/dg/iam-policies-eg-dist-map.html">IAM
 *     policies for using Distributed Map states</a>
 */
public final class MachineRole extends Construct {
  /** Name of its policy. */
  public static final String POLICY = "machine-calls";

  private final List<PolicyStatement> statements = new ArrayList<>();
  private final Role role;

  /**
   * @param machine name of the state machine
   * @param function ARN of the alias to invoke
   */
  public MachineRole(Construct scope, String id, String machine, String function, Storage storage) {
    super(scope, id);
    allow("InvokeFunction", List.of("lambda:InvokeFunction"), function);
    String staging = Storage.PREFIX + "staging/";
    allow(
        "ReadGroups",
        List.of("s3:GetObject"),
        storage.bucket().arnForObjects(staging + "*/groups.json"));
    allow(
        "WriteResults",
        List.of(
            "s3:AbortMultipartUpload",
            "s3:GetObject",
            "s3:ListMultipartUploadParts",
            "s3:PutObject"),
        storage.bucket().arnForObjects(staging + "executions/*"));
    addExecutions(machine);
    storage.kmsKey().ifPresent(this::addKey);
    role =
        Role.Builder.create(this, "Role")
            .description("ECS Inventory: the state machine")
            .assumedBy(
                new ServicePrincipal("states.amazonaws.com")
                    .withConditions(
                        Map.of("StringEquals", Map.of("aws:SourceAccount", Aws.ACCOUNT_ID))))
            .inlinePolicies(
                Map.of(POLICY, PolicyDocument.Builder.create().statements(statements).build()))
            .build();
    NagSuppressions.addResourceSuppressions(
        role,
        List.of(
            wildcard(
                "Each snapshot has its folder of groups and results.",
                "/^Resource::.*/staging/(\\*/groups.json|executions/\\*)$/"),
            wildcard(
                "Executions and map runs have names of their own.",
                "/^Resource::arn:<AWS::Partition>:states:.*:(execution|mapRun):[^*]+/\\*$/")));
  }

  /** A Distributed Map starts each child as an execution of the same state machine. */
  private void addExecutions(String machine) {
    allow("StartChildren", List.of("states:StartExecution"), states("stateMachine:" + machine));
    allow(
        "WatchChildren",
        List.of("states:DescribeExecution", "states:StopExecution"),
        states("execution:" + machine + "/*"));
    statements.add(
        PolicyStatement.Builder.create()
            .sid("RedriveChildren")
            .actions(List.of("states:RedriveExecution"))
            .resources(
                List.of(states("execution:" + machine + "/*"), states("mapRun:" + machine + "/*")))
            .build());
  }

  /** Through S3 only. */
  private void addKey(String keyArn) {
    statements.add(
        PolicyStatement.Builder.create()
            .sid("EncryptAndDecrypt")
            .actions(List.of("kms:Decrypt", "kms:GenerateDataKey"))
            .resources(List.of(keyArn))
            .conditions(
                Map.of(
                    "StringEquals",
                    Map.of("kms:ViaService", "s3.%s.%s".formatted(Aws.REGION, Aws.URL_SUFFIX))))
            .build());
  }

  /** The role, immutable, so that no construct adds permissions. */
  public IRole role() {
    return role.withoutPolicyUpdates();
  }

  private void allow(String sid, List<String> actions, String resource) {
    statements.add(
        PolicyStatement.Builder.create()
            .sid(sid)
            .actions(actions)
            .resources(List.of(resource))
            .build());
  }

  private static String states(String resource) {
    return "arn:%s:states:%s:%s:%s".formatted(Aws.PARTITION, Aws.REGION, Aws.ACCOUNT_ID, resource);
  }

  private static NagPackSuppression wildcard(String reason, String finding) {
    return NagPackSuppression.builder()
        .id("AwsSolutions-IAM5")
        .reason(reason)
        .appliesTo(List.of(RegexAppliesTo.builder().regex(finding).build()))
        .build();
  }
}
