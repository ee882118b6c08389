package dev.ecsinventory.discover;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.model.AccountReason;
import dev.ecsinventory.model.WellFormedText;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.organizations.model.Account;

/**
 * An account as Organizations lists it.
 *
 * @param state may be one that this version does not know
 * @param partition partition of the organization, to which all its accounts belong
 */
record ListedAccount(
    String id, String name, String state, String partition, String organizationId) {
  private static final Pattern ID = Pattern.compile("\\d{12}");
  private static final Pattern ARN =
      Pattern.compile("arn:(aws[a-z-]*):organizations::\\d{12}:account/(o-[a-z0-9]+)/(\\d{12})");

  ListedAccount {
    requireNonNull(id, "id is null");
    requireNonNull(partition, "partition is null");
    requireNonNull(organizationId, "organizationId is null");
  }

  /** Rejects an account without an ID, or with an ARN that does not fit it. */
  static ListedAccount of(Account account) {
    Matcher arn = ARN.matcher(account.arn() == null ? "" : account.arn());
    if (account.id() == null
        || !ID.matcher(account.id()).matches()
        || !arn.matches()
        || !arn.group(3).equals(account.id())) {
      throw new IncompleteDiscoveryException(
          "ListAccounts returned an account with the ID %s and the ARN %s"
              .formatted(account.id(), account.arn()));
    }
    return new ListedAccount(
        account.id(),
        account.name() == null ? null : WellFormedText.of(account.name()),
        account.stateAsString(),
        arn.group(1),
        arn.group(2));
  }

  /**
   * Why the account cannot be read; empty for one that can. A state that this version does not know
   * is treated as ACTIVE, so that a new state hides no account.
   */
  Optional<AccountReason> unusable() {
    return switch (state) {
      case "SUSPENDED" -> Optional.of(AccountReason.SUSPENDED);
      case "CLOSED" -> Optional.of(AccountReason.CLOSED);
      case "PENDING_ACTIVATION" -> Optional.of(AccountReason.PENDING_ACTIVATION);
      case null, default -> Optional.empty();
    };
  }

  /** The ARN of the role with {@code roleName} in the account. */
  String role(String roleName) {
    return "arn:%s:iam::%s:role/%s".formatted(partition, id, roleName);
  }
}
