package dev.ecsinventory.cli.check;

import dev.ecsinventory.cli.tabular.ResultWorkbook;
import dev.ecsinventory.model.ComplianceStatus;
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.schema.Snapshots;
import dev.ecsinventory.schema.TaskSets;
import java.util.LinkedHashMap;
import java.util.Map;

/** A result as a workbook. Its first sheet states what the absence of a violation proves. */
final class WorkbookContent {
  private WorkbookContent() {}

  static byte[] of(CheckResult result, FailureCondition condition) {
    return ResultWorkbook.of(
        facts(result, condition),
        result.violations(),
        result.taskSets().stream().sorted(TaskSets.DATASET.rowOrder()).toList());
  }

  private static Map<String, String> facts(CheckResult result, FailureCondition condition) {
    Row snapshot = result.snapshot();
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("Snapshot", snapshot.get(Snapshots.DATASET.snapshotId()));
    facts.put("Snapshot status", snapshot.get(Snapshots.STATUS));
    facts.put("Compliance proven", result.notProven().map(why -> "no: " + why).orElse("yes"));
    facts.put("Policy", result.policyId());
    condition
        .baseline()
        .ifPresent(baseline -> facts.put("Compared with baseline", baseline.snapshotId()));
    facts.put("Task sets", String.valueOf(result.taskSets().size()));
    for (ComplianceStatus status : ComplianceStatus.values()) {
      facts.put("Task sets " + status, String.valueOf(result.count(status)));
    }
    facts.put("Violations", String.valueOf(result.violations().size()));
    facts.put("Violations that fail", String.valueOf(result.failing(condition)));
    int number = 0;
    for (String notice : result.notices()) {
      number++;
      facts.put("Notice " + number, notice.strip());
    }
    return facts;
  }
}
