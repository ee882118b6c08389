package dev.ecsinventory.manifest;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.ecsinventory.model.AccountReason;
import java.util.List;

/**
 * An account of an organization when the first run of an event discovered it.
 *
 * @param name the account's name; null if it is not known
 * @param state as Organizations returned it; null for an account that left
 * @param path in the form of {@code aws:PrincipalOrgPaths}; null for an account that left
 * @param notRead why the account is not to be read; null if it is
 * @param regionsNotEnabled the Regions that are not read because the account has not enabled them
 * @param lastReadIn ID of the newest earlier snapshot that read the account; null if there is none
 */
@JsonPropertyOrder({"id", "name", "state", "path", "notRead", "regionsNotEnabled", "lastReadIn"})
public record DiscoveredAccount(
    String id,
    String name,
    String state,
    String path,
    AccountReason notRead,
    List<String> regionsNotEnabled,
    String lastReadIn) {
  public DiscoveredAccount {
    requireNonNull(id, "id is null");
    regionsNotEnabled = regionsNotEnabled.stream().sorted().distinct().toList();
  }
}
