package dev.ecsinventory.cli.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ecsinventory.cli.CommandLineRun;
import dev.ecsinventory.cli.demo.DemoEngines;
import dev.ecsinventory.cli.demo.DemoFleet;
import dev.ecsinventory.simulator.fleet.Fleet;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SARIF that GitHub's code scanning accepts, from snapshots and from what a deployment creates. */
class SarifTest {
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final String TEMPLATE =
      """
      Resources:
        Blue:
          Type: AWS::ECS::TaskSet
          Properties:
            Cluster: prod
            Service: shop
            TaskDefinition: web:1
            Tags: [{Key: Env, Value: !Ref Env}, {Key: team, Value: x}]
      """;

  private static String policy;
  @TempDir static Path folder;

  private static Path blue;
  private static Path green;

  @BeforeAll
  static void scanBeforeAndAfterADeployment() throws IOException {
    policy = CommandLineRun.projectHome().resolve("policies/demo.json").toString();
    try (DemoEngines engines = DemoEngines.start(DemoFleet.read())) {
      blue = scan("blue");
      engines.ecs().fleet(deployedAgain());
      green = scan("green");
    }
  }

  private static Path scan(String name) {
    Path out = folder.resolve(name);
    CommandLineRun run =
        CommandLineRun.of(
            "scan", "--out", out.toString(), "--region", "us-east-1", "--region", "eu-central-1");
    assertEquals(0, run.exitCode(), run.err());
    return out;
  }

  /** The fleet with other task sets in place of each, with the same tags. */
  private static Fleet deployedAgain() throws IOException {
    try (InputStream fleet = DemoFleet.class.getResourceAsStream("fleet.json")) {
      String text = new String(fleet.readAllBytes(), StandardCharsets.UTF_8);
      return Fleet.parse(text.replace("\"ecs-svc/", "\"ecs-svc/99"));
    }
  }

  private static JsonNode sarif(Path snapshot) throws IOException {
    return MAPPER.readTree(
        CommandLineRun.of(
                "check", "--snapshot", snapshot.toString(), "--policy", policy, "--format", "sarif")
            .out());
  }

  private static JsonNode ofTemplate() throws IOException {
    Path template = Files.writeString(folder.resolve("template.yaml"), TEMPLATE);
    return MAPPER.readTree(
        CommandLineRun.of(
                "check", "--input", template.toString(), "--policy", policy, "--format", "sarif")
            .out());
  }

  private static List<JsonNode> results(JsonNode sarif) {
    List<JsonNode> results = new ArrayList<>();
    sarif.at("/runs/0/results").forEach(results::add);
    assertTrue(results.size() > 1, sarif::toString);
    return results;
  }

  /** What GitHub combines into the identity of an alert. */
  private static List<String> alerts(JsonNode sarif) {
    return results(sarif).stream()
        .map(
            result ->
                String.join(
                    " ",
                    result.get("ruleId").textValue(),
                    result.at("/locations/0/physicalLocation/artifactLocation/uri").textValue(),
                    result.at("/partialFingerprints/primaryLocationLineHash").textValue()))
        .sorted()
        .toList();
  }

  @Test
  void findingsKeepTheirFingerprintsThroughABlueGreenDeployment() throws IOException {
    JsonNode before = sarif(blue);
    JsonNode after = sarif(green);

    Set<String> resources = new HashSet<>(before.findValuesAsText("fullyQualifiedName"));
    assertTrue(
        after.findValuesAsText("fullyQualifiedName").stream().noneMatch(resources::contains));
    assertEquals(alerts(before), alerts(after));
  }

  @Test
  void findingsOfDifferentServicesTagsOrKindsHaveDifferentFingerprints() throws IOException {
    TreeMap<String, Set<String>> findings = new TreeMap<>();
    for (JsonNode result : results(sarif(blue))) {
      JsonNode row = result.get("properties");
      findings
          .computeIfAbsent(
              result.at("/partialFingerprints/serviceTag~1v1").textValue(), key -> new HashSet<>())
          .add(
              String.join(
                  "/",
                  row.get("service_arn").textValue(),
                  row.get("rule").textValue(),
                  row.get("violation").textValue()));
    }
    findings.forEach((fingerprint, names) -> assertEquals(1, names.size(), names::toString));
    assertEquals(
        findings.size(), findings.values().stream().flatMap(Set::stream).distinct().count());
  }

  @Test
  void everyResultHasARelativeLocationAndEveryRuleItsTexts() throws IOException {
    for (JsonNode sarif : List.of(sarif(blue), ofTemplate())) {
      for (JsonNode result : results(sarif)) {
        JsonNode physical = result.at("/locations/0/physicalLocation");
        String uri = physical.at("/artifactLocation/uri").textValue();
        assertFalse(uri.isEmpty());
        assertTrue(physical.at("/region/startLine").intValue() > 0);
        assertFalse(result.at("/message/text").textValue().isBlank());
      }
      for (JsonNode rule : sarif.at("/runs/0/tool/driver/rules")) {
        for (String text :
            List.of(
                "/name",
                "/shortDescription/text",
                "/fullDescription/text",
                "/help/text",
                "/help/markdown")) {
          assertFalse(rule.at(text).textValue().isBlank(), text);
        }
        assertEquals("https", URI.create(rule.get("helpUri").textValue()).getScheme());
        assertNotEquals(
            rule.at("/shortDescription/text").textValue(),
            rule.at("/fullDescription/text").textValue());
      }
    }
    results(sarif(blue))
        .forEach(
            result ->
                assertTrue(
                    result
                        .at("/locations/0/physicalLocation/artifactLocation/uri")
                        .textValue()
                        .matches("123456789012/[a-z0-9-]+/[^/]+/[^/]+")));
  }

  @Test
  void theMultitoolReportsNoError() throws Exception {
    Optional<SarifMultitool> multitool = SarifMultitool.installed();
    assumeTrue(multitool.isPresent(), "npm cannot install the validator");

    assertEquals(List.of(), errors(multitool.get(), "snapshot.sarif", sarif(blue)));
    assertEquals(List.of(), errors(multitool.get(), "template.sarif", ofTemplate()));
    JsonNode broken = sarif(blue);
    ((ObjectNode) broken.at("/runs/0/results/0")).put("ruleIndex", 99);
    assertFalse(errors(multitool.get(), "broken.sarif", broken).isEmpty());
  }

  private static List<String> errors(SarifMultitool multitool, String name, JsonNode sarif)
      throws Exception {
    Path file = Files.writeString(folder.resolve(name), sarif.toString());
    String validated = multitool.validate(file);
    List<String> errors = new ArrayList<>();
    JsonNode results = MAPPER.readTree(validated).at("/runs/0/results");
    assertTrue(results.isArray(), validated);
    results.forEach(
        result -> {
          if (result.path("level").asText("warning").equals("error")) {
            errors.add(result.toString());
          }
        });
    return errors;
  }
}
