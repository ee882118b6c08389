package dev.ecsinventory.policy.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The published JSON Schema accepts what the parser accepts, and the samples are valid for both.
 */
class PolicySchemaTest {
  private static final Path POLICIES = Path.of("..", "policies");

  /** What the schema cannot say: dates that are none, keys against each other, spelling. */
  private static final Set<String> BEYOND_THE_SCHEMA =
      Set.of("spells one tag key in several ways", "\"2026-02-30\" is not accepted");

  private static List<Error> violations(String policy) throws IOException {
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
        .getSchema(Files.readString(POLICIES.resolve("policy.schema.json")))
        .validate(policy, InputFormat.JSON);
  }

  static Stream<Arguments> rejections() {
    return PolicyFileTest.rejections()
        .filter(
            arguments ->
                BEYOND_THE_SCHEMA.stream()
                    .noneMatch(problem -> ((String) arguments.get()[1]).contains(problem)));
  }

  @ParameterizedTest
  @MethodSource("rejections")
  void rejectsWhatTheParserRejects(String policy, String problem) throws IOException {
    assertFalse(violations(Policies.json(policy)).isEmpty(), problem);
  }

  @Test
  void acceptsTheCanonicalTextOfEverySample() throws IOException {
    try (Stream<Path> files = Files.list(POLICIES)) {
      for (Path file : files.filter(path -> !path.endsWith("policy.schema.json")).toList()) {
        TagPolicy policy = sample(file.getFileName().toString());

        assertEquals(List.of(), violations(policy.canonicalText()));
        assertFalse(policy.tagKeys().isEmpty(), file::toString);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"organization-root.json", "example.json"})
  void acceptsTheSamplesAsTheyAreWritten(String name) throws IOException {
    String text = Files.readString(POLICIES.resolve(name));
    boolean own = name.equals("example.json");

    assertEquals(
        List.of(), violations(own ? text : "{\"rules\":[{\"tag_policies\":[" + text + "]}]}"));
  }

  @Test
  void acceptsEveryPolicyOfTheDocumentation() throws IOException {
    String documentation = Files.readString(Path.of("..", "docs", "policy.md"));
    List<String> policies =
        Pattern.compile("```json\n(.*?)```", Pattern.DOTALL)
            .matcher(documentation)
            .results()
            .map(block -> block.group(1))
            .toList();

    assertEquals(4, policies.size());
    assertEquals(parsed(policies.get(0)), parsed(policies.get(1)));
    assertEquals(List.of("CostCenter", "Owner"), parsed(policies.get(2)).tagKeys());
    assertEquals(sample("example.json"), parsed(policies.get(3)));
  }

  private static TagPolicy sample(String name) throws IOException {
    return parsed(Files.readString(POLICIES.resolve(name)));
  }

  private static TagPolicy parsed(String text) {
    PolicyReader samples =
        reference -> {
          try {
            return Optional.of(
                Files.readString(POLICIES.resolve(reference.substring("file:".length()))));
          } catch (IOException gone) {
            throw new AssertionError(reference, gone);
          }
        };
    return new TagPolicyParser(samples).parse("policy.json", text);
  }
}
