package dev.ecsinventory.cli.result;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * A violation in words.
 *
 * @param kind the kind of violation, or {@code not known}
 * @param found the tag that was found, or the key of the missing one
 * @param expected the accepted tags; empty for what is not known
 * @param waivedUntil when its waiver ends
 * @param isFixable whether a person can fix it
 */
public record ShownViolation(
    String kind,
    String found,
    Optional<String> expected,
    Optional<String> waivedUntil,
    Effect effect,
    boolean isFixable) {
  public ShownViolation {
    requireNonNull(kind, "kind is null");
    requireNonNull(found, "found is null");
    requireNonNull(expected, "expected is null");
    requireNonNull(waivedUntil, "waivedUntil is null");
    requireNonNull(effect, "effect is null");
  }

  /** The violation on one line. */
  String text() {
    return kind
        + " "
        + found
        + expected.map(text -> "; expected: " + text).orElse("")
        + waivedUntil.map(time -> "; waived until " + time).orElse("");
  }
}
