package dev.ecsinventory.cli.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ecsinventory.cli.CommandLineRun;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** The formats of a check for pages, pull requests and builds, and several of them in one run. */
class CheckFormatsTest {
  private static final String TEMPLATE =
      """
      Resources:
        Blue:
          Type: AWS::ECS::TaskSet
          Properties:
            Cluster: prod
            Service: shop
            TaskDefinition: web:1
            Tags: [{Key: Env, Value: !Ref Env}, {Key: team, Value: "<a|b>"}]
      """;

  @TempDir static Path folder;
  private static String policy;
  private static JsonNode expected;

  @BeforeAll
  static void runDemo() throws IOException {
    policy = CommandLineRun.projectHome().resolve("policies/demo.json").toString();
    CommandLineRun run = CommandLineRun.of("demo", "--out", folder.toString());
    assertEquals(0, run.exitCode(), run.err());
    expected = new JsonMapper().readTree(check("--format", "json").out());
  }

  private static CommandLineRun check(String... options) {
    List<String> arguments =
        new ArrayList<>(List.of("check", "--snapshot", folder.toString(), "--policy", policy));
    arguments.addAll(List.of(options));
    return CommandLineRun.of(arguments.toArray(String[]::new));
  }

  private static String ofTemplate(String format) throws IOException {
    Path template = Files.writeString(folder.resolve("template.yaml"), TEMPLATE);
    return CommandLineRun.of(
            "check", "--input", template.toString(), "--policy", policy, "--format", format)
        .out();
  }

  private static Document parsed(String junit) throws Exception {
    SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
        .newSchema(CheckFormatsTest.class.getResource("JUnit.xsd"))
        .newValidator()
        .validate(new StreamSource(new StringReader(junit)));
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(junit)));
  }

  private static int count(Document document, String element) {
    return document.getElementsByTagName(element).getLength();
  }

  @Test
  void junitMatchesItsSchemaAndHasATestForEachTaskSet() throws Exception {
    Document junit = parsed(check("--format", "junit").out());

    JsonNode counts = expected.get("task_sets");
    int taskSets = 0;
    for (JsonNode count : counts) {
      taskSets += count.intValue();
    }
    assertEquals(taskSets + 1, count(junit, "testcase"));
    assertEquals(counts.get("NON_COMPLIANT").intValue(), count(junit, "failure"));
    assertEquals(counts.get("NOT_EVALUATED").intValue(), count(junit, "skipped"));
    assertEquals(counts.get("UNKNOWN").intValue(), count(junit, "error"));
    NodeList suites = junit.getElementsByTagName("testsuite");
    int failures = 0;
    for (int index = 0; index < suites.getLength(); index++) {
      failures += Integer.parseInt(((Element) suites.item(index)).getAttribute("failures"));
    }
    assertEquals(count(junit, "failure"), failures);
  }

  @Test
  void junitOfASnapshotThatIsNotCompleteHasAnError() throws Exception {
    CommandLineRun run =
        CommandLineRun.of(
            "check",
            "--snapshot",
            folder.resolve("inventory/manifests/dt=2026-01-14/20260114T060000Z.json").toString(),
            "--policy",
            policy,
            "--format",
            "junit");

    assertTrue(run.out().contains("type=\"NOT_PROVEN\""), run.out());
    assertTrue(count(parsed(run.out()), "error") > 0);
  }

  @Test
  void junitOfATemplateMatchesItsSchema() throws Exception {
    Document junit = parsed(ofTemplate("junit"));

    assertEquals(2, count(junit, "testcase"));
    assertEquals(1, count(junit, "failure"));
    assertTrue(
        ofTemplate("junit").contains("&lt;a|b&gt;") || ofTemplate("junit").contains("&lt;a|b>"));
  }

  @Test
  void htmlHasEveryViolationAndLoadsNothing() throws IOException {
    String html = check("--format", "html").out();

    assertTrue(html.startsWith("<!DOCTYPE html>"), html);
    assertEquals(
        expected.get("violations").size(), html.split("<tr class=\"", -1).length - 1, html);
    assertFalse(html.contains("<script"), html);
    assertFalse(html.contains("http://") || html.contains("https://"), html);
    assertTrue(ofTemplate("html").contains("team=&lt;a|b&gt;"), ofTemplate("html"));
  }

  @Test
  void markdownHasARowForEachViolation() throws IOException {
    List<String> lines = check("--format", "markdown").out().lines().toList();

    long rows = lines.stream().filter(line -> line.startsWith("| 123456789012 / ")).count();
    assertEquals(expected.get("violations").size(), rows, lines::toString);
    assertTrue(ofTemplate("markdown").contains("team=\\<a\\|b\\>"), ofTemplate("markdown"));
  }

  @Test
  void writesSeveralFormatsInOneRun() throws IOException {
    Path sarif = folder.resolve("a.sarif");
    Path junit = folder.resolve("a.xml");
    CommandLineRun run =
        check(
            "--format",
            "sarif",
            "--out",
            sarif.toString(),
            "--out",
            junit.toString(),
            "--format",
            "junit",
            "--format",
            "markdown");

    assertEquals(4, run.exitCode(), run.err());
    assertEquals(check("--format", "markdown").out(), run.out());
    assertEquals(check("--format", "sarif").out(), Files.readString(sarif));
    assertEquals(check("--format", "junit").out(), Files.readString(junit));
  }

  @ParameterizedTest
  @ValueSource(strings = {"any", "ANY", "missing-tag", "MISSING_TAG", "none", "fixable"})
  void failsOnTheKindsThatAreNamed(String kinds) throws IOException {
    JsonNode json = new JsonMapper().readTree(check("--fail-on", kinds, "--format", "json").out());
    long failing = 0;
    for (int index = 0; index < json.get("violations").size(); index++) {
      JsonNode row = json.get("violations").get(index);
      boolean named =
          switch (kinds.toLowerCase()) {
            case "any" -> true;
            case "none" -> false;
            case "fixable" -> !row.get("remedy").textValue().equals("NONE");
            default -> row.get("violation").textValue().equals("MISSING_TAG");
          };
      boolean fails = named && !row.hasNonNull("waived_until");
      assertEquals(fails, json.get("effects").get(index).textValue().equals("FAILS"));
      failing += fails ? 1 : 0;
    }
    assertEquals(failing, json.get("failing_violations").intValue());
    assertEquals(failing > 0 ? 4 : 0, check("--fail-on", kinds).exitCode());
  }
}
