package dev.ecsinventory.policy;

import dev.ecsinventory.policy.document.TagPolicy;
import dev.ecsinventory.schema.Column;
import dev.ecsinventory.schema.Dataset;
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.schema.TagViolations;
import dev.ecsinventory.schema.TaskSets;
import java.util.List;
import java.util.Optional;

/** Writes one task set's findings as rows of {@code tag_violations}. */
final class ViolationRows {
  private final TagPolicy policy;
  private final Row taskSet;
  private final Lineage lineage;
  private final String createCommand;

  ViolationRows(TagPolicy policy, Row taskSet, List<Finding> findings, Lineage lineage) {
    this.policy = policy;
    this.taskSet = taskSet;
    this.lineage = lineage;
    this.createCommand = CreateCommand.of(taskSet, findings, lineage).orElse(null);
  }

  Row row(Finding finding, Exemption forgiveness) {
    TagCheck check = finding.check();
    Row.Builder row = identity();
    row.set(TagViolations.POLICY_ID, policy.id())
        .set(TagViolations.RULE, check.key())
        .set(TagViolations.VIOLATION, finding.kind().name())
        .set(TagViolations.ACTUAL_KEY, finding.actualKey())
        .set(TagViolations.ACTUAL_VALUE, finding.actualValue())
        .set(TagViolations.EXPECTED, check.expected(finding.kind()))
        .set(TagViolations.SUGGESTION, suggestion(finding).orElse(null))
        .set(TagViolations.AWS_REPORT_VISIBLE, !Tags.of(taskSet).isEmpty())
        .set(TagViolations.FOUND_ON, foundOn(finding))
        .set(TagViolations.NOT_KNOWN_ON, notKnownOn(finding))
        .set(TagViolations.CREATE_COMMAND, createCommand)
        .set(TagViolations.REMEDY, Remedy.of(taskSet, finding).name());
    if (forgiveness != null) {
      row.set(TagViolations.WAIVED_UNTIL, forgiveness.until())
          .set(TagViolations.WAIVER_REASON, forgiveness.reason())
          .set(TagViolations.WAIVER_OWNER, forgiveness.owner());
    }
    return row.build();
  }

  static Optional<String> suggestion(Finding finding) {
    return switch (finding.kind()) {
      case MISSING_TAG ->
          Optional.ofNullable(finding.actualKey()).map(nearby -> finding.check().key());
      case WRONG_KEY_CASE -> Optional.of(finding.check().key());
      case VALUE_NOT_ALLOWED -> finding.check().nearest(finding.actualValue());
      case TAG_NOT_ALLOWED -> Optional.empty();
    };
  }

  private List<String> foundOn(Finding finding) {
    return switch (finding.kind()) {
      case MISSING_TAG -> lineage.foundOn(finding.check().key());
      case WRONG_KEY_CASE, VALUE_NOT_ALLOWED, TAG_NOT_ALLOWED ->
          finding.onService() ? List.of(Lineage.SERVICE) : null;
    };
  }

  private List<String> notKnownOn(Finding finding) {
    return switch (finding.kind()) {
      case MISSING_TAG -> lineage.notKnownOn();
      case WRONG_KEY_CASE, VALUE_NOT_ALLOWED, TAG_NOT_ALLOWED -> null;
    };
  }

  private Row.Builder identity() {
    Row.Builder row = Row.builder(TagViolations.DATASET);
    Dataset to = TagViolations.DATASET;
    Dataset from = TaskSets.DATASET;
    copy(from.schemaVersion(), row, to.schemaVersion());
    copy(from.snapshotId(), row, to.snapshotId());
    copy(from.snapshotTime(), row, to.snapshotTime());
    copy(from.accountId(), row, to.accountId());
    copy(from.region(), row, to.region());
    copy(TaskSets.CLUSTER_ARN, row, TagViolations.CLUSTER_ARN);
    copy(TaskSets.CLUSTER_NAME, row, TagViolations.CLUSTER_NAME);
    copy(TaskSets.SERVICE_ARN, row, TagViolations.SERVICE_ARN);
    copy(TaskSets.SERVICE_NAME, row, TagViolations.SERVICE_NAME);
    copy(TaskSets.TASK_SET_ARN, row, TagViolations.TASK_SET_ARN);
    copy(TaskSets.TASK_SET_ID, row, TagViolations.TASK_SET_ID);
    copy(TaskSets.EXTERNAL_ID, row, TagViolations.EXTERNAL_ID);
    copy(TaskSets.STARTED_BY, row, TagViolations.STARTED_BY);
    return row;
  }

  private <T> void copy(Column<T> from, Row.Builder row, Column<T> to) {
    row.set(to, taskSet.get(from));
  }
}
