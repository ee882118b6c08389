package dev.ecsinventory.policy;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.policy.document.Waiver;
import java.time.Duration;
import java.time.Instant;

/**
 * The reason why a violation is waived, and the end of the waiver.
 *
 * @param owner the responsible owner; null for the grace period, which has none
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
