package dev.ecsinventory.evaluate;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.aws.AwsClients;
import dev.ecsinventory.config.InvalidInputException;
import dev.ecsinventory.policy.document.TagPolicy;
import dev.ecsinventory.policy.document.TagPolicyParser;
import dev.ecsinventory.policy.document.TagPolicyParser.NamedDocument;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import software.amazon.awssdk.services.organizations.OrganizationsClient;

/**
 * The source of tag policies that {@code TAG_POLICY} names: a document, which is one policy for all
 * accounts, or {@code organizations}, the effective tag policy of each account, alone or in a
 * policy file that refers to it.
 *
 * <p>A problem of a document, which the operator configures, is an invalid setting. A problem of an
 * effective policy, which AWS returns, is a read failure of that account.
 */
public final class PolicySource {
  public static final String ORGANIZATIONS = "organizations";

  private static final String COMBINED = "UnusablePolicy";

  private final String location;
  private final PolicyDocuments documents;

  /** The policy of every account; empty where each account has its own. */
  private final Optional<TagPolicy> common;

  private PolicySource(String location, PolicyDocuments documents, Optional<TagPolicy> common) {
    this.location = location;
    this.documents = documents;
    this.common = common;
  }

  /**
   * Reads and checks every document that {@code location} names.
   *
   * @throws InvalidInputException naming the document that cannot be read, or each problem and its
   *     location
   */
  public static PolicySource read(String location, AwsClients clients) {
    PolicyDocuments documents = new PolicyDocuments(clients);
    if (requireNonNull(location, "location is null").equals(ORGANIZATIONS)) {
      return new PolicySource(location, documents, Optional.empty());
    }
    AtomicBoolean refersToAccounts = new AtomicBoolean();
    TagPolicy policy =
        documents.policy(
            location,
            () -> {
              refersToAccounts.set(true);
              return Optional.empty();
            });
    if (refersToAccounts.get()) {
      return new PolicySource(location, documents, Optional.empty());
    }
    if (!policy.hasRules()) {
      throw new InvalidInputException(
          "the tag policy cannot be used",
          List.of(
              location
                  + ": has no rule, so every task set would comply; accepted is a policy with at"
                  + " least one tag"));
    }
    return new PolicySource(location, documents, Optional.of(policy));
  }

  /** Whether each account's policy is read from AWS Organizations. */
  public boolean differsByAccount() {
    return common.isEmpty();
  }

  /**
   * The policy of an account; empty where it has none.
   *
   * @param organizations a client with that account's credentials
   * @throws EffectivePolicyException when the account's effective policy cannot be read or used
   */
  public Optional<TagPolicy> policy(String accountId, Supplier<OrganizationsClient> organizations) {
    if (common.isPresent()) {
      return common;
    }
    Optional<String> effective = EffectivePolicies.text(accountId, organizations);
    try {
      return Optional.of(
              location.equals(ORGANIZATIONS)
                  ? effectivePolicy(accountId, effective)
                  : documents.policy(location, () -> effective))
          .filter(TagPolicy::hasRules);
    } catch (InvalidInputException unusable) {
      throw EffectivePolicyException.unusable(COMBINED, String.join("; ", unusable.problems()));
    }
  }

  private static TagPolicy effectivePolicy(String accountId, Optional<String> text) {
    TagPolicyParser parser =
        new TagPolicyParser(
            reference -> {
              throw new IllegalStateException("an effective policy refers to " + reference);
            });
    List<NamedDocument> documents =
        text.stream()
            .map(found -> new NamedDocument(ORGANIZATIONS + " (account " + accountId + ")", found))
            .toList();
    return parser.parseInherited(documents.isEmpty() ? List.of() : List.of(documents));
  }
}
