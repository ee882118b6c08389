package dev.ecsinventory.infra;

import dev.ecsinventory.settings.InventorySettings;
import java.util.Map;

/** Runs the app's comparison with the deployed stack. */
public final class DeployedScopeChecks {
  private DeployedScopeChecks() {}

  public static String compare(Map<String, Object> settings, Map<String, String> environment) {
    return String.join(
        "\n",
        new DeployedScope(environment)
            .compare(InventorySettings.from(Synthesis.sources(settings))));
  }

  /** Why there is no comparison. */
  public static String skipped(Map<String, String> environment) {
    return new DeployedScope(environment).skipped(false).orElseThrow();
  }
}
