package dev.ecsinventory.cli.check;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ecsinventory.cli.result.Effect;
import dev.ecsinventory.manifest.AccountNames;
import dev.ecsinventory.model.VisibleText;
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.schema.Snapshots;
import dev.ecsinventory.schema.TagViolations;

/**
 * The result as SARIF: a rule for each kind of violation, a result for each violation; a waived
 * violation is a suppressed result.
 */
final class CheckSarif {
  private CheckSarif() {}

  static String text(CheckResult checked, FailureCondition condition) {
    SarifRun run = new SarifRun();
    run.properties()
        .put("snapshot_id", checked.snapshot().get(Snapshots.DATASET.snapshotId()))
        .put("policy_id", checked.policyId());
    run.addNotices(checked.notices());
    checked.violations().forEach(row -> add(run, row, checked.names(), condition));
    return run.text();
  }

  private static void add(SarifRun run, Row row, AccountNames names, FailureCondition condition) {
    Effect effect = condition.effect(row);
    ObjectNode result =
        run.addResult(
            FailureCondition.kind(row),
            SarifRun.level(effect),
            message(row, names),
            location(row),
            FindingIdentity.of(row));
    condition
        .baseline()
        .ifPresent(
            baseline -> result.put("baselineState", baseline.has(row) ? "unchanged" : "new"));
    if (effect == Effect.WAIVED) {
      SarifRun.suppress(result, VisibleText.value(row.get(TagViolations.WAIVER_REASON)));
    }
    result.set("properties", CheckJson.node(row));
  }

  /** The path of the service, which the next deployment does not change. */
  private static SarifLocation location(Row row) {
    return SarifLocation.of(
        row.get(TagViolations.TASK_SET_ARN),
        row.get(TagViolations.DATASET.accountId()),
        row.get(TagViolations.DATASET.region()),
        row.get(TagViolations.CLUSTER_NAME),
        row.get(TagViolations.SERVICE_NAME));
  }

  /** Tags are quoted in plain text, so that no viewer reads Markdown or a link in them. */
  private static String message(Row row, AccountNames names) {
    String found =
        row.get(TagViolations.ACTUAL_KEY) == null
            ? "is missing"
            : "is \"%s\" = \"%s\""
                .formatted(
                    shown(row.get(TagViolations.ACTUAL_KEY)),
                    shown(row.get(TagViolations.ACTUAL_VALUE)));
    String account =
        names
            .known(row.get(TagViolations.DATASET.accountId()))
            .map(name -> " in account \"%s\"".formatted(shown(name)))
            .orElse("");
    return "Tag \"%s\" of task set %s%s %s; expected: %s."
        .formatted(
            shown(row.get(TagViolations.RULE)),
            shown(row.get(TagViolations.TASK_SET_ARN)),
            account,
            found,
            shown(row.get(TagViolations.EXPECTED)));
  }

  private static String shown(String value) {
    return value == null ? "" : VisibleText.value(value);
  }
}
