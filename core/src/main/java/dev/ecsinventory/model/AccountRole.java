package dev.ecsinventory.model;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * An account to read and the role that reads it.
 *
 * @param role ARN of the role to assume; empty for the function's own credentials
 */
public record AccountRole(String accountId, Optional<String> role) {
  public AccountRole {
    requireNonNull(accountId, "accountId is null");
    requireNonNull(role, "role is null");
  }
}
