package dev.ecsinventory.discover;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.config.Discovery;
import dev.ecsinventory.config.Scope;
import dev.ecsinventory.model.Deadline;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.services.account.AccountClient;
import software.amazon.awssdk.services.account.model.ListRegionsResponse;
import software.amazon.awssdk.services.account.model.Region;

/**
 * The Regions to read in an account, and those that are left out because the account has not
 * enabled them. Account Management is called only where that is not known: every account has the
 * Regions that AWS enables by default.
 *
 * @see <a href="https://docs.aws.amazon.com/accounts/latest/reference/manage-acct-regions.html">
 *     Enable or disable Regions</a>
 */
final class EnabledRegions {
  /** The Regions of the partition {@code aws} that every account has. */
  static final Set<String> BY_DEFAULT =
      Set.of(
          "ap-northeast-1",
          "ap-northeast-2",
          "ap-northeast-3",
          "ap-south-1",
          "ap-southeast-1",
          "ap-southeast-2",
          "ca-central-1",
          "eu-central-1",
          "eu-north-1",
          "eu-west-1",
          "eu-west-2",
          "eu-west-3",
          "sa-east-1",
          "us-east-1",
          "us-east-2",
          "us-west-1",
          "us-west-2");

  /** An account that is not read. */
  static final OfAccount NONE = new OfAccount(List.of(), List.of());

  private static final int PAGE = 50;
  private static final Set<String> NOT_ENABLED = Set.of("DISABLED", "DISABLING", "ENABLING");

  private final AccountClient client;
  private final Discovery discovery;
  private final List<String> requested;
  private final String own;
  private final Deadline deadline;

  /**
   * Regions of accounts.
   *
   * @param requested the Regions to read, if the account has enabled them
   * @param own the account of the function's own credentials, which calls about itself without
   *     naming itself
   */
  EnabledRegions(
      AccountClient client,
      Discovery discovery,
      List<String> requested,
      String own,
      Deadline deadline) {
    this.client = requireNonNull(client, "client is null");
    this.discovery = requireNonNull(discovery, "discovery is null");
    this.requested = List.copyOf(requested);
    this.own = requireNonNull(own, "own is null");
    this.deadline = requireNonNull(deadline, "deadline is null");
  }

  /** The Regions of one account. */
  record OfAccount(List<String> toRead, List<String> notEnabled) {
    /** Those that the scope requests. */
    OfAccount in(Scope scope) {
      return scope.regions().isEmpty()
          ? this
          : new OfAccount(
              toRead.stream().filter(scope.regions()::contains).toList(),
              notEnabled.stream().filter(scope.regions()::contains).toList());
    }
  }

  OfAccount of(ListedAccount account) {
    if (!account.partition().equals("aws")
        || !discovery.enabledRegions() && BY_DEFAULT.containsAll(requested)) {
      return new OfAccount(requested, List.of());
    }
    Map<String, Boolean> enabled = enabled(account.id());
    List<String> asked =
        discovery.enabledRegions()
            ? enabled.keySet().stream().filter(region -> !discovery.excludesRegion(region)).toList()
            : requested;
    List<String> missing = asked.stream().filter(region -> !enabled.containsKey(region)).toList();
    if (!missing.isEmpty()) {
      throw new IncompleteDiscoveryException(
          "ListRegions of account %s does not contain %s".formatted(account.id(), missing));
    }
    return new OfAccount(
        asked.stream().filter(enabled::get).toList(),
        asked.stream().filter(region -> !enabled.get(region)).toList());
  }

  /** Every Region that the account has enabled, or not, by its name. */
  private Map<String, Boolean> enabled(String account) {
    List<Region> listed =
        new PagedListing<>(
                "ListRegions of account " + account,
                token ->
                    client.listRegions(
                        request ->
                            request
                                .accountId(account.equals(own) ? null : account)
                                .maxResults(PAGE)
                                .nextToken(token)),
                ListRegionsResponse::hasRegions,
                ListRegionsResponse::regions,
                ListRegionsResponse::nextToken)
            .read(deadline);
    Map<String, Boolean> enabled = new TreeMap<>();
    for (Region region : listed) {
      if (region.regionName() == null) {
        throw new IncompleteDiscoveryException(
            "ListRegions of account " + account + " has a Region without a name");
      }
      // A status that this version does not know counts as enabled, so that it hides no Region.
      enabled.put(
          region.regionName(),
          !NOT_ENABLED.contains(String.valueOf(region.regionOptStatusAsString())));
    }
    if (!enabled.keySet().containsAll(BY_DEFAULT)) {
      throw new IncompleteDiscoveryException(
          "ListRegions of account " + account + " lacks Regions that every account has");
    }
    return enabled;
  }
}
