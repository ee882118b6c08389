package dev.ecsinventory.manifest;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.ecsinventory.config.Settings;
import dev.ecsinventory.model.AccountRegion;
import dev.ecsinventory.model.AccountRole;
import dev.ecsinventory.schema.FileFormat;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The definition of a snapshot: its scope, accounts, formats and policy source. The first run of an
 * event stores it with put-if-absent; every later stage and run reads it back, so that changed
 * settings do not change the snapshot.
 *
 * @param snapshotId the snapshot's id
 * @param deployment the installation that takes it
 * @param schemaVersion schema version of the first run
 * @param scope the scope in the event
 * @param accounts the accounts to read, with their roles and Regions
 * @param formats folders of the file formats to write
 * @param tagPolicy source of the tag policy; null when tags are not evaluated
 * @param startedAt when the first run began, in ISO 8601
 * @param organization the organization in which the accounts were found; null if the settings name
 *     the accounts
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonPropertyOrder({
  "snapshotId",
  "deployment",
  "schemaVersion",
  "scope",
  "accounts",
  "formats",
  "tagPolicy",
  "startedAt",
  "organization"
})
public record Specification(
    String snapshotId,
    Deployment deployment,
    int schemaVersion,
    Manifest.RequestedScope scope,
    List<SpecifiedAccount> accounts,
    List<String> formats,
    String tagPolicy,
    String startedAt,
    @JsonInclude(JsonInclude.Include.NON_NULL) DiscoveredOrganization organization) {
  /** Of accounts, roles or Regions in a message. */
  private static final int SHOWN = 10;

  public Specification {
    requireNonNull(snapshotId, "snapshotId is null");
    requireNonNull(deployment, "deployment is null");
    requireNonNull(scope, "scope is null");
    accounts = accounts.stream().sorted(Comparator.comparing(SpecifiedAccount::id)).toList();
    formats = formats.stream().sorted().toList();
    requireNonNull(startedAt, "startedAt is null");
    if (formats.isEmpty()) {
      throw new IllegalArgumentException("formats is empty");
    }
  }

  /**
   * An account to read.
   *
   * @param role ARN of the role to assume; null for the function's own credentials
   * @param regions Regions to read
   */
  public record SpecifiedAccount(String id, String role, List<String> regions) {
    public SpecifiedAccount {
      requireNonNull(id, "id is null");
      regions = regions.stream().sorted().distinct().toList();
    }

    /** The account with its role, without its Regions. */
    public AccountRole accountRole() {
      return new AccountRole(id, Optional.ofNullable(role));
    }
  }

  /** The account and Region that take the snapshot. */
  public AccountRegion home() {
    return new AccountRegion(deployment.accountId(), deployment.region());
  }

  /** Every account and Region to read, in order. */
  public List<AccountRegion> accountRegions() {
    return accounts.stream()
        .flatMap(
            account ->
                account.regions().stream().map(region -> new AccountRegion(account.id(), region)))
        .toList();
  }

  /** The file formats to write. */
  public Set<FileFormat> fileFormats() {
    Set<FileFormat> set = EnumSet.noneOf(FileFormat.class);
    formats.forEach(format -> set.add(FileFormat.of(format)));
    return set;
  }

  /**
   * The differences from {@code current}, a specification made from the current settings: one
   * sentence per setting. Empty when both define the same snapshot.
   */
  public List<String> differences(Specification current) {
    List<String> differences = new ArrayList<>();
    difference(differences, "accounts", ids(), current.ids());
    difference(differences, Settings.ROLES, roles(), current.roles());
    differencesOfDiscovery(differences, current);
    difference(differences, Settings.FORMATS, formats, current.formats);
    difference(differences, Settings.TAG_POLICY, tagPolicy, current.tagPolicy);
    difference(differences, "schema version", schemaVersion, current.schemaVersion);
    return differences;
  }

  private void differencesOfDiscovery(List<String> differences, Specification current) {
    DiscoveredOrganization found = organization;
    DiscoveredOrganization other = current.organization;
    if (found == null || other == null) {
      difference(differences, Settings.REGIONS, regions(), current.regions());
      difference(differences, Settings.ACCOUNTS, selected(found), selected(other));
      return;
    }
    difference(differences, Settings.REGIONS, found.regions(), other.regions());
    difference(differences, Settings.ACCOUNTS, found.accounts(), other.accounts());
    difference(differences, Settings.ROLE_NAME, found.roleName(), other.roleName());
    difference(
        differences, Settings.EXCLUDE_ACCOUNTS, found.excludeAccounts(), other.excludeAccounts());
    difference(
        differences, Settings.EXCLUDE_REGIONS, found.excludeRegions(), other.excludeRegions());
  }

  private static List<String> selected(DiscoveredOrganization found) {
    return found == null ? List.of() : found.accounts();
  }

  private static void difference(List<String> into, String name, Object stored, Object current) {
    if (!Objects.equals(stored, current)) {
      into.add(
          "%s: the snapshot's specification has %s, the current settings have %s"
              .formatted(name, text(stored), text(current)));
    }
  }

  private static String text(Object value) {
    return switch (value) {
      case null -> "none";
      case List<?> list when list.isEmpty() -> "none";
      case List<?> list ->
          list.stream().limit(SHOWN).map(String::valueOf).collect(Collectors.joining(", "))
              + (list.size() > SHOWN ? " and %,d more".formatted(list.size() - SHOWN) : "");
      default -> value.toString();
    };
  }

  private List<String> regions() {
    return accountRegions().stream()
        .map(accountRegion -> accountRegion.accountId() + "/" + accountRegion.region())
        .toList();
  }

  private List<String> ids() {
    return accounts.stream().map(SpecifiedAccount::id).toList();
  }

  private List<String> roles() {
    return accounts.stream().map(SpecifiedAccount::role).filter(Objects::nonNull).toList();
  }
}
