package dev.ecsinventory.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The accounts and Regions that a deployment reads.
 *
 * @param accounts the accounts in addition to the stack's own
 * @param regions all Regions
 */
public record InventoryScope(Set<String> accounts, Set<String> regions) {
  public InventoryScope {
    accounts = new TreeSet<>(accounts);
    regions = new TreeSet<>(regions);
  }

  /**
   * The scope of {@code reading}.
   *
   * @param ownRegion the stack's Region, which is read if no Regions are set
   */
  public static InventoryScope of(InventorySettings.Reading reading, String ownRegion) {
    return new InventoryScope(
        Set.copyOf(reading.accountIds()),
        reading.regions().isEmpty() ? Set.of(ownRegion) : Set.copyOf(reading.regions()));
  }

  /** What {@code next} no longer reads, one sentence for accounts and one for Regions. */
  public List<String> missingIn(InventoryScope next) {
    List<String> missing = new ArrayList<>();
    add(missing, SettingKey.ACCOUNTS.key(), accounts, next.accounts);
    add(missing, SettingKey.REGIONS.key(), regions, next.regions);
    return missing;
  }

  private static void add(
      List<String> missing, String key, Set<String> deployed, Set<String> next) {
    Set<String> left = new TreeSet<>(deployed);
    left.removeAll(next);
    if (!left.isEmpty()) {
      missing.add(
          "%s: the deployed stack reads %s, these settings do not"
              .formatted(key, String.join(", ", left)));
    }
  }
}
