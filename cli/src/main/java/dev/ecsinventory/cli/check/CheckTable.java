package dev.ecsinventory.cli.check;

import dev.ecsinventory.cli.text.Counted;
import dev.ecsinventory.cli.text.WrappedText;
import dev.ecsinventory.model.ComplianceStatus;
import dev.ecsinventory.model.EcsArn;
import dev.ecsinventory.model.VisibleText;
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.schema.Snapshots;
import dev.ecsinventory.schema.TagViolations;
import dev.ecsinventory.schema.TaskSets;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The result for a terminal: the violations, then the counts. */
final class CheckTable {
  private static final int SHORT_ID = 12;

  private final CheckResult result;

  CheckTable(CheckResult result) {
    this.result = result;
  }

  String text() {
    StringBuilder text = new StringBuilder();
    if (!result.violations().isEmpty()) {
      text.append(new ViolationList(result.violations()).text());
      text.append("%n".formatted());
    }
    if (!result.satisfiedByService().isEmpty()) {
      text.append("Satisfied by tags of the service:%n".formatted());
      result.satisfiedByService().forEach(row -> text.append(satisfied(row)));
      text.append("%n".formatted());
    }
    text.append(counts());
    result.notices().forEach(notice -> text.append("%s%n".formatted(notice)));
    return text.toString();
  }

  private static String satisfied(Row row) {
    String taskSet =
        Stream.of(
                row.get(TaskSets.DATASET.accountId()),
                row.get(TaskSets.DATASET.region()),
                row.get(TaskSets.CLUSTER_NAME),
                row.get(TaskSets.SERVICE_NAME),
                EcsArn.nameOf(row.get(TaskSets.TASK_SET_ARN)))
            .map(VisibleText::value)
            .collect(Collectors.joining(" / "));
    String tags =
        row.get(TaskSets.SATISFIED_BY_SERVICE).stream()
            .map(VisibleText::value)
            .collect(Collectors.joining(", "));
    return WrappedText.of("  ", taskSet + ": " + tags);
  }

  private String counts() {
    Row snapshot = result.snapshot();
    return ("Snapshot %s (%s) by policy %s: %d compliant, %d not compliant, %d unknown,"
            .formatted(
                VisibleText.of(snapshot.get(Snapshots.DATASET.snapshotId())),
                VisibleText.of(snapshot.get(Snapshots.STATUS)),
                result.policyId().substring(0, SHORT_ID),
                result.count(ComplianceStatus.COMPLIANT),
                result.count(ComplianceStatus.NON_COMPLIANT),
                result.count(ComplianceStatus.UNKNOWN))
        + " %d not evaluated; %s, %d of them waived%n"
            .formatted(
                result.count(ComplianceStatus.NOT_EVALUATED),
                Counted.of(result.violations().size(), "violation"),
                result.violations().stream().filter(CheckTable::isWaived).count()));
  }

  private static boolean isWaived(Row violation) {
    return violation.get(TagViolations.WAIVED_UNTIL) != null;
  }
}
