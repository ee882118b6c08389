package dev.ecsinventory.infra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Rules for every template, regardless of the context. */
class EveryTemplateTest {
  private static final Map<String, Object> ALL_KEYS =
      Map.of(
          "schedule", "cron(0 6 * * ? *)",
          "regions", "eu-west-1,us-east-1",
          "memberRoles", "arn:aws:iam::210987654321:role/EcsInventoryReader",
          "externalId", "secret",
          "tagPolicy", "infra/src/test/resources/tag-policy.json",
          "kmsKey", "arn:aws:kms:eu-west-1:123456789012:key/12345678-1234-1234-1234-123456789012",
          "accessLogs", false,
          "alarmEmail", "team@example.org");

  private static final Map<String, Object> ORGANIZATION =
      Map.of(
          "accounts", "organization",
          "externalId", "secret",
          "roleName", "audit/Reader",
          "regions", "enabled",
          "excludeAccounts", "9*",
          "excludeRegions", "ap-*");

  private static final Map<String, Object> STATE_MACHINE_WITH_KEY =
      Map.of(
          "engine", "stepfunctions",
          "kmsKey", "arn:aws:kms:eu-west-1:123456789012:key/12345678-1234-1234-1234-123456789012");

  private static List<Synthesis> all() {
    return List.of(
        Synthesis.once(Map.of()),
        Synthesis.once(ALL_KEYS),
        Synthesis.once(ORGANIZATION),
        Synthesis.once(Map.of("tagPolicy", "organizations")),
        Synthesis.once(Map.of("engine", "stepfunctions")),
        Synthesis.once(STATE_MACHINE_WITH_KEY),
        Synthesis.ofMember());
  }

  @Test
  void followsTheRulesOfAwsSolutions() throws IOException {
    for (Synthesis synthesis : all()) {
      List<String> findings = new ArrayList<>();
      List<Path> reports = reports(synthesis.folder());
      for (Path report : reports) {
        List<String> lines = Files.readAllLines(report);
        assertTrue(lines.size() > 1, report + " is empty");
        lines.stream()
            .skip(1)
            .filter(line -> !line.contains(",\"Compliant\",") && !line.contains(",\"Suppressed\","))
            .forEach(findings::add);
      }
      assertEquals(synthesis.templates().size(), reports.size());
      assertEquals(List.of(), findings);
    }
  }

  @Test
  void isIdenticalInEverySynthesis() throws IOException {
    Synthesis again = Synthesis.of(ALL_KEYS);
    for (Path template : Synthesis.once(ALL_KEYS).templates()) {
      assertEquals(
          Files.readString(template),
          Files.readString(again.folder().resolve(template.getFileName())));
    }
  }

  @Test
  void hasNoErrorOfTheLinter() throws Exception {
    assumeTrue(
        LocalTool.isInstalled("cfn-lint"),
        "SKIPPED: cfn-lint is not on the path, so no template is linted");
    List<String> command =
        new ArrayList<>(List.of("cfn-lint", "--non-zero-exit-code", "error", "--"));
    for (Synthesis synthesis : all()) {
      synthesis.templates().forEach(template -> command.add(template.toString()));
    }
    Process lint = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(lint.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, lint.waitFor(), output);
  }

  private static List<Path> reports(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith("NagReport.csv")).toList();
    }
  }
}
