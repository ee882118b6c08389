package dev.ecsinventory.policy;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.policy.document.Waiver;
import java.time.Duration;
import java.time.Instant;

/**
 * Why a violation does not count, and until when.
 *
 * @param owner who answers for it; null for the grace period, which is nobody's decision
 */
record Forgiveness(Instant until, String reason, String owner) {
  Forgiveness {
    requireNonNull(until, "until is null");
    requireNonNull(reason, "reason is null");
  }

  static Forgiveness of(Waiver waiver) {
    return new Forgiveness(waiver.endsAt(), waiver.reason(), waiver.owner());
  }

  static Forgiveness grace(Instant until, Duration period) {
    return new Forgiveness(
        until, "grace period of " + period.toMinutes() + " minutes after creation", null);
  }
}
