package dev.ecsinventory.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ecsinventory.pipeline.Exporter;
import dev.ecsinventory.simulator.fleet.Fleet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code check} must have evaluated before it passes. */
class CheckCoverageTest {
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final String MANIFEST = "inventory/manifests/dt=2026-01-15/20260115T060000Z.json";

  private static final String REQUIRED = "\"report_required_tag_for\":[\"ecs:task-set\"]";
  private static final String ENFORCED = "\"enforced_for\":[\"ecs:task-set\"]";

  private static final String SERVICE =
      """
      {"serviceName": "%s", "shortArn": %s, "deploymentController": {"type": "EXTERNAL"},
       "tags": [], "taskSets": [{"id": "ecs-svc/%s", "status": "%s", "tags": [%s]}]}
      """;
  private static final String TEAM = "{\"key\": \"Team\", \"value\": \"pay\"}";

  @TempDir Path directory;
  private Path out;

  @BeforeEach
  void makeDirectory() throws IOException {
    out = Files.createDirectories(directory.resolve("out"));
  }

  private static String region(String name, String... clusters) {
    return "{\"name\": \"%s\", \"clusters\": [%s]}".formatted(name, String.join(",", clusters));
  }

  private static String cluster(String name, String services) {
    return "{\"clusterName\": \"%s\", \"services\": [%s]}".formatted(name, services);
  }

  private void snapshot(String... regions) {
    snapshot(Set.of("us-east-1", "eu-west-1"), regions);
  }

  private void snapshot(Set<String> read, String... regions) {
    Fleet fleet =
        Fleet.parse(
            "{\"accounts\": [{\"id\": \"123456789012\", \"regions\": [%s]}]}"
                .formatted(String.join(",", regions)));
    try (Exporter exporter = Exporter.of(fleet, out)) {
      exporter.set("INVENTORY_REGIONS", String.join(",", read)).run();
    }
  }

  /** One task set, without tags. */
  private void untagged() {
    snapshot(
        region("us-east-1", cluster("prod", SERVICE.formatted("web", false, 1, "PRIMARY", ""))));
  }

  private static String tags(String statement) {
    return "{\"tags\":{\"team\":{\"tag_key\":\"Team\",%s}}}".formatted(statement);
  }

  private CommandLineRun check(String policy, String... options) throws IOException {
    Path file = Files.writeString(directory.resolve("policy.json"), policy);
    List<String> arguments =
        Stream.concat(
                Stream.of("check", "--snapshot", out.toString(), "--policy", file.toString()),
                Stream.of(options))
            .toList();
    return CommandLineRun.of(arguments.toArray(String[]::new));
  }

  static Stream<Arguments> vacuous() {
    return Stream.of(
        Arguments.of(tags(ENFORCED), "Nothing was required", "Team"),
        Arguments.of(tags("\"tag_value\":[\"pay\"]"), "Nothing was required", "Team"),
        Arguments.of(
            tags("\"report_required_tag_for\":[\"ec2:instance\"]"), "Nothing was required", "Team"),
        Arguments.of(
            scoped("\"clusters\": [\"staging\"]"),
            "no rule applied to any of 1 task sets",
            "Team (clusters staging)"),
        Arguments.of(
            scoped("\"accounts\": [\"210987654321\"], \"regions\": [\"eu-*\"]"),
            "no rule applied to any of 1 task sets",
            "Team (accounts 210987654321; regions eu-*)"),
        Arguments.of(
            "{\"rules\": [{\"tag_policies\": [%s]}, {\"scope\": {\"services\": [\"x\"]}, \"required_tags\": {\"tag1Key\": \"Owner\"}}]}"
                .formatted(tags(ENFORCED)),
            "Nothing was required",
            "Owner (services x)"));
  }

  private static String scoped(String scope) {
    return "{\"rules\": [{\"scope\": {%s}, \"tag_policies\": [%s]}]}"
        .formatted(scope, tags(REQUIRED));
  }

  @ParameterizedTest
  @MethodSource("vacuous")
  void neverPassesWhereNoRuleThatRequiresATagApplied(String policy, String reason, String rule)
      throws IOException {
    untagged();
    for (String format : List.of("table", "csv", "json", "sarif")) {
      CommandLineRun run = check(policy, "--format", format);
      String shown = format.equals("table") ? run.out() : run.err();

      assertEquals(3, run.exitCode(), run.err());
      assertTrue(shown.contains(reason), shown);
      assertTrue(shown.contains("  - " + rule + "\n"), shown);
    }
  }

  @Test
  void neverPassesWithoutATaskSet() throws IOException {
    snapshot(region("us-east-1", cluster("prod", "")));

    assertEquals(3, check(tags(REQUIRED)).exitCode());
  }

  @Test
  void neverPassesWhereEveryTaskSetIsExcludedAsDraining() throws IOException {
    snapshot(
        region("us-east-1", cluster("prod", SERVICE.formatted("web", false, 1, "DRAINING", TEAM))));
    String policy =
        "{\"count_draining_task_sets\": %s, \"rules\": [{\"tag_policies\": [%s]}]}"
            .formatted("%s", tags(REQUIRED));

    assertEquals(3, check(policy.formatted(false)).exitCode());
    assertEquals(0, check(policy.formatted(true)).exitCode());
  }

  @Test
  void passesWithANoticeOfTheRulesThatAppliedToNothing() throws IOException {
    snapshot(
        region("us-east-1", cluster("prod", SERVICE.formatted("web", false, 1, "PRIMARY", TEAM))));
    String policy =
        "{\"rules\": [{\"tag_policies\": [%s]}, {\"scope\": {\"clusters\": [\"stage\"]}, \"required_tags\": {\"tag1Key\": \"Owner\"}}]}"
            .formatted(tags(REQUIRED));
    CommandLineRun run = check(policy);

    assertEquals(0, run.exitCode(), run.err());
    assertTrue(
        run.out().contains("Rules that applied to no task set:\n  - Owner (clusters stage)"));
    JsonNode rules = MAPPER.readTree(check(policy, "--format", "json").out()).get("rules");
    assertEquals(
        "[{\"rule\":\"Team\",\"requires_tag\":true,\"task_sets\":1},"
            + "{\"rule\":\"Owner (clusters stage)\",\"requires_tag\":true,\"task_sets\":0}]",
        rules.toString());
    JsonNode sarif = MAPPER.readTree(check(policy, "--format", "sarif").out());
    assertTrue(
        sarif
            .at("/runs/0/invocations/0/toolExecutionNotifications/0/message/text")
            .textValue()
            .contains("Owner (clusters stage)"));
    assertFalse(
        MAPPER
            .readTree(check(tags(REQUIRED), "--format", "sarif").out())
            .at("/runs/0")
            .has("invocations"));
  }

  @Test
  void aFindingTakesPrecedence() throws IOException {
    untagged();

    assertEquals(4, check(tags(REQUIRED)).exitCode());
  }

  /** A service that ECS reports by the old form of its ARN. */
  @ParameterizedTest
  @ValueSource(strings = {"service/blue/web", "service/green/web", "service/web"})
  void scopesByEitherFormOfAnArn(String resource) throws IOException {
    snapshot(
        region("us-east-1", cluster("blue", SERVICE.formatted("web", true, 1, "PRIMARY", ""))));
    boolean ofThisService = !resource.contains("green");
    String scope = "\"services\": [\"arn:aws:ecs:us-east-1:123456789012:%s\"]".formatted(resource);

    assertEquals(ofThisService ? 4 : 3, check(scoped(scope)).exitCode());
    String waived =
        """
        {"rules": [{"tag_policies": [%s]}], "waivers": [{"scope": {%s}, "reason": "old",
          "owner": "ann", "expires": "2030-01-01"}]}
        """
            .formatted(tags(REQUIRED), scope);
    assertEquals(ofThisService ? 0 : 4, check(waived).exitCode());
  }

  /** The formats that one target, and the other, keep in the manifest. */
  private enum Formats {
    JSON,
    PARQUET,
    BOTH;

    boolean keep(String format) {
      return this == BOTH || format.equals(name().toLowerCase(Locale.ROOT));
    }
  }

  @ParameterizedTest
  @EnumSource(Formats.class)
  void readsEachTargetInAFormatThatItHas(Formats first) throws IOException {
    for (Formats second : Formats.values()) {
      out = Files.createDirectories(directory.resolve(first + "-" + second));
      twoTargets();
      keep(file -> formatsOf(file, first, second).keep(file.path("format").asText()));
      CommandLineRun run = check(tags(REQUIRED), "--format", "json");

      assertEquals(4, run.exitCode(), run.err());
      assertEquals(
          "{\"COMPLIANT\":1,\"NON_COMPLIANT\":1,\"UNKNOWN\":0,\"NOT_EVALUATED\":0}",
          MAPPER.readTree(run.out()).get("task_sets").toString());
    }
  }

  private static Formats formatsOf(JsonNode file, Formats first, Formats second) {
    String key = file.path("key").asText();
    if (key.contains("us-east-1")) {
      return first;
    }
    return key.contains("eu-west-1") ? second : Formats.BOTH;
  }

  @ParameterizedTest
  @ValueSource(strings = {"task_sets", "services", "clusters", "task_definitions"})
  void rejectsASnapshotThatLacksATarget(String dataset) throws IOException {
    twoTargets();
    keep(
        file ->
            !file.path("dataset").asText().equals(dataset)
                || !file.path("key").asText().contains("eu-west-1"));
    CommandLineRun run = check(tags(REQUIRED));

    assertEquals(2, run.exitCode(), run.err());
    assertTrue(
        run.err()
            .contains(
                "account 123456789012 in eu-west-1 has 1 targets, and the manifest lists"
                    + " files of "
                    + dataset
                    + " for 0 of them"),
        run.err());
  }

  private void twoTargets() {
    snapshot(
        region("us-east-1", cluster("prod", SERVICE.formatted("web", false, 1, "PRIMARY", ""))),
        region("eu-west-1", cluster("prod", SERVICE.formatted("web", false, 2, "PRIMARY", TEAM))));
  }

  /** Removes every other file from the manifest. */
  private void keep(Predicate<JsonNode> condition) throws IOException {
    Path file = out.resolve(MANIFEST);
    ObjectNode manifest = (ObjectNode) MAPPER.readTree(file.toFile());
    ArrayNode kept = MAPPER.createArrayNode();
    manifest
        .get("files")
        .forEach(
            each -> {
              if (condition.test(each)) {
                kept.add(each);
              }
            });
    manifest.set("files", kept);
    MAPPER.writeValue(file.toFile(), manifest);
  }
}
