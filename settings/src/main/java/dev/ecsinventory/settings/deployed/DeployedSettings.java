package dev.ecsinventory.settings.deployed;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ecsinventory.settings.InventoryScope;
import dev.ecsinventory.settings.SettingKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The settings with which a stack was deployed.
 *
 * @param given texts and lists of texts, by key; the other keys have their defaults
 * @param tagPolicy the location of the deployed tag policy file, if there is one
 * @param problems what could not be restored, one sentence each
 */
public record DeployedSettings(
    Map<String, Object> given, Optional<String> tagPolicy, List<String> problems) {
  /** The key of the settings in the template's metadata. */
  public static final String METADATA = "EcsInventorySettings";

  public DeployedSettings {
    given = new LinkedHashMap<>(given);
    problems = List.copyOf(problems);
  }

  /**
   * The settings of an exporter stack: those in its metadata, or, for a version without them, those
   * that its resources reveal.
   */
  static DeployedSettings of(StackTemplate exporter, Optional<StackTemplate> storage) {
    JsonNode stored = exporter.template().path("Metadata").path(METADATA);
    return stored.isObject()
        ? stored(stored, TemplateSettings.tagPolicyLocation(exporter))
        : new TemplateSettings(exporter, storage).read();
  }

  private static DeployedSettings stored(JsonNode stored, Optional<String> tagPolicy) {
    Map<String, Object> given = new LinkedHashMap<>();
    List<String> problems = new ArrayList<>();
    stored
        .properties()
        .forEach(
            setting -> {
              Optional<SettingKey> key = SettingKey.named(setting.getKey());
              if (key.isEmpty()) {
                problems.add(
                    "%s: this version has no such setting; the value is %s"
                        .formatted(setting.getKey(), setting.getValue()));
              } else {
                given.put(setting.getKey(), value(setting.getValue()));
              }
            });
    return new DeployedSettings(given, tagPolicy, problems);
  }

  private static Object value(JsonNode value) {
    if (!value.isArray()) {
      return value.asText();
    }
    List<String> items = new ArrayList<>();
    value.forEach(item -> items.add(item.asText()));
    return items;
  }

  /**
   * The accounts and Regions that the stack reads.
   *
   * @param ownRegion the stack's own Region
   */
  public InventoryScope scope(String ownRegion) {
    Set<String> accounts = new TreeSet<>(list(SettingKey.ACCOUNTS));
    list(SettingKey.MEMBER_ROLES).forEach(role -> accounts.add(role.split(":")[4]));
    List<String> regions = list(SettingKey.REGIONS);
    return new InventoryScope(
        accounts,
        regions.isEmpty() ? Set.of(ownRegion) : Set.copyOf(regions),
        Set.copyOf(list(SettingKey.EXCLUDE_ACCOUNTS)),
        Set.copyOf(list(SettingKey.EXCLUDE_REGIONS)));
  }

  /** The items of a list; a text, such as {@code organization}, is the only item. */
  private List<String> list(SettingKey key) {
    return switch (given.get(key.key())) {
      case null -> List.of();
      case List<?> items -> items.stream().map(String::valueOf).toList();
      case Object text -> List.of(text.toString());
    };
  }
}
