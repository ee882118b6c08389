package dev.ecsinventory.settings;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.config.Discovery;
import dev.ecsinventory.model.Glob;
import dev.ecsinventory.settings.InventorySettings.Reading;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;

/** Reads the accounts and Regions, and rejects settings that contradict each other. */
final class ReadingReader {
  private final SettingValues values;
  private final List<String> accounts;
  private final List<String> regions;
  private final List<Glob> excludedAccounts;
  private final List<Glob> excludedRegions;
  private final boolean discovers;
  private final boolean allEnabled;

  ReadingReader(SettingValues values) {
    this.values = requireNonNull(values, "values is null");
    this.accounts = matching(SettingKey.ACCOUNTS);
    this.regions = values.readAll(SettingKey.REGIONS, ReadingReader::region);
    this.excludedAccounts = globs(SettingKey.EXCLUDE_ACCOUNTS);
    this.excludedRegions = globs(SettingKey.EXCLUDE_REGIONS);
    this.discovers = accounts.stream().anyMatch(ReadingReader::selectsAccounts);
    this.allEnabled = regions.contains(Discovery.ENABLED);
  }

  Reading read() {
    Reading reading =
        new Reading(
            allEnabled ? List.of() : regions,
            discovers ? List.of() : accounts,
            matching(SettingKey.MEMBER_ROLES),
            values.read(
                SettingKey.EXTERNAL_ID,
                value -> SettingValues.matching(SettingKey.EXTERNAL_ID, value)),
            values.read(SettingKey.READS_PER_SECOND, ReadingReader::readsPerSecond),
            discovery());
    requireExternalId();
    requireOnePartition();
    requireOneRolePerAccount(reading);
    if (discovers) {
      checkDiscovery(reading);
    } else if (!accounts.isEmpty() || !values.isSet(SettingKey.ACCOUNTS)) {
      rejectDependent();
    }
    return reading;
  }

  private Optional<Discovery> discovery() {
    String roleName =
        values
            .read(
                SettingKey.ROLE_NAME, value -> SettingValues.matching(SettingKey.ROLE_NAME, value))
            .orElse(Discovery.DEFAULT_ROLE_NAME);
    if (!discovers) {
      return Optional.empty();
    }
    List<String> units =
        accounts.stream()
            .filter(account -> account.startsWith(Discovery.UNIT))
            .map(unit -> unit.substring(Discovery.UNIT.length()))
            .toList();
    return Optional.of(
        new Discovery(units, roleName, excludedAccounts, excludedRegions, allEnabled));
  }

  private static boolean selectsAccounts(String account) {
    return account.equals(Discovery.ORGANIZATION) || account.startsWith(Discovery.UNIT);
  }

  private void requireExternalId() {
    boolean others = values.isSet(SettingKey.ACCOUNTS) || values.isSet(SettingKey.MEMBER_ROLES);
    if (others != values.isSet(SettingKey.EXTERNAL_ID)) {
      values.problem(
          SettingKey.EXTERNAL_ID,
          others
              ? "is not set, but the roles of accounts and memberRoles require it"
              : "is set without accounts or memberRoles");
    }
  }

  /** Credentials are of one partition. */
  private void requireOnePartition() {
    long partitions =
        regions.stream()
            .filter(region -> !region.equals(Discovery.ENABLED))
            .map(region -> PartitionMetadata.of(Region.of(region)).id())
            .distinct()
            .count();
    if (partitions > 1) {
      values.problem(
          SettingKey.REGIONS, "has Regions of several partitions, which no credentials can read");
    }
  }

  private void requireOneRolePerAccount(Reading reading) {
    Set<String> seen = new HashSet<>();
    reading.accountIds().stream()
        .filter(account -> !seen.add(account))
        .collect(Collectors.toCollection(TreeSet::new))
        .forEach(
            account ->
                values.problem(
                    reading.memberRoles().isEmpty() ? SettingKey.ACCOUNTS : SettingKey.MEMBER_ROLES,
                    "has more than one role of account " + account));
  }

  private void checkDiscovery(Reading reading) {
    boolean unitsOnly = accounts.stream().allMatch(item -> item.startsWith(Discovery.UNIT));
    if (!unitsOnly && accounts.size() > 1) {
      values.problem(SettingKey.ACCOUNTS, "is more than one of organization, units and IDs");
    }
    if (values.isSet(SettingKey.MEMBER_ROLES)) {
      values.problem(
          SettingKey.MEMBER_ROLES,
          "cannot be combined with accounts that are discovered, whose role is roleName");
    }
    if (allEnabled && regions.size() > 1) {
      values.problem(SettingKey.REGIONS, "has enabled and names of Regions");
    }
    // No other glob matches both.
    if (excludedAccounts.stream()
        .anyMatch(glob -> glob.matches("000000000000") && glob.matches("999999999999"))) {
      values.problem(SettingKey.EXCLUDE_ACCOUNTS, "excludes all accounts");
    }
    checkExcludedRegions(reading);
  }

  private void checkExcludedRegions(Reading reading) {
    if (values.isSet(SettingKey.EXCLUDE_REGIONS) && !values.isSet(SettingKey.REGIONS)) {
      values.problem(
          SettingKey.EXCLUDE_REGIONS, "is set without regions, so that only one Region is read");
    } else if (!reading.regions().isEmpty() && reading.regionsToRead().isEmpty()) {
      values.problem(SettingKey.EXCLUDE_REGIONS, "excludes all Regions of regions");
    } else if (allEnabled && excludesAllRegions()) {
      values.problem(SettingKey.EXCLUDE_REGIONS, "excludes all Regions");
    }
  }

  private boolean excludesAllRegions() {
    return Region.regions().stream()
        .filter(region -> !region.isGlobalRegion())
        .allMatch(region -> excludedRegions.stream().anyMatch(glob -> glob.matches(region.id())));
  }

  /** Without a discovery, these settings would have no effect. */
  private void rejectDependent() {
    Stream.of(SettingKey.ROLE_NAME, SettingKey.EXCLUDE_ACCOUNTS, SettingKey.EXCLUDE_REGIONS)
        .filter(values::isSet)
        .forEach(key -> values.problem(key, "is set, but accounts are not discovered"));
    if (allEnabled) {
      values.problem(SettingKey.REGIONS, "is set, but accounts are not discovered");
    }
  }

  private List<String> matching(SettingKey key) {
    return values.readAll(key, value -> SettingValues.matching(key, value));
  }

  private List<Glob> globs(SettingKey key) {
    return matching(key).stream().map(Glob::new).toList();
  }

  private static String region(String value) {
    boolean known =
        Region.regions().stream()
            .anyMatch(region -> !region.isGlobalRegion() && region.id().equals(value));
    if (!known && !value.equals(Discovery.ENABLED)) {
      throw new IllegalArgumentException("has \"" + value + "\", which is not an AWS Region");
    }
    return value;
  }

  private static String readsPerSecond(String value) {
    if (!value.matches("[0-9]{1,5}([.][0-9]{1,3})?")) {
      throw new IllegalArgumentException("is not a number");
    }
    SettingForm.Decimal form = (SettingForm.Decimal) SettingKey.READS_PER_SECOND.form();
    double number = Double.parseDouble(value);
    if (number < form.least() || number > form.most()) {
      throw new IllegalArgumentException("is out of range");
    }
    return value;
  }
}
