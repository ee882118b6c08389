package dev.ecsinventory.commit;

import dev.ecsinventory.manifest.DiscoveredAccount;
import dev.ecsinventory.manifest.DiscoveredOrganization;
import dev.ecsinventory.manifest.Specification;
import dev.ecsinventory.manifest.Specification.SpecifiedAccount;
import dev.ecsinventory.model.AccountReason;
import dev.ecsinventory.model.AccountRegion;
import dev.ecsinventory.model.FailureKind;
import dev.ecsinventory.model.ReadFailure;
import dev.ecsinventory.normalize.Normalizer;
import dev.ecsinventory.plan.Plan;
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.schema.SnapshotAccounts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Builds the rows of {@code accounts}: the accounts to read, and those that were only found. */
final class AccountResults {
  private final Specification specification;
  private final Map<String, Set<String>> regionsRead = new HashMap<>();
  private final Map<String, List<ReadFailure>> failures;
  private final Map<String, DiscoveredAccount> discovered;

  AccountResults(Specification specification, List<Plan> plans, List<ReadFailure> failures) {
    this.specification = specification;
    plans.stream()
        .filter(Plan::hasReadSomething)
        .map(Plan::accountRegion)
        .forEach(
            read ->
                regionsRead
                    .computeIfAbsent(read.accountId(), account -> new TreeSet<>())
                    .add(read.region()));
    this.failures = failures.stream().collect(Collectors.groupingBy(ReadFailure::accountId));
    this.discovered =
        Optional.ofNullable(specification.organization())
            .map(DiscoveredOrganization::members)
            .orElse(List.of())
            .stream()
            .collect(Collectors.toMap(DiscoveredAccount::id, Function.identity()));
  }

  /** One row per account. */
  List<Row> rows(Normalizer normalizer) {
    List<Row> rows = new ArrayList<>();
    for (SpecifiedAccount account : specification.accounts()) {
      rows.add(row(normalizer, account.id(), Optional.ofNullable(account.role()), reason(account)));
    }
    discovered.values().stream()
        .filter(account -> account.notRead() != null)
        .map(account -> row(normalizer, account.id(), Optional.empty(), account.notRead()))
        .forEach(rows::add);
    return rows;
  }

  /**
   * The number of accounts that stopped being read; null without a discovery.
   *
   * @param rows as {@link #rows} returned them
   */
  Integer stopped(List<Row> rows) {
    DiscoveredOrganization organization = specification.organization();
    return organization == null
        ? null
        : (int)
            rows.stream()
                .filter(
                    row ->
                        organization.stopped(
                            AccountReason.valueOf(row.get(SnapshotAccounts.REASON)),
                            row.get(SnapshotAccounts.LAST_READ_SNAPSHOT_ID)))
                .count();
  }

  private Row row(
      Normalizer normalizer, String account, Optional<String> role, AccountReason reason) {
    Optional<DiscoveredAccount> found = Optional.ofNullable(discovered.get(account));
    AccountRegion here = new AccountRegion(account, specification.home().region());
    return normalizer
        .begin(SnapshotAccounts.DATASET, here)
        .set(SnapshotAccounts.ACCOUNT_NAME, found.map(DiscoveredAccount::name).orElse(null))
        .set(SnapshotAccounts.ACCOUNT_STATE, found.map(DiscoveredAccount::state).orElse(null))
        .set(SnapshotAccounts.ORGANIZATION_PATH, found.map(DiscoveredAccount::path).orElse(null))
        .set(SnapshotAccounts.ROLE_ARN, role.orElse(null))
        .set(SnapshotAccounts.READ, reason == AccountReason.READ)
        .set(SnapshotAccounts.REASON, reason.name())
        .set(
            SnapshotAccounts.REGIONS_READ, List.copyOf(regionsRead.getOrDefault(account, Set.of())))
        .set(
            SnapshotAccounts.REGIONS_NOT_ENABLED,
            found.map(DiscoveredAccount::regionsNotEnabled).orElse(List.of()))
        .set(
            SnapshotAccounts.ACCOUNT_READ_FAILURE_COUNT,
            failures.getOrDefault(account, List.of()).size())
        .set(
            SnapshotAccounts.LAST_READ_SNAPSHOT_ID,
            found.map(DiscoveredAccount::lastReadIn).orElse(null))
        .build();
  }

  private AccountReason reason(SpecifiedAccount account) {
    if (regionsRead.containsKey(account.id())) {
      return AccountReason.READ;
    }
    if (account.regions().isEmpty()) {
      return AccountReason.NO_REGION;
    }
    boolean denied =
        failures.getOrDefault(account.id(), List.of()).stream()
            .anyMatch(
                failure ->
                    failure.operation().equals("AssumeRole")
                        && failure.kind() == FailureKind.DENIED);
    return denied ? AccountReason.ROLE_DENIED : AccountReason.NOT_READ;
  }
}
