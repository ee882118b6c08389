package dev.ecsinventory.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ecsinventory.pipeline.Exporter;
import dev.ecsinventory.simulator.fleet.Fleet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The outputs about an organization have the names of accounts next to their IDs. */
class AccountNamesTest {
  private static final String FLEET =
      """
      {"accounts": [{"id": "123456789012", "regions": []},
         {"id": "222222222222", "regions": [
          {"name": "us-east-1", "clusters": [{"clusterName": "prod", "services": [
            {"serviceName": "web", "deploymentController": {"type": "EXTERNAL"},
             "taskSets": [{"id": "ecs-svc/1", "externalId": "%s"}]}]}]}]}],
       "organization": {
        "id": "o-exampleorg1", "root": "r-ex01", "managementAccount": "123456789012",
        "accounts": [
          {"id": "123456789012", "name": "management"},
          {"id": "222222222222", "name": "payments"}]}}
      """;

  private static final String NAME = "222222222222 (payments)";
  private static final String TASK_SET =
      "arn:aws:ecs:us-east-1:222222222222:task-set/prod/web/ecs-svc/1";

  @TempDir private Path directory;
  private String policy;

  @BeforeEach
  void takeTwoSnapshots() throws IOException {
    policy =
        Files.writeString(
                directory.resolve("policy.json"),
                "{\"rules\": [{\"required_tags\": {\"tag1Key\": \"Team\"}}]}")
            .toString();
    snapshot("one", "2026-01-15T06:00:00Z");
    snapshot("other", "2026-01-15T07:00:00Z");
  }

  private void snapshot(String externalId, String time) {
    try (Exporter exporter =
        Exporter.of(Fleet.parse(FLEET.formatted(externalId)), directory.resolve("out"))
            .organization()) {
      exporter.run("{\"time\":\"" + time + "\"}");
    }
  }

  private String out(String command, String... options) {
    List<String> arguments = new ArrayList<>(List.of(command));
    arguments.addAll(List.of(options));
    CommandLineRun run = CommandLineRun.in(Map.of(), arguments.toArray(String[]::new));
    assertTrue(run.exitCode() != 1 && run.exitCode() != 2, run.err());
    return run.out();
  }

  private String from() {
    return directory.resolve("out/inventory").toString();
  }

  @Test
  void diff() throws IOException {
    String[] options = {
      "--from", from(), "--before", "20260115T060000Z", "--after", "20260115T070000Z", "--format"
    };
    assertTrue(diff(options, "table").contains(NAME + " / us-east-1 / prod / web"));
    assertTrue(diff(options, "markdown").contains("| " + NAME + " | us-east-1 |"));
    JsonNode json = new JsonMapper().readTree(diff(options, "json"));
    assertEquals("payments", json.at("/changes/0/account_name").asText());
  }

  private String diff(String[] options, String format) {
    List<String> all = new ArrayList<>(List.of(options));
    all.add(format);
    return out("diff", all.toArray(String[]::new));
  }

  @Test
  void history() throws IOException {
    String[] options = {TASK_SET, "--from", from(), "--until", "2026-01-15T08:00:00Z"};
    assertTrue(out("history", options).contains("account " + NAME));
    List<String> json = new ArrayList<>(List.of(options));
    json.addAll(List.of("--format", "json"));
    String line = out("history", json.toArray(String[]::new)).lines().findFirst().orElseThrow();
    assertEquals("payments", new JsonMapper().readTree(line).path("account_name").asText());
  }

  @Test
  void check() throws IOException {
    for (String format : List.of("table", "markdown", "html", "junit")) {
      assertTrue(check(format).contains("payments"), format);
    }
    assertEquals(
        "payments",
        new JsonMapper().readTree(check("json")).at("/account_names/222222222222").asText());
    assertEquals(
        "Tag \"Team\" of task set " + TASK_SET + " in account \"payments\" is missing; expected: ",
        new JsonMapper()
            .readTree(check("sarif"))
            .at("/runs/0/results/0/message/text")
            .asText()
            .replaceFirst("(expected: ).*", "$1"));
  }

  private String check(String format) {
    return out("check", "--snapshot", from(), "--policy", policy, "--format", format);
  }
}
