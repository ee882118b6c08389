package dev.ecsinventory.discover;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.aws.AwsClients;
import dev.ecsinventory.concurrent.Tasks;
import dev.ecsinventory.config.Discovery;
import dev.ecsinventory.config.Scope;
import dev.ecsinventory.config.Settings;
import dev.ecsinventory.config.SnapshotRequest;
import dev.ecsinventory.manifest.DiscoveredAccount;
import dev.ecsinventory.manifest.DiscoveredOrganization;
import dev.ecsinventory.manifest.Specification.SpecifiedAccount;
import dev.ecsinventory.model.AccountReason;
import dev.ecsinventory.model.Deadline;
import dev.ecsinventory.store.ObjectStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Finds the accounts of an organization and the Regions of each. The result is complete, or the
 * discovery fails: an account that a listing lacks would look like one that left.
 */
public final class AccountDiscovery {
  private final AwsClients clients;
  private final Settings settings;
  private final Discovery discovery;
  private final ObjectStore store;
  private final Deadline deadline;

  /**
   * A discovery by settings.
   *
   * @param discovery the settings of the discovery
   * @param store has the earlier snapshots, which show the accounts that left
   */
  public AccountDiscovery(
      AwsClients clients,
      Settings settings,
      Discovery discovery,
      ObjectStore store,
      Deadline deadline) {
    this.clients = requireNonNull(clients, "clients is null");
    this.settings = requireNonNull(settings, "settings is null");
    this.discovery = requireNonNull(discovery, "discovery is null");
    this.store = requireNonNull(store, "store is null");
    this.deadline = requireNonNull(deadline, "deadline is null");
  }

  /**
   * What was found.
   *
   * @param toRead the accounts to read, with their roles and Regions
   * @param organization all accounts in the scope, also those that are not read
   */
  public record Found(List<SpecifiedAccount> toRead, DiscoveredOrganization organization) {
    public Found {
      toRead = List.copyOf(toRead);
    }
  }

  /**
   * Finds the accounts in the scope of a request.
   *
   * @param own the account of the function's own credentials, which is read with these
   * @throws IncompleteDiscoveryException when the organization cannot be listed completely
   */
  public Found find(SnapshotRequest request, String own) {
    OrganizationListing listing = new OrganizationListing(clients.organization(), deadline);
    Map<String, ListedAccount> listed = listing.accounts();
    if (!listed.containsKey(own)) {
      throw new IncompleteDiscoveryException(
          "ListAccounts does not contain the own account " + own);
    }
    OrganizationListing.Tree tree = listing.tree(listed);
    requireUnits(tree);
    Scope scope = request.scope();
    List<ListedAccount> selected =
        listed.values().stream()
            .filter(account -> isInUnits(tree.path(account.id())))
            .filter(account -> isInScope(account.id(), scope))
            .toList();
    Map<String, EnabledRegions.OfAccount> regions = regions(selected, own, scope);
    EarlierAccounts earlier = EarlierAccounts.before(request.id(), store, settings.keys());
    List<DiscoveredAccount> members = members(selected, tree, regions, earlier);
    members.addAll(left(ids(selected), listed, tree, earlier, scope));
    return new Found(
        toRead(selected, regions, own),
        DiscoveredOrganization.of(settings, discovery).with(earlier.comparedWith(), members));
  }

  private void requireUnits(OrganizationListing.Tree tree) {
    List<String> missing =
        discovery.units().stream().filter(unit -> !tree.units().contains(unit)).toList();
    if (!missing.isEmpty()) {
      throw new IncompleteDiscoveryException(
          "%s: the organization does not have %s".formatted(Settings.ACCOUNTS, missing));
    }
  }

  /** The Regions of each account that is read. */
  private Map<String, EnabledRegions.OfAccount> regions(
      List<ListedAccount> selected, String own, Scope scope) {
    EnabledRegions enabled =
        new EnabledRegions(
            clients.accountManagement(), discovery, settings.regions(), own, deadline);
    List<ListedAccount> readable =
        selected.stream().filter(account -> notRead(account).isEmpty()).toList();
    List<EnabledRegions.OfAccount> found =
        Tasks.map(readable, account -> enabled.of(account).in(scope));
    Map<String, EnabledRegions.OfAccount> byAccount = new TreeMap<>();
    for (int index = 0; index < readable.size(); index++) {
      byAccount.put(readable.get(index).id(), found.get(index));
    }
    return byAccount;
  }

  private List<SpecifiedAccount> toRead(
      List<ListedAccount> selected, Map<String, EnabledRegions.OfAccount> regions, String own) {
    return selected.stream()
        .filter(account -> regions.containsKey(account.id()))
        .map(
            account ->
                new SpecifiedAccount(
                    account.id(),
                    account.id().equals(own) ? null : account.role(discovery.roleName()),
                    regions.get(account.id()).toRead()))
        .toList();
  }

  private List<DiscoveredAccount> members(
      List<ListedAccount> selected,
      OrganizationListing.Tree tree,
      Map<String, EnabledRegions.OfAccount> regions,
      EarlierAccounts earlier) {
    List<DiscoveredAccount> members = new ArrayList<>();
    for (ListedAccount account : selected) {
      members.add(
          new DiscoveredAccount(
              account.id(),
              account.name(),
              account.state(),
              tree.path(account.id()),
              notRead(account).orElse(null),
              regions.getOrDefault(account.id(), EnabledRegions.NONE).notEnabled(),
              earlier.lastReadIn().get(account.id())));
    }
    return members;
  }

  private Optional<AccountReason> notRead(ListedAccount account) {
    return discovery.excludesAccount(account.id())
        ? Optional.of(AccountReason.EXCLUDED)
        : account.unusable();
  }

  /** Accounts that were read before, until they are excluded. */
  private List<DiscoveredAccount> left(
      Set<String> known,
      Map<String, ListedAccount> listed,
      OrganizationListing.Tree tree,
      EarlierAccounts earlier,
      Scope scope) {
    return earlier.lastReadIn().entrySet().stream()
        .filter(account -> !known.contains(account.getKey()))
        .filter(account -> isInScope(account.getKey(), scope))
        .filter(account -> !discovery.excludesAccount(account.getKey()))
        .map(
            account ->
                new DiscoveredAccount(
                    account.getKey(),
                    Optional.ofNullable(listed.get(account.getKey()))
                        .map(ListedAccount::name)
                        .orElse(earlier.names().get(account.getKey())),
                    Optional.ofNullable(listed.get(account.getKey()))
                        .map(ListedAccount::state)
                        .orElse(null),
                    tree.path(account.getKey()),
                    AccountReason.LEFT,
                    List.of(),
                    account.getValue()))
        .toList();
  }

  private static Set<String> ids(List<ListedAccount> accounts) {
    return accounts.stream().map(ListedAccount::id).collect(Collectors.toSet());
  }

  private boolean isInUnits(String path) {
    List<String> units = Arrays.asList(path.split("/"));
    return discovery.units().isEmpty() || discovery.units().stream().anyMatch(units::contains);
  }

  private static boolean isInScope(String account, Scope scope) {
    return scope.accounts().isEmpty() || scope.accounts().contains(account);
  }
}
