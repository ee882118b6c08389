package dev.ecsinventory.cli.doctor.check;

import dev.ecsinventory.cli.doctor.deployed.AwsReading;
import dev.ecsinventory.cli.doctor.deployed.DeployedInventory;
import dev.ecsinventory.cli.doctor.deployed.DeployedStack;
import java.util.Set;

/** Whether the stacks exist and the last deployment succeeded. */
public final class StackCheck implements DoctorCheck {
  private static final Set<String> DEPLOYED =
      Set.of("CREATE_COMPLETE", "UPDATE_COMPLETE", "IMPORT_COMPLETE");
  private static final String IN_PROGRESS = "_IN_PROGRESS";

  @Override
  public String name() {
    return "stacks";
  }

  @Override
  public void run(DeployedInventory inventory, CheckFindings findings) {
    check(inventory.exporter(), findings);
    check(inventory.storage(), findings);
  }

  private static void check(AwsReading<DeployedStack> reading, CheckFindings findings) {
    findings
        .expect(reading, "Deploy it, or name another stack with --stack or --storage-stack.")
        .ifPresent(stack -> check(stack, findings));
  }

  private static void check(DeployedStack stack, CheckFindings findings) {
    if (stack.status().endsWith(IN_PROGRESS)) {
      findings.notChecked(
          stack.name(), "a deployment is in progress (%s)".formatted(stack.status()));
    } else if (!DEPLOYED.contains(stack.status())) {
      findings.problem(
          "the last deployment of %s failed: %s".formatted(stack.name(), stack.status()),
          "Read the stack's events, correct the cause, and deploy again. A stack in"
              + " UPDATE_ROLLBACK_FAILED requires aws cloudformation continue-update-rollback"
              + " first.");
    } else {
      findings.fact(stack.name());
    }
  }
}
