package dev.ecsinventory.infra;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Compares the templates with the files of {@code src/test/resources/golden}. To accept a change,
 * run this test with {@code -Dgolden.update=true} and read the difference before you commit it.
 */
class GoldenTemplateTest {
  private static final Path GOLDEN = Path.of("src", "test", "resources", "golden");
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .build();

  @Test
  void storageStackIsUnchanged() throws IOException {
    assertUnchanged(Synthesis.once(Map.of()), Synthesis.STORAGE);
  }

  @Test
  void exporterStackIsUnchanged() throws IOException {
    assertUnchanged(Synthesis.once(Map.of()), Synthesis.EXPORTER);
  }

  /** The resources and outputs that differ from those of the engine {@code function}. */
  @Test
  void exporterStackWithAStateMachineIsUnchanged() throws IOException {
    ObjectNode template =
        (ObjectNode) Synthesis.once(Map.of("engine", "stepfunctions")).template(Synthesis.EXPORTER);
    JsonNode other = Synthesis.once(Map.of()).template(Synthesis.EXPORTER);
    template
        .properties()
        .forEach(
            section -> {
              if (section.getValue() instanceof ObjectNode entries) {
                entries
                    .properties()
                    .removeIf(
                        entry ->
                            entry
                                .getValue()
                                .equals(other.at("/" + section.getKey()).path(entry.getKey())));
              }
            });
    assertUnchanged(template, Synthesis.EXPORTER + "-stepfunctions");
  }

  @Test
  void memberStackIsUnchanged() throws IOException {
    assertUnchanged(Synthesis.ofMember(), Synthesis.MEMBER);
  }

  private static void assertUnchanged(Synthesis synthesis, String stack) throws IOException {
    assertUnchanged(synthesis.template(stack), stack);
  }

  private static void assertUnchanged(JsonNode content, String name) throws IOException {
    Path golden = GOLDEN.resolve(name + ".json");
    String template = normalized(content);
    if (Boolean.getBoolean("golden.update")) {
      Files.createDirectories(GOLDEN);
      Files.writeString(golden, template);
    }
    assertEquals(Files.readString(golden), template, "see GoldenTemplateTest for how to accept it");
  }

  /** The template with sorted keys. The function's archive is a stub, so its hash is constant. */
  private static String normalized(JsonNode template) throws IOException {
    return MAPPER.writeValueAsString(MAPPER.treeToValue(template, Object.class)) + "\n";
  }
}
