package dev.ecsinventory.pipeline;

import dev.ecsinventory.config.Discovery;
import dev.ecsinventory.config.InvalidInputException;
import dev.ecsinventory.config.Scope;
import dev.ecsinventory.config.Settings;
import dev.ecsinventory.config.SnapshotRequest;
import dev.ecsinventory.discover.AccountDiscovery;
import dev.ecsinventory.discover.AccountDiscovery.Found;
import dev.ecsinventory.manifest.Deployment;
import dev.ecsinventory.manifest.DiscoveredOrganization;
import dev.ecsinventory.manifest.Manifest;
import dev.ecsinventory.manifest.Specification;
import dev.ecsinventory.manifest.Specification.SpecifiedAccount;
import dev.ecsinventory.model.AccountRegion;
import dev.ecsinventory.model.AccountRole;
import dev.ecsinventory.model.Deadline;
import dev.ecsinventory.model.Glob;
import dev.ecsinventory.plan.Plan;
import dev.ecsinventory.schema.Dataset;
import dev.ecsinventory.schema.FileFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Makes the specification of a snapshot from the current settings and the event's scope. */
final class Specifier {
  private static final int ARN_ACCOUNT = 4;
  private static final int SHOWN = 100;

  private final Environment environment;
  private final Deadline deadline;

  Specifier(Environment environment, Deadline deadline) {
    this.environment = environment;
    this.deadline = deadline;
  }

  /**
   * The specification that the current settings define.
   *
   * @param stored the specification that applies, if one is stored: an organization is not
   *     discovered again
   * @throws InvalidInputException when the event names an account that the settings do not, or when
   *     there is no account to read
   */
  Specification specify(SnapshotRequest request, Optional<Specification> stored) {
    String own = environment.accounts().own();
    Optional<Discovery> discovery = environment.settings().discovery();
    if (discovery.isPresent()) {
      Found found =
          stored
              .map(one -> again(one, discovery.get()))
              .orElseGet(() -> find(request, own, discovery.get()));
      return specification(request, own, found.toRead(), found.organization());
    }
    List<AccountRole> known = environment.accounts().configured(own);
    requireRead(request.scope(), known.stream().map(AccountRole::accountId).toList());
    List<SpecifiedAccount> accounts =
        known.stream()
            .filter(account -> isInScope(account.accountId(), request.scope()))
            .map(account -> specified(account, request.scope()))
            .toList();
    return specification(request, own, accounts, null);
  }

  private Found find(SnapshotRequest request, String own, Discovery discovery) {
    Found found =
        new AccountDiscovery(
                environment.clients(),
                environment.settings(),
                discovery,
                environment.store(),
                deadline)
            .find(request, own);
    requireRead(request.scope(), found.toRead().stream().map(SpecifiedAccount::id).toList());
    if (found.toRead().stream().allMatch(account -> account.regions().isEmpty())) {
      throw new InvalidInputException(
          "settings cannot be used",
          List.of(
              "%s: none of the organization's %d accounts has a Region to read (%s)"
                  .formatted(
                      Settings.ACCOUNTS,
                      found.organization().members().size(),
                      String.join(", ", found.organization().regions()))));
    }
    return found;
  }

  /** The stored accounts with the current settings. */
  private Found again(Specification stored, Discovery discovery) {
    return new Found(
        stored.accounts(), DiscoveredOrganization.of(environment.settings(), discovery));
  }

  private Specification specification(
      SnapshotRequest request,
      String own,
      List<SpecifiedAccount> accounts,
      DiscoveredOrganization organization) {
    Settings settings = environment.settings();
    return new Specification(
        request.id().value(),
        Deployment.of(own, settings),
        Dataset.SCHEMA_VERSION,
        Manifest.RequestedScope.of(request.scope()),
        accounts,
        settings.formats().stream().map(FileFormat::folder).toList(),
        settings.tagPolicy().orElse(null),
        environment.clock().instant().toString(),
        organization);
  }

  /**
   * {@code specification} with every account and Region that has a plan in addition: version 0.1.0
   * began the snapshot and stored plans without a specification.
   */
  static Specification including(Specification specification, List<Plan> plans) {
    SortedMap<String, SpecifiedAccount> accounts = new TreeMap<>();
    specification.accounts().forEach(account -> accounts.put(account.id(), account));
    for (Plan plan : plans) {
      AccountRegion planned = plan.accountRegion();
      accounts.merge(
          planned.accountId(),
          new SpecifiedAccount(planned.accountId(), null, List.of(planned.region())),
          Specifier::union);
    }
    return new Specification(
        specification.snapshotId(),
        specification.deployment(),
        specification.schemaVersion(),
        specification.scope(),
        List.copyOf(accounts.values()),
        specification.formats(),
        specification.tagPolicy(),
        specification.startedAt(),
        specification.organization());
  }

  private static SpecifiedAccount union(SpecifiedAccount one, SpecifiedAccount other) {
    List<String> regions = new ArrayList<>(one.regions());
    regions.addAll(other.regions());
    return new SpecifiedAccount(one.id(), one.role() == null ? other.role() : one.role(), regions);
  }

  private static boolean isInScope(String account, Scope scope) {
    return scope.accounts().isEmpty() || scope.accounts().contains(account);
  }

  private SpecifiedAccount specified(AccountRole account, Scope scope) {
    return new SpecifiedAccount(
        account.accountId(),
        account.role().orElse(null),
        scope.regions().isEmpty() ? environment.settings().regions() : scope.regions());
  }

  /** An account that is not read, named alone or in an ARN, would give an empty snapshot. */
  private static void requireRead(Scope scope, List<String> known) {
    List<String> problems = new ArrayList<>();
    scope.accounts().stream()
        .filter(account -> !known.contains(account))
        .map(
            account ->
                "detail.accounts: \"%s\" is not an account that is read; accepted are %s"
                    .formatted(account, shown(known)))
        .forEach(problems::add);
    List<String> read = known.stream().filter(account -> isInScope(account, scope)).toList();
    problems.addAll(otherAccounts("clusters", scope.clusters(), read));
    problems.addAll(otherAccounts("services", scope.services(), read));
    problems.addAll(otherAccounts("taskSets", scope.taskSets(), read));
    if (!problems.isEmpty()) {
      throw new InvalidInputException("event cannot be used", problems);
    }
  }

  private static List<String> otherAccounts(String key, List<Glob> selectors, List<String> read) {
    return selectors.stream()
        .map(Glob::text)
        .filter(text -> text.startsWith("arn:"))
        .filter(text -> read.stream().noneMatch(new Glob(text.split(":")[ARN_ACCOUNT])::matches))
        .map(
            text ->
                "detail.%s: \"%s\" is in the account %s, which the snapshot does not read; accepted are %s"
                    .formatted(key, text, text.split(":")[ARN_ACCOUNT], shown(read)))
        .toList();
  }

  private static String shown(List<String> accounts) {
    return accounts.size() <= SHOWN
        ? String.join(", ", accounts)
        : "the %d accounts that the dataset accounts lists as read, such as %s"
            .formatted(accounts.size(), accounts.getFirst());
  }
}
