package dev.ecsinventory.manifest;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.ecsinventory.config.Discovery;
import dev.ecsinventory.config.Settings;
import dev.ecsinventory.model.AccountReason;
import dev.ecsinventory.model.Glob;
import java.util.Comparator;
import java.util.List;

/**
 * The organization of a snapshot: the settings that select its accounts, and all accounts that were
 * found, also those that are not read.
 *
 * @param accounts the value of {@code INVENTORY_ACCOUNTS}
 * @param regions the Regions to read in each account, or {@code enabled}
 * @param comparedWith ID of the full snapshot that determines which accounts left; null if there is
 *     none
 */
@JsonPropertyOrder({
  "accounts",
  "roleName",
  "excludeAccounts",
  "excludeRegions",
  "regions",
  "comparedWith",
  "members"
})
public record DiscoveredOrganization(
    List<String> accounts,
    String roleName,
    List<String> excludeAccounts,
    List<String> excludeRegions,
    List<String> regions,
    String comparedWith,
    List<DiscoveredAccount> members) {
  public DiscoveredOrganization {
    accounts = List.copyOf(accounts);
    excludeAccounts = List.copyOf(excludeAccounts);
    excludeRegions = List.copyOf(excludeRegions);
    regions = List.copyOf(regions);
    members = members.stream().sorted(Comparator.comparing(DiscoveredAccount::id)).toList();
  }

  /** The organization as settings select it, without accounts. */
  public static DiscoveredOrganization of(Settings settings, Discovery discovery) {
    return new DiscoveredOrganization(
        discovery.units().isEmpty()
            ? List.of(Discovery.ORGANIZATION)
            : discovery.units().stream().map(unit -> Discovery.UNIT + unit).toList(),
        discovery.roleName(),
        texts(discovery.excludedAccounts()),
        texts(discovery.excludedRegions()),
        discovery.enabledRegions() ? List.of(Discovery.ENABLED) : settings.regions(),
        null,
        List.of());
  }

  /** The same settings with the accounts that were found. */
  public DiscoveredOrganization with(String newComparedWith, List<DiscoveredAccount> found) {
    return new DiscoveredOrganization(
        accounts, roleName, excludeAccounts, excludeRegions, regions, newComparedWith, found);
  }

  /**
   * Whether an account stopped being read: the full snapshot before read it, and this one did not,
   * although the settings do not exclude it.
   *
   * @param reason why this snapshot read the account or not
   * @param lastReadIn ID of the newest earlier snapshot that read the account; null if there is
   *     none
   */
  public boolean stopped(AccountReason reason, String lastReadIn) {
    return reason != AccountReason.READ
        && reason != AccountReason.EXCLUDED
        && comparedWith != null
        && comparedWith.equals(lastReadIn);
  }

  private static List<String> texts(List<Glob> globs) {
    return globs.stream().map(Glob::text).toList();
  }
}
