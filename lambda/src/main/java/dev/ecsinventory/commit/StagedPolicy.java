package dev.ecsinventory.commit;

import static java.util.Objects.requireNonNull;

/**
 * The tag policy that an account is judged by in a snapshot in the making.
 *
 * @param canonicalText null when nothing is judged
 */
public record StagedPolicy(String accountId, String canonicalText) {
  public StagedPolicy {
    requireNonNull(accountId, "accountId is null");
  }
}
