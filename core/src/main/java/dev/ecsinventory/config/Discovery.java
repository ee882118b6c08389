package dev.ecsinventory.config;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.model.Glob;
import java.util.List;

/**
 * The selection of an organization's accounts, which the first run of an event discovers.
 *
 * @param units IDs of the organizational units whose accounts are read, those of their units
 *     included; empty for the complete organization
 * @param roleName name, with its path, of the role to assume in each account
 * @param excludedAccounts account IDs that are not read; exclusions take precedence
 * @param excludedRegions Regions that are not read in any account
 * @param enabledRegions whether all Regions that an account has enabled are read, instead of a list
 */
public record Discovery(
    List<String> units,
    String roleName,
    List<Glob> excludedAccounts,
    List<Glob> excludedRegions,
    boolean enabledRegions) {
  /** The value of {@link Settings#ACCOUNTS} for the complete organization. */
  public static final String ORGANIZATION = "organization";

  /** What the value has before the ID of each unit otherwise. */
  public static final String UNIT = "ou:";

  /** The value of {@link Settings#REGIONS} for the Regions that each account has enabled. */
  public static final String ENABLED = "enabled";

  /** The role that the template of member accounts creates. */
  public static final String DEFAULT_ROLE_NAME = "EcsInventoryReader";

  /** Regular expression of a unit's ID. */
  public static final String UNIT_FORM = "ou-[a-z0-9]{4,32}-[a-z0-9]{8,32}";

  /** Regular expression of {@link Settings#ROLE_NAME}. */
  public static final String ROLE_NAME_FORM = "([\\w+=,.@-]+/)*[\\w+=,.@-]{1,64}";

  /** Regular expression of an excluded account. IDs only: an account's owner can rename it. */
  public static final String ACCOUNT_FORM = "[0-9*?]{1,12}";

  /** Regular expression of an excluded Region. */
  public static final String REGION_FORM = "[a-z0-9*?-]{1,40}";

  public Discovery {
    units = List.copyOf(units);
    requireNonNull(roleName, "roleName is null");
    excludedAccounts = List.copyOf(excludedAccounts);
    excludedRegions = List.copyOf(excludedRegions);
  }

  public boolean excludesAccount(String accountId) {
    return excludedAccounts.stream().anyMatch(glob -> glob.matches(accountId));
  }

  public boolean excludesRegion(String region) {
    return excludedRegions.stream().anyMatch(glob -> glob.matches(region));
  }
}
