package dev.ecsinventory.infra.access;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.services.iam.PolicyStatement;

/**
 * The permission to read the effective tag policy of the policy's own account.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsorganizations.html">
 *     Actions, resources, and condition keys for AWS Organizations</a>
 */
final class EffectivePolicyStatement {
  private EffectivePolicyStatement() {}

  static PolicyStatement read() {
    return PolicyStatement.Builder.create()
        .sid("ReadEffectiveTagPolicy")
        .actions(List.of("organizations:DescribeEffectivePolicy"))
        // The IDs of the organization and its management account are not known; the account at the
        // end is.
        .resources(
            List.of(
                "arn:%s:organizations::*:account/o-*/%s".formatted(Aws.PARTITION, Aws.ACCOUNT_ID)))
        .conditions(Map.of("StringEquals", Map.of("organizations:PolicyType", "TAG_POLICY")))
        .build();
  }
}
