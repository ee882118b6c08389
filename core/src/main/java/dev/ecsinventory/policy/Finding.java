package dev.ecsinventory.policy;

import java.util.Comparator;

/**
 * A violation of a rule.
 *
 * @param actualKey the key that was found, or one similar to a missing key; null when there is none
 * @param actualValue the value of that tag; null when there is none
 */
record Finding(ViolationKind kind, TagCheck check, String actualKey, String actualValue) {
  /** The order of {@code tag_violations}, regardless of the order of tags and rules. */
  static final Comparator<Finding> ORDER =
      Comparator.comparing((Finding finding) -> finding.check().key())
          .thenComparing(finding -> finding.kind().name())
          .thenComparing(Finding::actualKey, Comparator.nullsFirst(Comparator.naturalOrder()))
          .thenComparing(Finding::actualValue, Comparator.nullsFirst(Comparator.naturalOrder()));
}
