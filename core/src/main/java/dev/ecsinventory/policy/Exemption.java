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
record Exemption(Instant until, String reason, String owner) {
  Exemption {
    requireNonNull(until, "until is null");
    requireNonNull(reason, "reason is null");
  }

  static Exemption of(Waiver waiver) {
    return new Exemption(waiver.endsAt(), waiver.reason(), waiver.owner());
  }

  static Exemption grace(Instant until, Duration period) {
    return new Exemption(
        until, "grace period of " + period.toMinutes() + " minutes after creation", null);
  }
}
