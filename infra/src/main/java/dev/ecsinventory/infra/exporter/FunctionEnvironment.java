package dev.ecsinventory.infra.exporter;

import dev.ecsinventory.config.Settings;
import dev.ecsinventory.infra.storage.Storage;
import dev.ecsinventory.settings.Engine;
import dev.ecsinventory.settings.FunctionVariables;
import dev.ecsinventory.settings.InventorySettings;
import java.util.Map;
import software.amazon.awscdk.Aws;

/** The function's settings, as environment variables. */
final class FunctionEnvironment {
  private FunctionEnvironment() {}

  /** The variables that do not depend on the tag policy. */
  static Map<String, String> of(InventorySettings settings, Storage storage) {
    Map<String, String> variables = FunctionVariables.of(settings, Aws.PARTITION);
    variables.put(Settings.BUCKET, storage.bucket().getBucketName());
    variables.put(Settings.TABLE, storage.table().getTableName());
    variables.put(Settings.PREFIX, Storage.PREFIX);
    if (settings.writing().engine() == Engine.STEP_FUNCTIONS) {
      variables.put(Settings.STATE_MACHINE, SnapshotMachine.arn());
    }
    return variables;
  }
}
