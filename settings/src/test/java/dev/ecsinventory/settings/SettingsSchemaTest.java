package dev.ecsinventory.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * The published JSON Schema is the one of the parser's declaration, and rejects what it rejects.
 */
class SettingsSchemaTest {
  private static final Path PUBLISHED = Path.of("..", "docs", "schemas", "inventory.schema.json");
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  @Test
  void isPublished() throws IOException {
    if (Boolean.getBoolean("golden.update")) {
      Files.createDirectories(PUBLISHED.getParent());
      Files.writeString(PUBLISHED, SettingsSchema.text());
    }
    assertEquals(Files.readString(PUBLISHED), SettingsSchema.text());
  }

  static List<SettingsFileTest.Rejection> rejections() {
    return SettingsFileTest.rejections().stream()
        .filter(SettingsFileTest.Rejection::schemaRejects)
        .toList();
  }

  @ParameterizedTest
  @MethodSource("rejections")
  void rejectsWhatTheParserRejects(SettingsFileTest.Rejection rejection) {
    // Both also reject words that are not schedules; the schema by their form only.
    assertFalse(violations(rejection.text()).isEmpty(), rejection::toString);
  }

  @Test
  void acceptsEveryExampleAndTheFileThatInitWrites() {
    String everything =
        Arrays.stream(SettingKey.values())
            .map(key -> key.key() + ": " + key.example() + "\n")
            .collect(Collectors.joining());
    assertEquals(List.of(), violations(everything));
    assertEquals(List.of(), violations(SettingsTemplate.text(Map.of(), "schema.json")));
    assertTrue(everything.lines().count() > 15);
  }

  private static List<Error> violations(String yaml) {
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
        .getSchema(SettingsSchema.text())
        .validate(json(yaml).toString(), InputFormat.JSON);
  }

  /** As YAML 1.2 reads it, in which a day is text. */
  private static JsonNode json(String yaml) {
    Node root = new Yaml(new LoaderOptions()).compose(new StringReader(yaml));
    return root == null ? MAPPER.nullNode() : json(root);
  }

  private static JsonNode json(Node node) {
    return switch (node) {
      case MappingNode mapping -> {
        ObjectNode object = MAPPER.createObjectNode();
        mapping
            .getValue()
            .forEach(
                member ->
                    object.set(
                        ((ScalarNode) member.getKeyNode()).getValue(),
                        json(member.getValueNode())));
        yield object;
      }
      case SequenceNode sequence -> {
        ArrayNode array = MAPPER.createArrayNode();
        sequence.getValue().forEach(item -> array.add(json(item)));
        yield array;
      }
      case ScalarNode scalar -> scalar(scalar);
      default -> throw new AssertionError(node);
    };
  }

  private static JsonNode scalar(ScalarNode scalar) {
    Tag tag = scalar.getTag();
    try {
      return tag.equals(Tag.INT) || tag.equals(Tag.FLOAT) || tag.equals(Tag.BOOL)
          ? MAPPER.readTree(scalar.getValue())
          : tag.equals(Tag.NULL)
              ? MAPPER.nullNode()
              : MAPPER.getNodeFactory().textNode(scalar.getValue());
    } catch (IOException notJson) {
      throw new AssertionError(scalar.getValue(), notJson);
    }
  }
}
