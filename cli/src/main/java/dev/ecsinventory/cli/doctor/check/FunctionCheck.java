package dev.ecsinventory.cli.doctor.check;

import dev.ecsinventory.cli.doctor.deployed.AwsReading;
import dev.ecsinventory.cli.doctor.deployed.DeployedInventory;
import dev.ecsinventory.cli.doctor.deployed.FunctionAlias;
import software.amazon.awssdk.services.lambda.model.GetFunctionConfigurationResponse;
import software.amazon.awssdk.services.lambda.model.LastUpdateStatus;
import software.amazon.awssdk.services.lambda.model.State;

/** Whether Lambda can run the function, with the runtime and memory that it requires. */
public final class FunctionCheck implements DoctorCheck {
  private static final String RUNTIME = "java25";

  /** The minimum of the deployment, from measurements. */
  private static final int LEAST_MEGABYTES = 512;

  @Override
  public String name() {
    return "function";
  }

  @Override
  public void run(DeployedInventory inventory, CheckFindings findings) {
    findings
        .expect(inventory.function(), Remedies.DEPLOY)
        .ifPresent(function -> check(function, findings));
    inventory.alias().value().ifPresent(alias -> concurrency(inventory, alias, findings));
  }

  private static void check(GetFunctionConfigurationResponse function, CheckFindings findings) {
    if (function.state() == State.FAILED) {
      findings.problem(
          "the function is in the state Failed: " + function.stateReason(), Remedies.DEPLOY);
    }
    if (function.lastUpdateStatus() == LastUpdateStatus.FAILED) {
      findings.problem(
          "the last update of the function failed: " + function.lastUpdateStatusReason(),
          Remedies.DEPLOY);
    }
    if (!RUNTIME.equals(function.runtimeAsString())) {
      findings.problem(
          "the function's runtime is %s; the function requires %s"
              .formatted(function.runtimeAsString(), RUNTIME),
          Remedies.DEPLOY);
    }
    if (function.memorySize() < LEAST_MEGABYTES) {
      findings.problem(
          "the function has %d MB of memory; it requires %d MB"
              .formatted(function.memorySize(), LEAST_MEGABYTES),
          "Raise memoryMegabytes and deploy again.");
    }
    findings.fact(
        "%s, version %s, %s MB"
            .formatted(function.functionName(), function.version(), function.memorySize()));
  }

  private static void concurrency(
      DeployedInventory inventory, FunctionAlias alias, CheckFindings findings) {
    AwsReading<Integer> reserved =
        AwsReading.of(
            "lambda:GetFunctionConcurrency",
            "function " + alias.function(),
            () -> {
              Integer executions =
                  inventory
                      .clients()
                      .lambda()
                      .getFunctionConcurrency(get -> get.functionName(alias.function()))
                      .reservedConcurrentExecutions();
              // Without a reservation, the function uses the account's concurrency.
              return executions == null ? Integer.MAX_VALUE : executions;
            });
    if (reserved instanceof AwsReading.Unknown<Integer>(String call, String reason)) {
      findings.notChecked(call, reason);
    }
    if (reserved.value().filter(executions -> executions == 0).isPresent()) {
      findings.problem(
          "the function's reserved concurrency is 0, so Lambda starts no run",
          "aws lambda put-function-concurrency --function-name %s".formatted(alias.function())
              + " --reserved-concurrent-executions 1");
    }
  }
}
