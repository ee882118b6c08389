package dev.ecsinventory.evaluate;

import dev.ecsinventory.aws.failure.Failures;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.organizations.OrganizationsClient;
import software.amazon.awssdk.services.organizations.model.DescribeEffectivePolicyResponse;
import software.amazon.awssdk.services.organizations.model.EffectivePolicy;
import software.amazon.awssdk.services.organizations.model.EffectivePolicyType;

/**
 * Reads effective tag policies from AWS Organizations.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/organizations/latest/APIReference/API_DescribeEffectivePolicy.html">
 *     DescribeEffectivePolicy</a>
 */
final class EffectivePolicies {
  static final String OPERATION = "DescribeEffectivePolicy";

  /**
   * The errors that state that no tag policy is in force: the account is in no organization, its
   * organization does not use tag policies, or none is attached above the account.
   */
  private static final Set<String> NO_POLICY =
      Set.of(
          "AWSOrganizationsNotInUseException",
          "EffectivePolicyNotFoundException",
          "PolicyTypeNotEnabledException");

  private EffectivePolicies() {}

  /**
   * The text of an account's effective tag policy; empty where none is in force.
   *
   * @throws EffectivePolicyException when it cannot be read
   */
  static Optional<String> text(String accountId, Supplier<OrganizationsClient> organizations) {
    try {
      return Optional.of(content(accountId, describe(accountId, organizations)));
    } catch (SdkException failure) {
      if (NO_POLICY.contains(Failures.code(failure))) {
        return Optional.empty();
      }
      throw EffectivePolicyException.of(failure);
    }
  }

  private static DescribeEffectivePolicyResponse describe(
      String accountId, Supplier<OrganizationsClient> organizations) {
    try {
      return organizations
          .get()
          .describeEffectivePolicy(
              request -> request.policyType(EffectivePolicyType.TAG_POLICY).targetId(accountId));
    } catch (SdkException failure) {
      throw failure;
    } catch (RuntimeException unreadable) {
      // If the body is no JSON object, the SDK throws some exceptions of its JSON reader unchanged.
      throw EffectivePolicyException.unusable("UnreadableResponse", unreadable.toString());
    }
  }

  /**
   * A response without a policy, or with another account's or one of another type, gives no
   * information: it does not mean that there is none.
   */
  private static String content(String accountId, DescribeEffectivePolicyResponse response) {
    EffectivePolicy policy = response.effectivePolicy();
    if (policy == null || policy.policyContent() == null) {
      throw EffectivePolicyException.unusable(
          "IncompleteResponse", "the response has no EffectivePolicy.PolicyContent");
    }
    if (policy.targetId() != null && !policy.targetId().equals(accountId)) {
      throw EffectivePolicyException.unusable(
          Failures.MALFORMED,
          "the response has the policy of another target: " + policy.targetId());
    }
    if (policy.policyType() != null && policy.policyType() != EffectivePolicyType.TAG_POLICY) {
      throw EffectivePolicyException.unusable(
          Failures.MALFORMED,
          "the response has a policy of another type: " + policy.policyTypeAsString());
    }
    return policy.policyContent();
  }
}
