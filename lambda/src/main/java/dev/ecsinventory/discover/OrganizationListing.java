package dev.ecsinventory.discover;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.model.Deadline;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import software.amazon.awssdk.services.organizations.OrganizationsClient;
import software.amazon.awssdk.services.organizations.model.Account;
import software.amazon.awssdk.services.organizations.model.ListAccountsForParentResponse;
import software.amazon.awssdk.services.organizations.model.ListAccountsResponse;
import software.amazon.awssdk.services.organizations.model.ListOrganizationalUnitsForParentResponse;
import software.amazon.awssdk.services.organizations.model.ListRootsResponse;
import software.amazon.awssdk.services.organizations.model.OrganizationalUnit;
import software.amazon.awssdk.services.organizations.model.Root;

/**
 * Lists the accounts of the organization and their paths. ListAccounts determines which accounts
 * exist. The tree of units determines their paths; if an account is moved, joins or leaves
 * meanwhile, both disagree, and the listing fails.
 */
final class OrganizationListing {
  private static final int PAGE = 20;

  private final OrganizationsClient organizations;
  private final Deadline deadline;

  OrganizationListing(OrganizationsClient organizations, Deadline deadline) {
    this.organizations = requireNonNull(organizations, "organizations is null");
    this.deadline = requireNonNull(deadline, "deadline is null");
  }

  /** All accounts by their IDs. */
  Map<String, ListedAccount> accounts() {
    Map<String, ListedAccount> accounts = new TreeMap<>();
    List<Account> listed =
        new PagedListing<>(
                "ListAccounts",
                token -> organizations.listAccounts(r -> r.maxResults(PAGE).nextToken(token)),
                ListAccountsResponse::hasAccounts,
                ListAccountsResponse::accounts,
                ListAccountsResponse::nextToken)
            .read(deadline);
    for (Account account : listed) {
      if (accounts.put(account.id() == null ? "" : account.id(), ListedAccount.of(account))
          != null) {
        throw new IncompleteDiscoveryException("ListAccounts returned " + account.id() + " twice");
      }
    }
    return accounts;
  }

  /**
   * The units of the organization and the path of each account.
   *
   * @param paths in the form of {@code aws:PrincipalOrgPaths}, by account ID
   */
  record Tree(Set<String> units, Map<String, String> paths) {
    /** Null for an account that the organization does not have. */
    String path(String accountId) {
      return paths.get(accountId);
    }
  }

  /**
   * The tree of the units and accounts.
   *
   * @param accounts as {@link #accounts} returned them
   */
  Tree tree(Map<String, ListedAccount> accounts) {
    String organization =
        accounts.values().stream().map(ListedAccount::organizationId).findFirst().orElse("");
    Tree tree = new Tree(new TreeSet<>(), new TreeMap<>());
    Map<String, String> parents = new TreeMap<>();
    roots().forEach(root -> parents.put(root.id(), organization + "/" + root.id() + "/"));
    while (!parents.isEmpty()) {
      Map<String, String> below = new TreeMap<>();
      parents.forEach((parent, path) -> below.putAll(readParent(tree, parent, path)));
      parents.clear();
      parents.putAll(below);
    }
    List<String> onlyListed = without(accounts, tree.paths());
    List<String> onlyInTree = without(tree.paths(), accounts);
    if (!onlyListed.isEmpty() || !onlyInTree.isEmpty()) {
      throw new IncompleteDiscoveryException(
          "the organization changed while it was listed; without a unit: %s, not in ListAccounts: %s"
              .formatted(onlyListed, onlyInTree));
    }
    return tree;
  }

  private static List<String> without(Map<String, ?> accounts, Map<String, ?> others) {
    return accounts.keySet().stream().filter(id -> !others.containsKey(id)).toList();
  }

  /** Adds what is directly below a root or unit; returns the units there, with their paths. */
  private Map<String, String> readParent(Tree tree, String parent, String path) {
    for (Account account : accountsOf(parent)) {
      if (tree.paths().put(account.id(), path) != null) {
        throw new IncompleteDiscoveryException("account " + account.id() + " is in two units");
      }
    }
    Map<String, String> units = new TreeMap<>();
    for (OrganizationalUnit unit : unitsOf(parent)) {
      if (!tree.units().add(unit.id())) {
        throw new IncompleteDiscoveryException("unit " + unit.id() + " is in two units");
      }
      units.put(unit.id(), path + unit.id() + "/");
    }
    return units;
  }

  private List<Root> roots() {
    return new PagedListing<>(
            "ListRoots",
            token -> organizations.listRoots(r -> r.maxResults(PAGE).nextToken(token)),
            ListRootsResponse::hasRoots,
            ListRootsResponse::roots,
            ListRootsResponse::nextToken)
        .read(deadline);
  }

  private List<OrganizationalUnit> unitsOf(String parent) {
    return new PagedListing<>(
            "ListOrganizationalUnitsForParent of " + parent,
            token ->
                organizations.listOrganizationalUnitsForParent(
                    r -> r.parentId(parent).maxResults(PAGE).nextToken(token)),
            ListOrganizationalUnitsForParentResponse::hasOrganizationalUnits,
            ListOrganizationalUnitsForParentResponse::organizationalUnits,
            ListOrganizationalUnitsForParentResponse::nextToken)
        .read(deadline);
  }

  private List<Account> accountsOf(String parent) {
    return new PagedListing<>(
            "ListAccountsForParent of " + parent,
            token ->
                organizations.listAccountsForParent(
                    r -> r.parentId(parent).maxResults(PAGE).nextToken(token)),
            ListAccountsForParentResponse::hasAccounts,
            ListAccountsForParentResponse::accounts,
            ListAccountsForParentResponse::nextToken)
        .read(deadline);
  }
}
