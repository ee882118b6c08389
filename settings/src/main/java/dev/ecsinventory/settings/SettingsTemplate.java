package dev.ecsinventory.settings;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Writes a settings file with a comment for every key. */
public final class SettingsTemplate {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** Text that every version of YAML reads as itself. */
  private static final Pattern PLAIN =
      Pattern.compile("[a-z]+(-[a-z]+)+-[0-9]+|function|[a-z]{3,}");

  private static final Pattern RESERVED = Pattern.compile("(?i)true|false|null|yes|no|on|off");

  private static final int WIDTH = 98;

  private SettingsTemplate() {}

  /**
   * The text of a file with the settings {@code given}; the others are comments with an example.
   *
   * @param given texts and lists of texts, by key
   * @param schema the location of the JSON Schema, for editors
   */
  public static String text(Map<String, Object> given, String schema) {
    StringBuilder text = new StringBuilder();
    text.append("# yaml-language-server: $schema=").append(schema).append('\n');
    text.append("# The settings of ECS Inventory, for the CDK app, scan and invoke.\n");
    text.append(
        "# To set a key, remove the # before it. docs/operations.md describes every key.\n");
    for (SettingKey key : SettingKey.values()) {
      text.append('\n');
      comment(text, key.meaning());
      comment(text, "Default: " + key.preset() + ".");
      Object value = given.get(key.key());
      if (value == null) {
        text.append("# ").append(key.key()).append(": ").append(example(key)).append('\n');
      } else {
        text.append(key.key()).append(':').append(yaml(key, value)).append('\n');
      }
    }
    return text.toString();
  }

  private static String example(SettingKey key) {
    return key.form() instanceof SettingForm.Text ? quoted(key.example()) : key.example();
  }

  private static void comment(StringBuilder text, String words) {
    StringBuilder line = new StringBuilder("#");
    for (String word : words.split(" ")) {
      if (line.length() + 1 + word.length() > WIDTH) {
        text.append(line).append('\n');
        line = new StringBuilder("#");
      }
      line.append(' ').append(word);
    }
    text.append(line).append('\n');
  }

  private static String yaml(SettingKey key, Object value) {
    if (value instanceof List<?> items) {
      StringBuilder lines = new StringBuilder();
      items.forEach(item -> lines.append("\n  - ").append(quoted(String.valueOf(item))));
      return lines.toString();
    }
    return switch (key.form()) {
      case SettingForm.Whole _, SettingForm.Decimal _, SettingForm.Flag _ -> " " + value;
      case SettingForm.Text _,
          SettingForm.Choice _,
          SettingForm.TextList _,
          SettingForm.WordOrList _ ->
          " " + quoted(String.valueOf(value));
    };
  }

  /** A JSON string is a string of YAML, too. */
  private static String quoted(String text) {
    if (PLAIN.matcher(text).matches() && !RESERVED.matcher(text).matches()) {
      return text;
    }
    try {
      return JSON.writeValueAsString(text);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
