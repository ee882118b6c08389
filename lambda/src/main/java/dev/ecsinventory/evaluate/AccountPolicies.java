package dev.ecsinventory.evaluate;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.aws.Accounts.Account;
import dev.ecsinventory.aws.AwsClients;
import dev.ecsinventory.checkpoint.StagedPolicy;
import dev.ecsinventory.model.Deadline;
import dev.ecsinventory.policy.document.TagPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Reads the policies of accounts, all at once, until a deadline. An account whose policy cannot be
 * read or used has a failure instead; other accounts are not affected.
 */
final class AccountPolicies {
  private final PolicySource source;
  private final AwsClients clients;
  private final String region;
  private final Deadline deadline;

  /**
   * A reader of policies.
   *
   * @param region the function's own, which failures contain, because an account's policy belongs
   *     to no Region
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
    // Not closed, because closing would wait for calls whose result is no longer awaited.
    ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    try {
      List<Future<StagedPolicy>> reads = new ArrayList<>(accounts.size());
      accounts.forEach(account -> reads.add(threads.submit(() -> read(account))));
      List<StagedPolicy> policies = new ArrayList<>(accounts.size());
      for (int index = 0; index < accounts.size(); index++) {
        policies.add(await(reads.get(index), accounts.get(index)));
      }
      return policies;
    } finally {
      threads.shutdownNow();
    }
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

  private StagedPolicy await(Future<StagedPolicy> read, Account account) {
    Optional<Duration> left = deadline.left();
    try {
      return left.isPresent() ? read.get(left.get().toMillis(), TimeUnit.MILLISECONDS) : read.get();
    } catch (TimeoutException deadlinePassed) {
      return failed(account, EffectivePolicyException.notReached());
    } catch (ExecutionException failure) {
      throw new IllegalStateException(
          "the policy of account " + account.id() + " cannot be read", failure.getCause());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while reading policies", interrupted);
    }
  }

  private StagedPolicy failed(Account account, EffectivePolicyException failure) {
    return StagedPolicy.failed(failure.failure(account.id(), region));
  }
}
