package dev.ecsinventory.policy;

import java.util.Comparator;

/**
 * A violation of a rule.
 *
 * @param actualKey the key that was found, or one similar to a missing key; null when there is none
 * @param actualValue the value of that tag; null when there is none
 * @param onService whether that tag is the service's, which counts instead of the task set's
 */
record Finding(
    ViolationKind kind, TagCheck check, String actualKey, String actualValue, boolean onService) {
  /** A finding about the task set's own tags. */
  Finding(ViolationKind kind, TagCheck check, String actualKey, String actualValue) {
    this(kind, check, actualKey, actualValue, false);
  }

  /** The order of {@code tag_violations}, regardless of the order of tags and rules. */
  static final Comparator<Finding> ORDER =
      Comparator.comparing((Finding finding) -> finding.check().key())
          .thenComparing(finding -> finding.kind().name())
          .thenComparing(Finding::actualKey, Comparator.nullsFirst(Comparator.naturalOrder()))
          .thenComparing(Finding::actualValue, Comparator.nullsFirst(Comparator.naturalOrder()));
}
