package dev.ecsinventory.settings;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ecsinventory.settings.SettingForm.Choice;
import dev.ecsinventory.settings.SettingForm.Decimal;
import dev.ecsinventory.settings.SettingForm.Flag;
import dev.ecsinventory.settings.SettingForm.Text;
import dev.ecsinventory.settings.SettingForm.TextList;
import dev.ecsinventory.settings.SettingForm.Whole;
import dev.ecsinventory.settings.SettingForm.WordOrList;

/** The JSON Schema of the settings file, derived from {@link SettingKey}. */
public final class SettingsSchema {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final DefaultIndenter LINES = new DefaultIndenter("  ", "\n");

  private SettingsSchema() {}

  /** The text of {@code docs/schemas/inventory.schema.json}. */
  public static String text() {
    ObjectNode schema = JSON.createObjectNode();
    schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    schema.put("title", "Settings of ECS Inventory");
    schema.put("description", "The file inventory.yaml.");
    // A file whose settings are all comments is null.
    schema.putArray("type").add("object").add("null");
    schema.put("additionalProperties", false);
    ObjectNode properties = schema.putObject("properties");
    for (SettingKey key : SettingKey.values()) {
      describe(properties.putObject(key.key()), key);
    }
    ObjectNode required = schema.putObject("dependentRequired");
    required.putArray(SettingKey.ACCOUNTS.key()).add(SettingKey.EXTERNAL_ID.key());
    required.putArray(SettingKey.MEMBER_ROLES.key()).add(SettingKey.EXTERNAL_ID.key());
    required.putArray(SettingKey.ROLE_NAME.key()).add(SettingKey.ACCOUNTS.key());
    required.putArray(SettingKey.EXCLUDE_ACCOUNTS.key()).add(SettingKey.ACCOUNTS.key());
    required
        .putArray(SettingKey.EXCLUDE_REGIONS.key())
        .add(SettingKey.ACCOUNTS.key())
        .add(SettingKey.REGIONS.key());
    ObjectNode external =
        schema.putObject("dependentSchemas").putObject(SettingKey.EXTERNAL_ID.key());
    external
        .putArray("anyOf")
        .add(required(SettingKey.ACCOUNTS))
        .add(required(SettingKey.MEMBER_ROLES));
    try {
      return JSON.writer(
                  new DefaultPrettyPrinter()
                      .withObjectIndenter(LINES)
                      .withArrayIndenter(new DefaultPrettyPrinter.NopIndenter()))
              .writeValueAsString(schema)
          + "\n";
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static ObjectNode required(SettingKey key) {
    ObjectNode schema = JSON.createObjectNode();
    schema.putArray("required").add(key.key());
    return schema;
  }

  private static void describe(ObjectNode schema, SettingKey key) {
    schema.put("description", "%s Default: %s.".formatted(key.meaning(), key.preset()));
    switch (key.form()) {
      case Text text -> schema.put("type", "string").put("pattern", text.pattern());
      case Choice choice -> choice.texts().forEach(schema.putArray("enum")::add);
      case TextList list -> describeList(schema, list.pattern());
      case WordOrList form -> {
        ArrayNode forms = schema.putArray("oneOf");
        forms.addObject().put("const", form.word());
        describeList(forms.addObject(), form.pattern());
      }
      case Whole whole ->
          schema.put("type", "integer").put("minimum", whole.least()).put("maximum", whole.most());
      case Decimal number ->
          schema.put("type", "number").put("minimum", number.least()).put("maximum", number.most());
      case Flag _ -> schema.put("type", "boolean");
    }
  }

  private static void describeList(ObjectNode schema, String pattern) {
    schema.put("type", "array").put("minItems", 1);
    schema.putObject("items").put("type", "string").put("pattern", pattern);
  }
}
