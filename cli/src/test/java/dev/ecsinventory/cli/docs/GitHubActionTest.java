package dev.ecsinventory.cli.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ecsinventory.cli.CommandLineRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;

/** The script of {@code action.yml} runs as a runner of GitHub Actions runs it. */
class GitHubActionTest {
  @TempDir private static Path directory;
  private static Workplace workplace;
  private static Map<String, Object> action;
  private static Map<String, Object> step;

  @BeforeAll
  static void read() throws Exception {
    action = new Yaml().load(Files.readString(CommandLineRun.projectHome().resolve("action.yml")));
    step =
        list(map(action, "runs"), "steps").stream()
            .filter(one -> "check".equals(one.get("id")))
            .findFirst()
            .orElseThrow();
    workplace = new Workplace(directory.resolve("checkout"));
    workplace.createProgram("ecs-inventory");
    assertEquals(0, workplace.run("./ecs-inventory demo", Map.of()).exitCode());
  }

  @SuppressWarnings("unchecked") // The structure of the file is that of an action.
  private static Map<String, Object> map(Map<String, Object> parent, String key) {
    return (Map<String, Object>) parent.get(key);
  }

  @SuppressWarnings("unchecked") // As above.
  private static List<Map<String, Object>> list(Map<String, Object> parent, String key) {
    return (List<Map<String, Object>>) parent.get(key);
  }

  @Test
  void everyIssueTemplateIsAForm() throws IOException {
    Path folder = CommandLineRun.projectHome().resolve(".github/ISSUE_TEMPLATE");
    for (String name : List.of("bug.yml", "feature.yml")) {
      Map<String, Object> form = new Yaml().load(Files.readString(folder.resolve(name)));
      assertTrue(form.keySet().containsAll(List.of("name", "description", "body")), name);
      assertTrue(
          list(form, "body").stream()
              .allMatch(part -> part.containsKey("type") && part.containsKey("attributes")),
          name);
    }
  }

  /** The script has inputs as variables only: an input in its text could be a command. */
  @Test
  void everyInputIsAVariable() {
    assertFalse(step.get("run").toString().contains("${{"), step::toString);
    assertEquals(
        map(action, "inputs").keySet(),
        map(step, "env").values().stream()
            .map(value -> value.toString().replaceFirst("^\\$\\{\\{ inputs\\.(.*) }}$", "$1"))
            .collect(Collectors.toSet()));
  }

  private static Workplace.Result run(Map<String, String> inputs)
      throws IOException, InterruptedException {
    Map<String, String> environment = new HashMap<>();
    map(step, "env")
        .forEach(
            (variable, value) -> {
              String input = value.toString().replaceFirst("^\\$\\{\\{ inputs\\.(.*) }}$", "$1");
              Object preset = map(map(action, "inputs"), input).get("default");
              environment.put(
                  variable, inputs.getOrDefault(input, preset == null ? "" : preset.toString()));
            });
    environment.put("GITHUB_ACTION_PATH", workplace.folder().toString());
    environment.put("RUNNER_TEMP", directory.toString());
    environment.put("GITHUB_OUTPUT", directory.resolve("outputs").toString());
    environment.put("GITHUB_STEP_SUMMARY", directory.resolve("summary").toString());
    return workplace.run("set -eo pipefail\n" + step.get("run"), environment);
  }

  @Test
  void writesFilesSummaryAndExitCode() throws Exception {
    Workplace.Result result =
        run(Map.of("policy", "policy.json", "snapshot", "target/demo", "sarif", "a b.sarif"));

    assertEquals(4, result.exitCode(), result.err());
    assertTrue(result.out().contains("not compliant"), result.out());
    assertTrue(Files.exists(workplace.folder().resolve("a b.sarif")));
    assertTrue(Files.exists(workplace.folder().resolve("tags.xml")));
    assertTrue(Files.readString(directory.resolve("outputs")).contains("exit-code=4"));
    assertTrue(Files.readString(directory.resolve("summary")).contains("| service | task set |"));
  }

  @Test
  void acceptsEveryInput() throws Exception {
    Workplace.Result result =
        run(
            Map.of(
                "policy",
                "policy.json",
                "snapshot",
                "target/demo",
                "baseline",
                "target/demo/inventory/manifests/dt=2026-01-14/20260114T060000Z.json",
                "fail-on",
                "none"));

    assertEquals(0, result.exitCode(), result.err());
  }
}
