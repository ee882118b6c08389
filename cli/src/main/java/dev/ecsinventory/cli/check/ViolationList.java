package dev.ecsinventory.cli.check;

import dev.ecsinventory.cli.text.WrappedText;
import dev.ecsinventory.model.VisibleText;
import dev.ecsinventory.policy.Remedy;
import dev.ecsinventory.policy.ViolationKind;
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.schema.TagViolations;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Violations for a terminal: a line for each task set and, below it, its violations. */
final class ViolationList {
  private static final String INDENT = "  %-17s  ";
  private static final String BELOW = INDENT.formatted("");

  private final List<Row> violations;

  /** Rows of {@code tag_violations} in the dataset's order. */
  ViolationList(List<Row> violations) {
    this.violations = List.copyOf(violations);
  }

  /** The list, ending in a line break; empty without violations. */
  String text() {
    Map<Boolean, List<Row>> byFixable =
        violations.stream().collect(Collectors.partitioningBy(ViolationList::isFixable));
    String fixable = text(byFixable.get(true));
    List<Row> others = byFixable.get(false);
    return others.isEmpty() ? fixable : fixable + heading(!fixable.isEmpty()) + text(others);
  }

  private static boolean isFixable(Row violation) {
    return !Remedy.NONE.name().equals(violation.get(TagViolations.REMEDY));
  }

  private static String heading(boolean follows) {
    return (follows ? System.lineSeparator() : "")
        + WrappedText.of(
            "",
            "No one can fix the following: CodeDeploy creates the task sets, and gives them no"
                + " tags. A rule with accept_service_tags accepts the tags of the service instead.")
        + System.lineSeparator();
  }

  private static String text(List<Row> violations) {
    StringBuilder text = new StringBuilder();
    String before = "";
    for (Row violation : violations) {
      String taskSet = taskSet(violation);
      if (!taskSet.equals(before)) {
        text.append(taskSet).append(System.lineSeparator());
        before = taskSet;
      }
      append(text, violation);
    }
    return text.toString();
  }

  private static String taskSet(Row row) {
    String arn = row.get(TagViolations.TASK_SET_ARN);
    return "%s / %s / %s / %s / %s"
        .formatted(
            shown(row.get(TagViolations.DATASET.accountId())),
            shown(row.get(TagViolations.DATASET.region())),
            shown(row.get(TagViolations.CLUSTER_NAME)),
            shown(row.get(TagViolations.SERVICE_NAME)),
            shown(arn.substring(arn.lastIndexOf('/') + 1)));
  }

  private static void append(StringBuilder text, Row row) {
    text.append(WrappedText.of(INDENT.formatted(row.get(TagViolations.VIOLATION)), found(row)));
    text.append(WrappedText.of(BELOW, "expected: " + expected(row)));
    if (row.get(TagViolations.WAIVED_UNTIL) != null) {
      text.append(WrappedText.of(BELOW, "waived until " + row.get(TagViolations.WAIVED_UNTIL)));
    }
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
