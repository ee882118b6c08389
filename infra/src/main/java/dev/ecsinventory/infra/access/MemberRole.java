package dev.ecsinventory.infra.access;

import dev.ecsinventory.settings.InventorySettings;
import io.github.cdklabs.cdknag.NagPackSuppression;
import io.github.cdklabs.cdknag.NagSuppressions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.services.iam.AccountPrincipal;
import software.amazon.awscdk.services.iam.PolicyDocument;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.constructs.Construct;

/**
 * The role that the exporter assumes in another account: it reads ECS, the account's effective tag
 * policy, and nothing else.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_common-scenarios_third-party.html">
 *     External ids</a>
 */
public final class MemberRole extends Construct {
  /** The same in every account, so that the setting {@code accounts} needs account IDs only. */
  public static final String NAME = InventorySettings.MEMBER_ROLE;

  private final Role role;

  /**
   * @param exporterRoleArns the only roles that may assume this one, all of one account
   * @param externalId external ID that they must present
   * @param organization ID of the organization of which their account must be a member, as a value
   *     of CloudFormation
   */
  public MemberRole(
      Construct scope,
      String id,
      List<String> exporterRoleArns,
      String externalId,
      Object organization) {
    super(scope, id);
    role =
        Role.Builder.create(this, "Role")
            .roleName(NAME)
            .description("ECS Inventory: reads clusters, services and task sets")
            .assumedBy(
                // By account and condition, not by the role's ARN: IAM replaces the ARN by an ID,
                // so that the trust would end when the exporter's role is recreated.
                new AccountPrincipal(accountOf(Fn.select(0, exporterRoleArns)))
                    .withConditions(
                        // Sorted, because the order of Map.of differs between processes.
                        new TreeMap<>(
                            Map.of(
                                "ArnEquals",
                                Map.of("aws:PrincipalArn", exporterRoleArns),
                                "StringEquals",
                                new TreeMap<>(
                                    Map.of(
                                        "aws:PrincipalOrgID", organization,
                                        "sts:ExternalId", externalId))))))
            .inlinePolicies(Map.of("read-inventory", reads()))
            .build();
    NagSuppressions.addResourceSuppressions(
        role,
        List.of(
            NagPackSuppression.builder()
                .id("AwsSolutions-IAM5")
                .reason("An inventory reads every cluster, service and task set of the account.")
                .build()));
  }

  private static PolicyDocument reads() {
    List<PolicyStatement> statements = new ArrayList<>(EcsReads.everywhere());
    statements.add(EffectivePolicyStatement.read());
    return PolicyDocument.Builder.create().statements(statements).build();
  }

  public String arn() {
    return role.getRoleArn();
  }

  private static String accountOf(String roleArn) {
    return Fn.select(4, Fn.split(":", roleArn));
  }
}
