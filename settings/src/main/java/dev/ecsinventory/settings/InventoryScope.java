package dev.ecsinventory.settings;

import dev.ecsinventory.config.Discovery;
import dev.ecsinventory.model.Glob;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The accounts and Regions that a deployment reads.
 *
 * @param accounts the accounts in addition to the stack's own, or {@code organization}, or units
 * @param regions all Regions, or {@code enabled}
 * @param excludedAccounts globs of discovered accounts that are not read
 * @param excludedRegions globs of Regions that are not read
 */
public record InventoryScope(
    Set<String> accounts,
    Set<String> regions,
    Set<String> excludedAccounts,
    Set<String> excludedRegions) {
  public InventoryScope {
    accounts = new TreeSet<>(accounts);
    regions = new TreeSet<>(regions);
    excludedAccounts = new TreeSet<>(excludedAccounts);
    excludedRegions = new TreeSet<>(excludedRegions);
  }

  /**
   * The scope of {@code reading}.
   *
   * @param ownRegion the stack's Region, which is read if no Regions are set
   */
  public static InventoryScope of(InventorySettings.Reading reading, String ownRegion) {
    Set<String> regions =
        reading.regions().isEmpty() ? Set.of(ownRegion) : Set.copyOf(reading.regions());
    return reading
        .discovery()
        .map(
            discovery ->
                new InventoryScope(
                    selection(discovery),
                    discovery.enabledRegions() ? Set.of(Discovery.ENABLED) : regions,
                    texts(discovery.excludedAccounts()),
                    texts(discovery.excludedRegions())))
        .orElseGet(
            () ->
                new InventoryScope(Set.copyOf(reading.accountIds()), regions, Set.of(), Set.of()));
  }

  private static Set<String> selection(Discovery discovery) {
    return discovery.units().isEmpty()
        ? Set.of(Discovery.ORGANIZATION)
        : discovery.units().stream()
            .map(unit -> Discovery.UNIT + unit)
            .collect(Collectors.toUnmodifiableSet());
  }

  private static Set<String> texts(List<Glob> globs) {
    return globs.stream().map(Glob::text).collect(Collectors.toUnmodifiableSet());
  }

  /** Whether the accounts are found at the beginning of each snapshot. */
  public boolean discovers() {
    return accounts.stream().anyMatch(account -> !isId(account));
  }

  /** Whether accounts are given by their IDs. */
  public boolean hasIds() {
    return accounts.stream().anyMatch(InventoryScope::isId);
  }

  private static boolean isId(String account) {
    return Character.isDigit(account.charAt(0));
  }

  /**
   * What {@code next} no longer reads, one sentence each for accounts, Regions and exclusions.
   * Whether an organization or a unit contains an account is not known here.
   *
   * @param ownAccount the stack's own account
   */
  public List<String> missingIn(InventoryScope next, String ownAccount) {
    List<String> missing = new ArrayList<>();
    InventoryScope all = next.withOwn(ownAccount);
    add(
        missing,
        SettingKey.ACCOUNTS,
        withOwn(ownAccount).accounts.stream()
            .filter(account -> !all.readsAccount(account))
            .toList());
    add(
        missing,
        SettingKey.REGIONS,
        regions.stream()
            .filter(region -> !excludesRegion(region))
            .filter(region -> !next.readsRegion(region))
            .toList());
    if (discovers() && next.discovers()) {
      addExclusions(missing, SettingKey.EXCLUDE_ACCOUNTS, excludedAccounts, next.excludedAccounts);
    }
    if (regions.contains(Discovery.ENABLED)) {
      addExclusions(missing, SettingKey.EXCLUDE_REGIONS, excludedRegions, next.excludedRegions);
    }
    return missing;
  }

  /** Accounts that are given by their IDs are read in addition to the stack's own. */
  private InventoryScope withOwn(String ownAccount) {
    if (discovers()) {
      return this;
    }
    Set<String> all = new TreeSet<>(accounts);
    all.add(ownAccount);
    return new InventoryScope(all, regions, excludedAccounts, excludedRegions);
  }

  private boolean readsAccount(String account) {
    boolean found =
        accounts.contains(account)
            || (isId(account) ? discovers() : accounts.contains(Discovery.ORGANIZATION));
    return found && !(isId(account) && matchesAny(excludedAccounts, account));
  }

  private boolean readsRegion(String region) {
    return (regions.contains(region) || regions.contains(Discovery.ENABLED))
        && !excludesRegion(region);
  }

  /** A glob matches names of Regions, and not {@code enabled}. */
  private boolean excludesRegion(String region) {
    return !region.equals(Discovery.ENABLED) && matchesAny(excludedRegions, region);
  }

  private static boolean matchesAny(Set<String> globs, String name) {
    return globs.stream().anyMatch(glob -> new Glob(glob).matches(name));
  }

  private static void add(List<String> missing, SettingKey key, Collection<String> left) {
    if (!left.isEmpty()) {
      missing.add(
          "%s: the deployed stack reads %s, these settings do not"
              .formatted(key.key(), String.join(", ", left)));
    }
  }

  private static void addExclusions(
      List<String> missing, SettingKey key, Set<String> deployed, Set<String> next) {
    List<String> added =
        next.stream()
            .filter(glob -> deployed.stream().noneMatch(other -> contains(other, glob)))
            .toList();
    if (!added.isEmpty()) {
      missing.add(
          "%s: these settings exclude %s, the deployed stack does not"
              .formatted(key.key(), String.join(", ", added)));
    }
  }

  /**
   * Whether {@code outer} certainly matches all that {@code inner} matches. A {@code *} matches the
   * wildcards of the other glob as text; a {@code ?} would match only one character of it.
   */
  private static boolean contains(String outer, String inner) {
    return outer.equals(inner)
        || new Glob(outer).matches(inner) && (!outer.contains("?") || new Glob(inner).isLiteral());
  }
}
