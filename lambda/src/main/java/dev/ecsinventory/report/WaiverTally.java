package dev.ecsinventory.report;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * A waiver and the number of violations that it applies to.
 *
 * @param until the first instant at which it does not apply any more
 * @param owner empty for a grace period, which has no owner
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
