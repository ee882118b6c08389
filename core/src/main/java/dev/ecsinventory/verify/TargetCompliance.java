package dev.ecsinventory.verify;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.manifest.Manifest.PolicyInForce;
import dev.ecsinventory.model.ComplianceStatus;
import dev.ecsinventory.policy.Remedy;
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.schema.TagViolations;
import dev.ecsinventory.schema.TaskSets;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Compares the compliance statuses of a target's task sets with their tags, the account's policy
 * and the rows of {@code tag_violations}.
 */
final class TargetCompliance {
  private final SnapshotUnderCheck snapshot;
  private final TargetUnderCheck rows;
  private final Optional<String> policyId;
  private final boolean policyUnknown;

  TargetCompliance(SnapshotUnderCheck snapshot, Explanations explanations, TargetUnderCheck rows) {
    this.snapshot = requireNonNull(snapshot, "snapshot is null");
    this.rows = requireNonNull(rows, "rows is null");
    String account = rows.target().accountId();
    this.policyId =
        snapshot.manifest().policies().stream()
            .filter(policy -> policy.accountId().equals(account))
            .map(PolicyInForce::policyId)
            .findFirst();
    this.policyUnknown = policyId.isEmpty() && explanations.policy(account);
  }

  void check() {
    Set<TaskSetIdentity> violating = new HashSet<>();
    Set<TaskSetIdentity> waivedOrViolating = new HashSet<>();
    for (Row violation : rows.violations()) {
      TaskSetIdentity taskSet = TaskSetIdentity.ofViolation(violation);
      waivedOrViolating.add(taskSet);
      if (violation.get(TagViolations.WAIVED_UNTIL) == null) {
        violating.add(taskSet);
      }
      if (!policyId.equals(Optional.of(violation.get(TagViolations.POLICY_ID)))) {
        wrong(taskSet.arn(), "a violation is of another policy than the account's");
      }
    }
    Set<TaskSetIdentity> evaluated = new HashSet<>();
    for (Row row : rows.taskSets()) {
      TaskSetIdentity taskSet = TaskSetIdentity.of(row);
      check(row, taskSet, violating.contains(taskSet));
      if (isEvaluated(row)) {
        evaluated.add(taskSet);
      }
    }
    waivedOrViolating.stream()
        .filter(taskSet -> !evaluated.contains(taskSet))
        .forEach(
            taskSet -> wrong(taskSet.arn(), "a violation of a task set that was not evaluated"));
  }

  private void check(Row row, TaskSetIdentity taskSet, boolean violates) {
    ComplianceStatus status = status(row);
    boolean tagsKnown = row.get(TaskSets.TAGS_KNOWN);
    boolean possible =
        switch (status) {
          case COMPLIANT -> policyId.isPresent() && tagsKnown && !violates;
          case NON_COMPLIANT -> policyId.isPresent() && tagsKnown && violates;
          // The policy may accept tags of the service, and those may be unknown.
          case UNKNOWN ->
              policyUnknown || (policyId.isPresent() && (!tagsKnown || Remedy.isWithoutTags(row)));
          case NOT_EVALUATED -> !policyUnknown && (policyId.isEmpty() || tagsKnown);
        };
    if (!possible) {
      wrong(
          taskSet.arn(),
          "%s, with tags %s, policy %s and %s"
              .formatted(
                  status,
                  tagsKnown ? "known" : "unknown",
                  policyUnknown ? "unknown" : policyId.orElse("none"),
                  violates ? "violations" : "no violation"));
    }
  }

  private static boolean isEvaluated(Row row) {
    return switch (status(row)) {
      case COMPLIANT, NON_COMPLIANT -> true;
      case UNKNOWN, NOT_EVALUATED -> false;
    };
  }

  static ComplianceStatus status(Row taskSet) {
    return ComplianceStatus.valueOf(taskSet.get(TaskSets.COMPLIANCE_STATUS));
  }

  private void wrong(String arn, String detail) {
    snapshot.found(FindingCode.COMPLIANCE_WRONG, arn, detail);
  }
}
