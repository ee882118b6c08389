package dev.ecsinventory.cli.check;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ecsinventory.manifest.Software;
import dev.ecsinventory.model.VisibleText;
import dev.ecsinventory.policy.ViolationKind;
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.schema.Snapshots;
import dev.ecsinventory.schema.TagViolations;
import java.util.List;

/**
 * The result as SARIF: a rule for each kind of violation, a result for each violation; a waived
 * violation is a suppressed result.
 *
 * @see <a href="https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html">SARIF 2.1.0</a>
 */
final class CheckSarif {
  private static final String SCHEMA =
      "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

  private CheckSarif() {}

  static String text(CheckResult result) {
    ObjectNode root = CheckJson.MAPPER.createObjectNode();
    root.put("$schema", SCHEMA).put("version", "2.1.0");
    ObjectNode run = root.putArray("runs").addObject();
    ObjectNode driver = run.putObject("tool").putObject("driver");
    String[] nameAndVersion = Software.NAME_AND_VERSION.split(" ");
    driver.put("name", nameAndVersion[0]).put("version", nameAndVersion[1]);
    for (ViolationKind kind : ViolationKind.values()) {
      ObjectNode rule = driver.withArray("rules").addObject();
      rule.put("id", kind.name()).putObject("shortDescription").put("text", description(kind));
    }
    run.put("columnKind", "utf16CodeUnits");
    ObjectNode properties = run.putObject("properties");
    properties.put("snapshot_id", result.snapshot().get(Snapshots.DATASET.snapshotId()));
    properties.put("policy_id", result.policyId());
    addNotices(run, result);
    run.putArray("results");
    result.violations().forEach(row -> add(run, row));
    return CheckJson.written(root);
  }

  /** Adds the notices, so that a viewer without results can show the reason. */
  private static void addNotices(ObjectNode run, CheckResult result) {
    if (!result.notices().isEmpty()) {
      run.putArray("invocations")
          .addObject()
          .put("executionSuccessful", true)
          .putArray("toolExecutionNotifications")
          .addObject()
          .put("level", "warning")
          .putObject("message")
          .put("text", escaped(String.join("\n", result.notices())));
    }
  }

  private static String description(ViolationKind kind) {
    return switch (kind) {
      case MISSING_TAG -> "The task set lacks a tag that the policy requires.";
      case WRONG_KEY_CASE -> "The task set has the tag with a key in another case.";
      case VALUE_NOT_ALLOWED -> "The task set has the tag with a value that is not accepted.";
      case TAG_NOT_ALLOWED -> "The task set has a tag for which no value is accepted.";
    };
  }

  private static void add(ObjectNode run, Row row) {
    ViolationKind kind = ViolationKind.valueOf(row.get(TagViolations.VIOLATION));
    boolean waived = row.get(TagViolations.WAIVED_UNTIL) != null;
    ObjectNode result = run.withArray("results").addObject();
    result.put("ruleId", kind.name()).put("ruleIndex", kind.ordinal());
    result.put("level", waived ? "note" : "error");
    result.putObject("message").put("text", message(row));
    String arn = row.get(TagViolations.TASK_SET_ARN);
    ObjectNode location = result.putArray("locations").addObject();
    location
        .putArray("logicalLocations")
        .addObject()
        .put("fullyQualifiedName", arn)
        .put("kind", "resource");
    result.putObject("partialFingerprints").put("taskSetTag/v1", fingerprint(row, arn));
    if (waived) {
      result
          .putArray("suppressions")
          .addObject()
          .put("kind", "external")
          .put("status", "accepted")
          .put("justification", VisibleText.value(row.get(TagViolations.WAIVER_REASON)));
    }
    result.set("properties", CheckJson.node(row));
  }

  private static String fingerprint(Row row, String arn) {
    return String.join(
        " ",
        List.of(
            arn,
            row.get(TagViolations.RULE),
            row.get(TagViolations.VIOLATION),
            String.valueOf(row.get(TagViolations.ACTUAL_KEY))));
  }

  /** Tags are quoted in plain text, so that no viewer interprets Markdown or links in them. */
  private static String message(Row row) {
    String found =
        row.get(TagViolations.ACTUAL_KEY) == null
            ? "is missing"
            : "is \"%s\" = \"%s\""
                .formatted(
                    shown(row.get(TagViolations.ACTUAL_KEY)),
                    shown(row.get(TagViolations.ACTUAL_VALUE)));
    String text =
        "Tag \"%s\" of task set %s %s; expected: %s"
            .formatted(
                shown(row.get(TagViolations.RULE)),
                shown(row.get(TagViolations.TASK_SET_ARN)),
                found,
                shown(row.get(TagViolations.EXPECTED)));
    return escaped(text);
  }

  /** SARIF's messages have links in brackets and placeholders in braces; a backslash escapes. */
  private static String escaped(String text) {
    return text.replaceAll("([\\\\\\[\\]])", "\\\\$1").replace("{", "{{").replace("}", "}}");
  }

  private static String shown(String value) {
    return value == null ? "" : VisibleText.value(value);
  }
}
