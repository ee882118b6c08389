package dev.ecsinventory.policy;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.model.ComplianceStatus;
import dev.ecsinventory.model.NotEvaluatedReason;
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.schema.TagViolations;
import dev.ecsinventory.schema.TaskSets;
import java.util.List;
import java.util.Objects;

/**
 * The result of the evaluation of one task set.
 *
 * @param status the strict status: a task set that never had a tag is evaluated like any other
 * @param notEvaluatedReason null unless the status is NOT_EVALUATED
 * @param violations rows of {@code tag_violations}, waived ones too, in the order of the dataset
 * @param satisfiedByService the required tags that the service has instead of the task set
 */
public record Evaluation(
    ComplianceStatus status,
    NotEvaluatedReason notEvaluatedReason,
    List<Row> violations,
    List<String> satisfiedByService) {
  static final Evaluation COMPLIANT = evaluated(ComplianceStatus.COMPLIANT, List.of());
  static final Evaluation UNKNOWN = evaluated(ComplianceStatus.UNKNOWN, List.of());

  public Evaluation {
    requireNonNull(status, "status is null");
    if ((status == ComplianceStatus.NOT_EVALUATED) != (notEvaluatedReason != null)) {
      throw new IllegalArgumentException(
          "status %s does not go with reason %s".formatted(status, notEvaluatedReason));
    }
    violations = List.copyOf(violations);
    satisfiedByService = List.copyOf(satisfiedByService);
  }

  static Evaluation notEvaluated(NotEvaluatedReason reason) {
    return new Evaluation(ComplianceStatus.NOT_EVALUATED, reason, List.of(), List.of());
  }

  private static Evaluation evaluated(ComplianceStatus status, List<Row> violations) {
    return new Evaluation(status, null, violations, List.of());
  }

  Evaluation satisfiedByService(List<String> keys) {
    return keys.isEmpty() ? this : new Evaluation(status, notEvaluatedReason, violations, keys);
  }

  /**
   * The result for an evaluated task set: a violation that is not waived makes it non-compliant.
   */
  static Evaluation of(List<Row> violations) {
    boolean broken = violations.stream().anyMatch(Evaluation::counts);
    return evaluated(
        broken ? ComplianceStatus.NON_COMPLIANT : ComplianceStatus.COMPLIANT, violations);
  }

  /** A row of {@code task_sets} with this result, replacing an earlier one. */
  Row into(Row taskSet) {
    String reason = notEvaluatedReason == null ? null : notEvaluatedReason.name();
    Row evaluated = taskSet.with(TaskSets.COMPLIANCE_STATUS, status.name());
    List<String> keys = satisfiedByService.isEmpty() ? null : satisfiedByService;
    if (!Objects.equals(keys, taskSet.get(TaskSets.SATISFIED_BY_SERVICE))) {
      evaluated = evaluated.with(TaskSets.SATISFIED_BY_SERVICE, keys);
    }
    return Objects.equals(reason, taskSet.get(TaskSets.NOT_EVALUATED_REASON))
        ? evaluated
        : evaluated.with(TaskSets.NOT_EVALUATED_REASON, reason);
  }

  /**
   * The status according to AWS's own reports, which omit a task set that never had a tag and
   * therefore never show it as non-compliant.
   */
  public ComplianceStatus statusAsAwsReports() {
    return switch (status) {
      case UNKNOWN, NOT_EVALUATED, COMPLIANT -> status;
      case NON_COMPLIANT ->
          violations.stream()
                  .anyMatch(row -> counts(row) && row.get(TagViolations.AWS_REPORT_VISIBLE))
              ? status
              : ComplianceStatus.COMPLIANT;
    };
  }

  private static boolean counts(Row violation) {
    return violation.get(TagViolations.WAIVED_UNTIL) == null;
  }
}
