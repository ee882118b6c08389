package dev.ecsinventory.manifest;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The names of the accounts of an organization, by account ID, as they were when the snapshot
 * began. Without a discovery, no name is known.
 */
public record AccountNames(Map<String, String> names) {
  public static final AccountNames NONE = new AccountNames(Map.of());

  public AccountNames {
    names = Map.copyOf(names);
  }

  /** The names that the snapshot's specification has. */
  public static AccountNames of(Manifest manifest) {
    Map<String, String> names = new TreeMap<>();
    Optional.ofNullable(manifest.requested())
        .map(Specification::organization)
        .ifPresent(
            organization ->
                organization.members().stream()
                    .filter(account -> account.name() != null)
                    .forEach(account -> names.put(account.id(), account.name())));
    return new AccountNames(names);
  }

  /** These names, and those of {@code other} for accounts without one. */
  public AccountNames or(AccountNames other) {
    Map<String, String> all = new TreeMap<>(other.names);
    all.putAll(names);
    return new AccountNames(all);
  }

  public Optional<String> known(String accountId) {
    return Optional.ofNullable(names.get(accountId));
  }

  /** The name; empty if it is not known. */
  public String name(String accountId) {
    return names.getOrDefault(accountId, "");
  }

  /** The ID and the name, such as {@code 123456789012 (payments)}; the ID alone without a name. */
  public String text(String accountId) {
    return names.containsKey(accountId)
        ? "%s (%s)".formatted(accountId, names.get(accountId))
        : accountId;
  }
}
