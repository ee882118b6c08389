package dev.ecsinventory.cli.doctor;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.cli.doctor.check.CheckOutcome;
import java.util.List;

/**
 * The outcomes of all checks of a deployment.
 *
 * @param account the account and Region that was checked, as {@code ACCOUNT/REGION}
 * @param stack name of the exporter's stack
 */
public record DoctorReport(String account, String stack, List<CheckOutcome> outcomes) {
  public DoctorReport {
    requireNonNull(account, "account is null");
    requireNonNull(stack, "stack is null");
    outcomes = List.copyOf(outcomes);
  }

  /** The number of checks with a status. */
  public long count(CheckOutcome.Status status) {
    return outcomes.stream().filter(outcome -> outcome.status() == status).count();
  }

  /**
   * The number of checks of which a part could not be made, whether or not they found a problem.
   */
  public long incomplete() {
    return outcomes.stream().filter(outcome -> !outcome.unchecked().isEmpty()).count();
  }

  public boolean hasProblems() {
    return count(CheckOutcome.Status.PROBLEM) > 0;
  }
}
