package dev.ecsinventory.settings;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The sources of settings, of which the first that has a key decides: the overrides of one
 * deployment, the settings file, the default.
 *
 * @param overrides context of the CDK app, by key
 * @param root the folder to which paths in overrides are relative
 */
public record SettingSources(
    Optional<SettingsFile> file, Map<String, Object> overrides, Path root) {
  static final String OVERRIDE = "-c or cdk.json";

  public SettingSources {
    requireNonNull(file, "file is null");
    overrides = Map.copyOf(overrides);
    requireNonNull(root, "root is null");
  }

  /** The file alone. */
  public static SettingSources of(SettingsFile file) {
    return new SettingSources(Optional.of(file), Map.of(), file.folder());
  }

  /** The value that applies; empty for the default. */
  Optional<GivenSetting> given(SettingKey key) {
    Object override = overrides.get(key.key());
    if (override != null) {
      return Optional.of(new GivenSetting(override, OVERRIDE, key.key(), root));
    }
    return file.flatMap(settings -> settings.given(key));
  }

  /** Whether any source has the key, even with an unusable value. */
  boolean mentions(SettingKey key) {
    return overrides.containsKey(key.key())
        || file.filter(settings -> settings.mentioned().contains(key.key())).isPresent();
  }
}
