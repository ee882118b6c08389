package dev.ecsinventory.infra.access;

import dev.ecsinventory.config.Discovery;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.services.iam.PolicyStatement;

/**
 * The permissions with which the function discovers the accounts of an organization and reads them.
 * No statement has a list of accounts, so that the policy does not grow with the organization.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsorganizations.html">
 *     Actions, resources, and condition keys for AWS Organizations</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsaccountmanagement.html">
 *     Actions, resources, and condition keys for AWS Account Management</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html">
 *     AWS global condition context keys</a>
 */
final class DiscoveryPolicy {
  private DiscoveryPolicy() {}

  static List<PolicyStatement> of(Discovery discovery) {
    return List.of(
        // These operations have no resource type, so the resource must be *.
        allow("ListOrganization", List.of("*"), "ListAccounts", "ListRoots"),
        allow(
            "ListUnits",
            // The IDs of the organization and its management account are not known.
            List.of(organizations("root/o-*/r-*"), organizations("ou/o-*/ou-*")),
            "ListAccountsForParent",
            "ListOrganizationalUnitsForParent"),
        PolicyStatement.Builder.create()
            .sid("ListEnabledRegions")
            .actions(List.of("account:ListRegions"))
            // The function's own account has another ARN than the other accounts.
            .resources(
                List.of(
                    "arn:%s:account::%s:account".formatted(Aws.PARTITION, Aws.ACCOUNT_ID),
                    "arn:%s:account::*:account/o-*/*".formatted(Aws.PARTITION)))
            .build(),
        PolicyStatement.Builder.create()
            .sid("AssumeMemberRoles")
            .actions(List.of("sts:AssumeRole"))
            .resources(
                List.of("arn:%s:iam::*:role/%s".formatted(Aws.PARTITION, discovery.roleName())))
            // Only roles of the function's own organization. The variable is IAM's, not the CDK's.
            .conditions(
                Map.of("StringEquals", Map.of("aws:ResourceOrgID", "${aws:PrincipalOrgID}")))
            .build());
  }

  private static String organizations(String resource) {
    return "arn:%s:organizations::*:%s".formatted(Aws.PARTITION, resource);
  }

  private static PolicyStatement allow(String sid, List<String> resources, String... operations) {
    return PolicyStatement.Builder.create()
        .sid(sid)
        .actions(List.of(operations).stream().map(name -> "organizations:" + name).toList())
        .resources(resources)
        .build();
  }
}
