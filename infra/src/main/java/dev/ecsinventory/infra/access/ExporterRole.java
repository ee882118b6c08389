package dev.ecsinventory.infra.access;

import io.github.cdklabs.cdknag.NagPackSuppression;
import io.github.cdklabs.cdknag.NagSuppressions;
import io.github.cdklabs.cdknag.RegexAppliesTo;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.services.iam.IRole;
import software.amazon.awscdk.services.iam.PolicyDocument;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.constructs.Construct;

/** The function's role. */
public final class ExporterRole extends Construct {
  /**
   * The name, without the Region. A fixed name is known before the first deployment and remains
   * when the stack is recreated, so that the member accounts' trust remains valid.
   */
  public static final String NAME = "EcsInventoryExporter";

  /** Name of the policy that a test compares with the calls of a complete run. */
  public static final String FUNCTION_POLICY = "function-calls";

  public static final String LAMBDA_POLICY = "lambda-calls";

  private final Role role;

  public ExporterRole(
      Construct scope, String id, PolicyDocument functionCalls, PolicyDocument lambdaCalls) {
    super(scope, id);
    role =
        Role.Builder.create(this, "Role")
            .roleName(NAME + "-" + Aws.REGION)
            .description("ECS Inventory: the exporter function")
            .assumedBy(new ServicePrincipal("lambda.amazonaws.com"))
            // Sorted, because the order of Map.of differs between processes.
            .inlinePolicies(
                new TreeMap<>(Map.of(FUNCTION_POLICY, functionCalls, LAMBDA_POLICY, lambdaCalls)))
            .build();
    NagSuppressions.addResourceSuppressions(
        role,
        List.of(
            wildcard(
                "Lists of clusters, services and accounts have no resource type, nor have X-Ray's"
                    + " calls.",
                "/^Resource::\\*$/"),
            wildcard(
                "An inventory reads every cluster, service and task set of an account and Region.",
                "/^Resource::arn:<AWS::Partition>:ecs:.*:(cluster|service|task-set)/\\*$/"),
            wildcard(
                "The trust policy of each member role decides who may assume it.",
                "/^Resource::arn:<AWS::Partition>:iam::\\*:role/[^*]+$/"),
            wildcard(
                "Objects keep the key with which they were written.",
                "/^Resource::arn:<AWS::Partition>:kms:<AWS::Region>:<AWS::AccountId>:key/\\*$/"),
            wildcard(
                "The function owns every object under its prefix.",
                "/^Resource::.*/inventory/\\*$/"),
            wildcard(
                "The IDs of the organization and its management account are not known.",
                "/^Resource::arn:<AWS::Partition>:organizations::\\*:(root/o-\\*/r-|ou/o-\\*/ou-)\\*$/"),
            wildcard(
                "A discovery lists the enabled Regions of every account.",
                "/^Resource::arn:<AWS::Partition>:account::\\*:account/o-\\*/\\*$/"),
            wildcard(
                "The organization's ID is not known; the account at the end is.",
                "/^Resource::arn:<AWS::Partition>:organizations::\\*:account/o-\\*/<AWS::AccountId>$/")));
  }

  /** The role, immutable, so that no construct adds permissions. */
  public IRole role() {
    return role.withoutPolicyUpdates();
  }

  private static NagPackSuppression wildcard(String reason, String finding) {
    return NagPackSuppression.builder()
        .id("AwsSolutions-IAM5")
        .reason(reason)
        .appliesTo(List.of(RegexAppliesTo.builder().regex(finding).build()))
        .build();
  }
}
