package dev.ecsinventory.cli.doctor.check;

import dev.ecsinventory.cli.doctor.deployed.AwsReading;
import dev.ecsinventory.cli.doctor.deployed.DeployedInventory;
import dev.ecsinventory.cli.doctor.deployed.DeployedStack;
import dev.ecsinventory.cli.text.Counted;
import dev.ecsinventory.config.Settings;
import java.util.Map;

/** Whether the function accepts its environment, which points to the deployed bucket and table. */
public final class FunctionSettingsCheck implements DoctorCheck {
  private static final String REMEDY =
      "Correct the settings of the deployment and deploy again; undo changes of the function's"
          + " environment that were made by hand.";

  @Override
  public String name() {
    return "settings";
  }

  @Override
  public void run(DeployedInventory inventory, CheckFindings findings) {
    findings
        .need(inventory.environment())
        .ifPresent(environment -> check(inventory, environment, findings));
  }

  private static void check(
      DeployedInventory inventory, Map<String, String> environment, CheckFindings findings) {
    switch (inventory.settings()) {
      case AwsReading.Found<Settings>(Settings settings) ->
          findings.fact(
              "%s, %s"
                  .formatted(
                      Counted.of(settings.regions().size(), "Region"),
                      settings.discovery().isPresent()
                          ? "discovered accounts"
                          : Counted.of(settings.roles().size(), "member role")));
      case AwsReading.Absent<Settings>(String what) ->
          findings.notChecked(what, "it does not exist");
      case AwsReading.Unknown<Settings>(String what, String reason) ->
          findings.problem(what + " are invalid: " + reason, REMEDY);
    }
    inventory
        .storage()
        .value()
        .ifPresent(
            storage -> {
              compare(environment, Settings.BUCKET, storage, "BucketName", findings);
              compare(environment, Settings.TABLE, storage, "TableName", findings);
            });
  }

  private static void compare(
      Map<String, String> environment,
      String variable,
      DeployedStack storage,
      String output,
      CheckFindings findings) {
    String used = environment.get(variable);
    storage
        .output(output)
        .filter(deployed -> used != null && !deployed.equals(used))
        .ifPresent(
            deployed ->
                findings.problem(
                    "%s is %s, and %s of %s is %s"
                        .formatted(variable, used, output, storage.name(), deployed),
                    REMEDY));
  }
}
