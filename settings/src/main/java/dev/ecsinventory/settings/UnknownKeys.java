package dev.ecsinventory.settings;

import dev.ecsinventory.policy.text.Spelling;

/** The message about a key that does not exist. */
final class UnknownKeys {
  private UnknownKeys() {}

  /**
   * The problem with {@code key}, with the key that was probably intended.
   *
   * @param what the beginning of the message
   */
  static String problem(String key, String what) {
    String suggestion =
        Spelling.nearest(key, SettingKey.names()).map(" (did you mean %s?)"::formatted).orElse("");
    return "%s%s; accepted are %s"
        .formatted(what, suggestion, String.join(", ", SettingKey.names()));
  }
}
