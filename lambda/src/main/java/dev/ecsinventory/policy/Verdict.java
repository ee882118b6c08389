package dev.ecsinventory.policy;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.model.ComplianceStatus;
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.schema.TagViolations;
import java.util.List;

/**
 * The verdict on one task set.
 *
 * @param status the strict one: a task set that never had a tag is judged like any other
 * @param violations rows of {@code tag_violations}, waived ones too, in the order of the dataset
 */
public record Verdict(ComplianceStatus status, List<Row> violations) {
  static final Verdict COMPLIANT = new Verdict(ComplianceStatus.COMPLIANT, List.of());
  static final Verdict UNKNOWN = new Verdict(ComplianceStatus.UNKNOWN, List.of());
  static final Verdict NOT_EVALUATED = new Verdict(ComplianceStatus.NOT_EVALUATED, List.of());

  public Verdict {
    requireNonNull(status, "status is null");
    violations = List.copyOf(violations);
  }

  /** A verdict on a task set that was judged: what is not waived makes it non-compliant. */
  static Verdict of(List<Row> violations) {
    boolean broken = violations.stream().anyMatch(Verdict::counts);
    return new Verdict(
        broken ? ComplianceStatus.NON_COMPLIANT : ComplianceStatus.COMPLIANT, violations);
  }

  /**
   * The status as AWS's own reports lead one to believe: they leave out a task set that never had a
   * tag, so nobody finds it non-compliant there.
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
