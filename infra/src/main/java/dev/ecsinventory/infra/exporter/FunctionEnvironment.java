package dev.ecsinventory.infra.exporter;

import dev.ecsinventory.config.Settings;
import dev.ecsinventory.infra.context.InventoryContext;
import dev.ecsinventory.infra.storage.Storage;
import dev.ecsinventory.schema.FileFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The function's settings, as environment variables. */
final class FunctionEnvironment {
  private FunctionEnvironment() {}

  /** The variables that do not depend on the tag policy. */
  static Map<String, String> of(InventoryContext context, Storage storage) {
    InventoryContext.Reading reading = context.reading();
    Map<String, String> variables = new TreeMap<>();
    variables.put(Settings.BUCKET, storage.bucket().getBucketName());
    variables.put(Settings.TABLE, storage.table().getTableName());
    variables.put(Settings.PREFIX, Storage.PREFIX);
    variables.put(Settings.FORMATS, formats(context));
    variables.put(Settings.VERSION_RETENTION_DAYS, String.valueOf(context.storing().versionDays()));
    variables.put(Settings.JSON_RETENTION_DAYS, String.valueOf(context.storing().jsonDays()));
    variables.put(Settings.PARQUET_RETENTION_DAYS, String.valueOf(context.storing().parquetDays()));
    if (!reading.regions().isEmpty()) {
      variables.put(Settings.REGIONS, String.join(",", reading.regions()));
    }
    if (!reading.memberRoles().isEmpty()) {
      variables.put(Settings.ROLES, String.join(",", reading.memberRoles()));
    }
    reading.externalId().ifPresent(id -> variables.put(Settings.EXTERNAL_ID, id));
    reading.readsPerSecond().ifPresent(reads -> variables.put(Settings.READS_PER_SECOND, reads));
    return variables;
  }

  private static String formats(InventoryContext context) {
    return context.writing().formats().stream()
        .sorted()
        .map(FileFormat::folder)
        .collect(Collectors.joining(","));
  }
}
