package dev.ecsinventory.cli.doctor.check;

import dev.ecsinventory.cli.doctor.deployed.DeployedInventory;
import dev.ecsinventory.cli.doctor.deployed.FunctionAlias;
import java.util.Optional;
import software.amazon.awssdk.services.scheduler.model.GetScheduleResponse;
import software.amazon.awssdk.services.scheduler.model.ScheduleState;
import software.amazon.awssdk.services.scheduler.model.Target;

/** Whether the schedule invokes the function. */
public final class ScheduleCheck implements DoctorCheck {
  @Override
  public String name() {
    return "schedule";
  }

  @Override
  public void run(DeployedInventory inventory, CheckFindings findings) {
    findings
        .expect(inventory.schedule(), Remedies.DEPLOY)
        .ifPresent(schedule -> check(inventory, schedule, findings));
  }

  private static void check(
      DeployedInventory inventory, GetScheduleResponse schedule, CheckFindings findings) {
    if (schedule.state() != ScheduleState.ENABLED) {
      findings.problem(
          "the schedule %s is %s, so no snapshot is taken"
              .formatted(schedule.name(), schedule.stateAsString()),
          "Enable it: set its state to ENABLED in the console, or deploy again.");
    }
    if (schedule.endDate() != null && schedule.endDate().isBefore(inventory.now())) {
      findings.problem(
          "the schedule %s ended at %s".formatted(schedule.name(), schedule.endDate()),
          Remedies.DEPLOY);
    }
    Optional<Target> target = Optional.ofNullable(schedule.target());
    findings
        .need(inventory.alias())
        .map(FunctionAlias::arn)
        .filter(alias -> !target.map(Target::arn).equals(Optional.of(alias)))
        .ifPresent(
            alias ->
                findings.problem(
                    "the schedule invokes %s, not the function's alias %s"
                        .formatted(target.map(Target::arn).orElse("nothing"), alias),
                    Remedies.DEPLOY));
    if (target.map(Target::deadLetterConfig).isEmpty()) {
      findings.problem(
          "the schedule has no dead-letter queue: an event that cannot be delivered is lost",
          Remedies.DEPLOY);
    }
    findings.fact(
        "%s (%s)".formatted(schedule.scheduleExpression(), schedule.scheduleExpressionTimezone()));
  }
}
