package dev.ecsinventory.evaluate;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.aws.Accounts.Account;
import dev.ecsinventory.aws.AwsClients;
import dev.ecsinventory.checkpoint.StagedPolicy;
import dev.ecsinventory.concurrent.Tasks;
import dev.ecsinventory.model.Deadline;
import dev.ecsinventory.policy.document.TagPolicy;
import java.util.List;
import java.util.Optional;

/**
 * Reads the policies of accounts, all at once, until a deadline. An account whose policy cannot be
 * read or used has a failure in its place; the other accounts keep theirs.
 */
final class AccountPolicies {
  private final PolicySource source;
  private final AwsClients clients;
  private final String region;
  private final Deadline deadline;

  /**
   * A reader of policies.
   *
   * @param region the function's own, which failures name: an account's policy is in none
   */
  AccountPolicies(PolicySource source, AwsClients clients, String region, Deadline deadline) {
    this.source = requireNonNull(source, "source is null");
    this.clients = requireNonNull(clients, "clients is null");
    this.region = requireNonNull(region, "region is null");
    this.deadline = requireNonNull(deadline, "deadline is null");
  }

  /** The policy, or the failure, of each account, in the order of {@code accounts}. */
  List<StagedPolicy> read(List<Account> accounts) {
    if (!source.differsByAccount()) {
      return accounts.stream().map(this::read).toList();
    }
    return Tasks.map(
        accounts,
        this::read,
        deadline,
        late -> failed(late, EffectivePolicyException.notReached()));
  }

  private StagedPolicy read(Account account) {
    if (source.differsByAccount() && deadline.hasPassed()) {
      return failed(account, EffectivePolicyException.notReached());
    }
    try {
      Optional<TagPolicy> policy =
          source.policy(account.id(), () -> clients.organizations(account.credentials()));
      return StagedPolicy.of(account.id(), policy.map(TagPolicy::canonicalText));
    } catch (EffectivePolicyException unreadable) {
      return failed(account, unreadable);
    }
  }

  private StagedPolicy failed(Account account, EffectivePolicyException failure) {
    return StagedPolicy.failed(failure.failure(account.id(), region));
  }
}
