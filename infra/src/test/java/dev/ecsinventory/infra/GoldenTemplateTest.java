package dev.ecsinventory.infra;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Any change of a template shows in a file of {@code src/test/resources/golden}. To accept one, run
 * this test with {@code -Dgolden.update=true} and read the difference before committing it.
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
  void storageStackIsAsItWas() throws IOException {
    assertAsItWas(Synthesis.once(Map.of()), Synthesis.STORAGE);
  }

  @Test
  void exporterStackIsAsItWas() throws IOException {
    assertAsItWas(Synthesis.once(Map.of()), Synthesis.EXPORTER);
  }

  @Test
  void memberStackIsAsItWas() throws IOException {
    assertAsItWas(Synthesis.ofMember(), Synthesis.MEMBER);
  }

  private static void assertAsItWas(Synthesis synthesis, String stack) throws IOException {
    Path golden = GOLDEN.resolve(stack + ".json");
    String template = normalised(synthesis, stack);
    if (Boolean.getBoolean("golden.update")) {
      Files.createDirectories(GOLDEN);
      Files.writeString(golden, template);
    }
    assertEquals(Files.readString(golden), template, "see GoldenTemplateTest for how to accept it");
  }

  /** Keys in order. The function's archive is a stub, so that its hash stays. */
  private static String normalised(Synthesis synthesis, String stack) throws IOException {
    Object template = MAPPER.treeToValue(synthesis.template(stack), Object.class);
    return MAPPER.writeValueAsString(template) + "\n";
  }
}
