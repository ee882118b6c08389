package dev.ecsinventory.cli.input;

import dev.ecsinventory.model.VisibleText;
import dev.ecsinventory.policy.ProspectEvaluation.Violation;
import java.util.Optional;

/** A violation in words, without what must not be shown, and with what cannot be seen. */
record ShownFinding(String found, String expected) {
  static final String SECRET = "(sensitive value)";

  static ShownFinding of(RequestedTaskSet taskSet, Violation violation) {
    String expected = VisibleText.value(violation.expected());
    Optional<String> suggestion =
        switch (violation.kind()) {
          case WRONG_KEY_CASE -> Optional.empty();
          case MISSING_TAG, VALUE_NOT_ALLOWED, TAG_NOT_ALLOWED ->
              violation.suggestion().filter(near -> !isSecret(taskSet, violation));
        };
    return new ShownFinding(
        violation
            .actualKey()
            .map(key -> VisibleText.value(key) + value(taskSet, violation))
            .orElse(VisibleText.value(violation.rule())),
        suggestion
            .map(near -> expected + " (did you mean " + VisibleText.value(near) + "?)")
            .orElse(expected));
  }

  private static String value(RequestedTaskSet taskSet, Violation violation) {
    return actualValue(taskSet, violation).map(value -> "=" + VisibleText.value(value)).orElse("");
  }

  static Optional<String> actualValue(RequestedTaskSet taskSet, Violation violation) {
    return isSecret(taskSet, violation)
        ? violation.actualValue().map(value -> SECRET)
        : violation.actualValue();
  }

  static boolean isSecret(RequestedTaskSet taskSet, Violation violation) {
    return violation.actualKey().filter(taskSet.secretKeys()::contains).isPresent();
  }
}
