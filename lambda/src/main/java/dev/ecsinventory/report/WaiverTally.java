package dev.ecsinventory.report;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * A waiver that forgives something, and how many violations.
 *
 * @param until the first instant at which it holds no more
 * @param owner empty for a grace period, which nobody decided on
 */
public record WaiverTally(Instant until, String reason, String owner, int violations) {
  public WaiverTally {
    requireNonNull(until, "until is null");
    requireNonNull(reason, "reason is null");
    requireNonNull(owner, "owner is null");
  }

  WaiverTally plus(WaiverTally other) {
    return new WaiverTally(until, reason, owner, violations + other.violations);
  }
}
