package dev.ecsinventory.pipeline;

import dev.ecsinventory.aws.AccountRegion;
import dev.ecsinventory.aws.Accounts;
import dev.ecsinventory.aws.Accounts.Account;
import dev.ecsinventory.aws.AwsClients;
import dev.ecsinventory.aws.EcsReader;
import dev.ecsinventory.config.InvalidInputException;
import dev.ecsinventory.config.Scope;
import dev.ecsinventory.config.Settings;
import dev.ecsinventory.model.Deadline;
import dev.ecsinventory.model.ReadFailure;
import java.util.ArrayList;
import java.util.List;

/** The accounts and regions that a snapshot reads, each with its reader. */
final class Places {
  private final AwsClients clients;
  private final Accounts accounts;
  private final Settings settings;
  private final Scope scope;

  Places(AwsClients clients, Accounts accounts, Settings settings, Scope scope) {
    this.clients = clients;
    this.accounts = accounts;
    this.settings = settings;
    this.scope = scope;
  }

  /**
   * What can be read, and what cannot because a role could not be assumed.
   *
   * @throws InvalidInputException when the event names an account that is not read
   */
  Reachable of(String ownAccount, Deadline deadline) {
    List<Account> all = accounts.all(ownAccount, deadline);
    List<String> known = all.stream().map(Account::id).toList();
    List<String> problems =
        scope.accounts().stream()
            .filter(account -> !known.contains(account))
            .map(
                account ->
                    "detail.accounts: \"%s\" is not an account that is read; accepted are %s"
                        .formatted(account, String.join(", ", known)))
            .toList();
    if (!problems.isEmpty()) {
      throw new InvalidInputException("event cannot be used", problems);
    }
    List<EcsReader> readers = new ArrayList<>();
    List<ReadFailure> failures = new ArrayList<>();
    List<Account> asked =
        all.stream()
            .filter(
                account -> scope.accounts().isEmpty() || scope.accounts().contains(account.id()))
            .toList();
    asked.forEach(account -> add(account, readers, failures));
    return new Reachable(
        asked.stream().filter(account -> account.refusal().isEmpty()).toList(), readers, failures);
  }

  private void add(Account account, List<EcsReader> readers, List<ReadFailure> failures) {
    List<String> regions = scope.regions().isEmpty() ? settings.regions() : scope.regions();
    for (String region : regions) {
      account
          .refusal()
          .ifPresentOrElse(
              refusal -> failures.add(refusal.in(region)),
              () ->
                  readers.add(
                      clients.ecs(new AccountRegion(account.id(), region), account.credentials())));
    }
  }

  /** What can be read, with its readers, and failures for what cannot. */
  record Reachable(List<Account> accounts, List<EcsReader> readers, List<ReadFailure> failures) {
    Reachable {
      accounts = List.copyOf(accounts);
      readers = List.copyOf(readers);
      failures = List.copyOf(failures);
    }
  }
}
