package dev.ecsinventory.checkpoint;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.model.FailureKind;
import dev.ecsinventory.model.ReadFailure;
import java.util.Optional;

/**
 * The policy checkpoint of an account: the tag policy that every run of a snapshot uses for the
 * account's task sets, or the failure because of which that policy is unknown.
 *
 * @param canonicalText null when the account has no policy, or an unknown one
 * @param failure null when it is known whether the account has a policy, and which
 */
public record StagedPolicy(String accountId, String canonicalText, ReadFailure failure) {
  public StagedPolicy {
    requireNonNull(accountId, "accountId is null");
    if (canonicalText != null && failure != null) {
      throw new IllegalArgumentException("account " + accountId + " has a policy and a failure");
    }
  }

  /** Without a text, the account has no policy. */
  public static StagedPolicy of(String accountId, Optional<String> canonicalText) {
    return new StagedPolicy(accountId, canonicalText.orElse(null), null);
  }

  /** The account's policy could not be read. */
  public static StagedPolicy failed(ReadFailure failure) {
    return new StagedPolicy(failure.accountId(), null, failure);
  }

  /** Whether a retry, which has a new deadline, should read the policy. */
  public boolean isLeftToRetry() {
    return failure != null && failure.kind() == FailureKind.NOT_REACHED;
  }
}
