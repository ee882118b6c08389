package dev.ecsinventory.write.state;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.model.ComplianceStatus;
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.schema.TaskSets;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * A task set that became or stopped being compliant, compared with its last known compliance
 * status.
 *
 * @param taskSet its row
 * @param previous the last known status; empty when the task set is new, and not compliant
 */
public record ComplianceChange(Row taskSet, Optional<ComplianceStatus> previous) {
  public ComplianceChange {
    requireNonNull(taskSet, "taskSet is null");
    requireNonNull(previous, "previous is null");
  }

  /**
   * The change in a row, if any.
   *
   * @param wouldBeNew whether a task set that is unknown, or whose tags are, is new
   */
  static Optional<ComplianceChange> of(
      LastCompliance before, Row taskSet, BooleanSupplier wouldBeNew) {
    ComplianceStatus now = ComplianceStatus.valueOf(taskSet.get(TaskSets.COMPLIANCE_STATUS));
    boolean changed =
        switch (now) {
          case COMPLIANT -> before == LastCompliance.NON_COMPLIANT;
          case NON_COMPLIANT ->
              before == LastCompliance.COMPLIANT
                  || (before == LastCompliance.UNREAD && wouldBeNew.getAsBoolean());
          case UNKNOWN, NOT_EVALUATED -> false;
        };
    return changed ? Optional.of(new ComplianceChange(taskSet, before.status())) : Optional.empty();
  }
}
