package dev.ecsinventory.settings;

import dev.ecsinventory.config.Discovery;
import dev.ecsinventory.config.Settings;
import dev.ecsinventory.model.Glob;
import dev.ecsinventory.schema.FileFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The settings as the function's environment variables. */
public final class FunctionVariables {
  private FunctionVariables() {}

  /**
   * The variables, without those that name resources of the stack and without the tag policy.
   *
   * @param partition the partition of the accounts' roles, such as {@code aws}
   */
  public static Map<String, String> of(InventorySettings settings, String partition) {
    InventorySettings.Reading reading = settings.reading();
    Map<String, String> variables = new TreeMap<>();
    variables.put(
        Settings.FORMATS,
        settings.writing().formats().stream()
            .sorted()
            .map(FileFormat::folder)
            .collect(Collectors.joining(",")));
    variables.put(
        Settings.VERSION_RETENTION_DAYS, String.valueOf(settings.storing().versionDays()));
    variables.put(Settings.JSON_RETENTION_DAYS, String.valueOf(settings.storing().jsonDays()));
    variables.put(
        Settings.PARQUET_RETENTION_DAYS, String.valueOf(settings.storing().parquetDays()));
    putList(variables, Settings.REGIONS, reading.regions());
    putList(variables, Settings.ROLES, reading.roles(partition));
    reading.discovery().ifPresent(discovery -> put(variables, discovery));
    reading.externalId().ifPresent(id -> variables.put(Settings.EXTERNAL_ID, id));
    reading.readsPerSecond().ifPresent(reads -> variables.put(Settings.READS_PER_SECOND, reads));
    return variables;
  }

  /** The variables of a run on this machine, which reads the tag policy from its file. */
  public static Map<String, String> local(InventorySettings settings, String partition) {
    Map<String, String> variables = of(settings, partition);
    // No lifecycle deletes the files of such a run.
    variables.remove(Settings.JSON_RETENTION_DAYS);
    variables.remove(Settings.PARQUET_RETENTION_DAYS);
    switch (settings.writing().tagPolicy()) {
      case TagPolicySource.None _ -> {}
      case TagPolicySource.Organizations _ -> variables.put(Settings.TAG_POLICY, "organizations");
      case TagPolicySource.LocalFile file ->
          variables.put(Settings.TAG_POLICY, "file:" + file.path().toAbsolutePath());
    }
    return variables;
  }

  private static void put(Map<String, String> variables, Discovery discovery) {
    List<String> units = discovery.units().stream().map(unit -> Discovery.UNIT + unit).toList();
    putList(
        variables, Settings.ACCOUNTS, units.isEmpty() ? List.of(Discovery.ORGANIZATION) : units);
    variables.put(Settings.ROLE_NAME, discovery.roleName());
    putGlobs(variables, Settings.EXCLUDE_ACCOUNTS, discovery.excludedAccounts());
    putGlobs(variables, Settings.EXCLUDE_REGIONS, discovery.excludedRegions());
    if (discovery.enabledRegions()) {
      variables.put(Settings.REGIONS, Discovery.ENABLED);
    }
  }

  private static void putGlobs(Map<String, String> variables, String name, List<Glob> globs) {
    putList(variables, name, globs.stream().map(Glob::text).toList());
  }

  private static void putList(Map<String, String> variables, String name, List<String> values) {
    if (!values.isEmpty()) {
      variables.put(name, String.join(",", values));
    }
  }
}
