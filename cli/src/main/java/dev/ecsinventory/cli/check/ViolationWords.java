package dev.ecsinventory.cli.check;

import dev.ecsinventory.cli.result.Effect;
import dev.ecsinventory.cli.result.ShownViolation;
import dev.ecsinventory.model.VisibleText;
import dev.ecsinventory.policy.ViolationKind;
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.schema.TagViolations;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A row of {@code tag_violations} in words. */
final class ViolationWords {
  private ViolationWords() {}

  static ShownViolation of(Row row, Effect effect) {
    return new ShownViolation(
        row.get(TagViolations.VIOLATION),
        found(row),
        Optional.of(expected(row)),
        Optional.ofNullable(row.get(TagViolations.WAIVED_UNTIL)).map(Object::toString),
        effect,
        FailureCondition.isFixable(row));
  }

  private static String found(Row row) {
    String key = row.get(TagViolations.ACTUAL_KEY);
    String value = row.get(TagViolations.ACTUAL_VALUE);
    return key == null
        ? shown(row.get(TagViolations.RULE)) + elsewhere(row)
        : shown(key) + (value == null ? "" : "=" + shown(value)) + onService(row);
  }

  private static String onService(Row row) {
    boolean onTaskSet = row.get(TagViolations.FOUND_ON) == null;
    return onTaskSet || row.get(TagViolations.VIOLATION).equals(ViolationKind.MISSING_TAG.name())
        ? ""
        : " (on the service)";
  }

  /** The resources that have the missing tag, because task sets inherit none. */
  private static String elsewhere(Row row) {
    List<String> foundOn = row.get(TagViolations.FOUND_ON);
    return foundOn == null || foundOn.isEmpty()
        ? ""
        : " (only on the %s)"
            .formatted(String.join(", ", foundOn).toLowerCase(Locale.ROOT).replace('_', ' '));
  }

  /** The expectation; for a key in the wrong case it contains the only compliant spelling. */
  private static String expected(Row row) {
    String suggestion = row.get(TagViolations.SUGGESTION);
    String expected = shown(row.get(TagViolations.EXPECTED));
    return suggestion == null
            || row.get(TagViolations.VIOLATION).equals(ViolationKind.WRONG_KEY_CASE.name())
        ? expected
        : expected + " (did you mean " + shown(suggestion) + "?)";
  }

  private static String shown(String value) {
    return value == null ? "" : VisibleText.value(value);
  }
}
