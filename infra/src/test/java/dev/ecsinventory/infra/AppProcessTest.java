package dev.ecsinventory.infra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The app as {@code cdk} starts it: {@code node infra/synth.mjs} in the project's folder. */
@Execution(ExecutionMode.CONCURRENT)
class AppProcessTest {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  @TempDir private Path folder;

  /** An exit code, and the lines of standard error. */
  private record Run(int exitCode, List<String> messages) {}

  @BeforeAll
  static void requireNode() {
    assumeTrue(LocalTool.isInstalled("node"), "SKIPPED: node is not on the path");
  }

  @Test
  void stopsWithoutASettingsFile() throws Exception {
    Run run = app(Map.of(), "--settings", folder.resolve("none.yaml").toString());
    assertEquals(1, run.exitCode());
    assertEquals("settings cannot be used:", run.messages().getFirst());
    assertTrue(
        run.messages().getLast().contains("does not exist; create it: ./ecs-inventory init"),
        run.messages()::toString);
    assertEquals(2, run.messages().size(), run.messages()::toString);
  }

  @Test
  void stopsWithOneMessagePerProblem() throws Exception {
    Run run =
        app(
            Map.of(
                "alarmMail",
                "team@example.org",
                "settingsFile",
                settings(
                    """
                    regons: [us-east-1]
                    memoryMegabytes: 128
                    accounts: [210987654321]
                    roleName: a b
                    excludeAccounts: [prod]
                    engine: fargate
                    schedule: rate(1 hours)
                    """)));
    assertEquals(1, run.exitCode());
    assertEquals(
        List.of(
            "#/accounts (line 3)",
            "#/engine (line 6)",
            "#/excludeAccounts (line 5)",
            "#/memoryMegabytes (line 2)",
            "#/regons (line 1)",
            "#/roleName (line 4)",
            "#/schedule (line 7)",
            "alarmMail: ",
            "externalId: "),
        run.messages().stream()
            .skip(1)
            .map(message -> message.replaceFirst(".*inventory[.]yaml", ""))
            .map(message -> message.replaceFirst("^ *- ", ""))
            .map(message -> message.replaceFirst("(#/\\w+ \\(line \\d\\)|\\w+: ).*", "$1"))
            .sorted()
            .toList());
  }

  @Test
  void stopsAtWhatAwsWouldReject() throws Exception {
    assumeTrue(
        Files.isRegularFile(ROOT.resolve("lambda/target/lambda.zip")),
        "SKIPPED: lambda.zip is built by package");
    StringBuilder accounts = new StringBuilder("externalId: secret\naccounts:\n");
    for (int account = 1; account <= 90; account++) {
      accounts.append("  - \"%012d\"%n".formatted(account));
    }
    Run run = app(Map.of("settingsFile", settings(accounts.toString())));
    assertEquals(1, run.exitCode());
    assertTrue(
        run.messages()
            .getLast()
            .contains("AWS's limit is 4096; discover the accounts (accounts: organization)"),
        run.messages()::toString);
    assertEquals(
        "the deployment exceeds limits of AWS:", run.messages().get(run.messages().size() - 2));
  }

  @Test
  void printsTheSettingsThatApplyWithTheirSources() throws Exception {
    Run run =
        app(Map.of("jsonDays", "7", "settingsFile", settings("regions: [us-east-1, eu-west-1]\n")));
    List<String> messages = run.messages();
    assertEquals("ecs-inventory: settings of this deployment", messages.getFirst());
    assertTrue(
        messages.stream()
            .anyMatch(
                line -> line.matches("  regions +us-east-1, eu-west-1 +inventory.yaml line 1")),
        messages::toString);
    assertTrue(
        messages.stream().anyMatch(line -> line.matches("  jsonDays +7 +-c or cdk.json")),
        messages::toString);
    assertTrue(
        messages.stream().anyMatch(line -> line.matches("  parquetDays +2558 +default")),
        messages::toString);
    assertTrue(
        messages.contains(
            "ecs-inventory: accounts and Regions are not compared with the deployed stack: cdk has"
                + " no credentials"),
        messages::toString);
    assertWarned("cdk has no credentials");
  }

  @Test
  void aSmallerScopeIsNotComparedVisibly() throws Exception {
    Run run = app(Map.of("allowSmallerScope", "true", "settingsFile", settings("jsonDays: 7\n")));
    assertTrue(
        run.messages()
            .contains(
                "ecs-inventory: accounts and Regions are not compared with the deployed stack:"
                    + " allowSmallerScope is set"),
        run.messages()::toString);
    assertWarned("allowSmallerScope is set");
  }

  /** cdk prints the warnings of an assembly when it synthesizes and when it deploys it. */
  private void assertWarned(String reason) throws IOException {
    Path file = folder.resolve("cdk.out/EcsInventoryExporter.metadata.json");
    String warning =
        MAPPER
            .readTree(file.toFile())
            .path("/EcsInventoryExporter")
            .findValuesAsText("data")
            .stream()
            .filter(text -> text.contains("are not compared with the deployed stack: " + reason))
            .findFirst()
            .orElse("");
    assertTrue(warning.contains("does not stop"), () -> file + " has no warning: " + reason);
  }

  @Test
  void namesWrongOptions() throws Exception {
    Run run = app(Map.of("allowSmallerScope", "yes"), "--setings", "x");
    assertEquals(1, run.exitCode());
    assertEquals(4, run.messages().size(), run.messages()::toString);
  }

  @Test
  void needsNoSettingsForTheMemberStack() throws Exception {
    Run run = app(Map.of(), "member");
    assertEquals(0, run.exitCode(), run.messages()::toString);
  }

  /** As cdk passes it: with the feature flags of {@code cdk.json}. */
  private static String all(Map<String, String> context) throws IOException {
    ObjectNode all =
        (ObjectNode) MAPPER.readTree(ROOT.resolve("cdk.json").toFile()).path("context");
    context.forEach(all::put);
    return all.toString();
  }

  private String settings(String text) throws IOException {
    return Files.writeString(folder.resolve("inventory.yaml"), text).toString();
  }

  private Run app(Map<String, String> context, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("node", "infra/synth.mjs"));
    command.addAll(List.of(arguments));
    Path errors = folder.resolve("errors.txt");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(ROOT.toFile())
            .redirectError(errors.toFile())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD);
    builder.environment().remove("CDK_DEFAULT_ACCOUNT");
    builder.environment().put("CDK_OUTDIR", folder.resolve("cdk.out").toString());
    builder.environment().put("CDK_CONTEXT_JSON", all(context));
    int exitCode = builder.start().waitFor();
    return new Run(
        exitCode,
        new String(Files.readAllBytes(errors), StandardCharsets.UTF_8)
            .lines()
            // CDK's own remark about the version of Node.
            .filter(line -> !line.isBlank() && !line.startsWith("!!"))
            .toList());
  }
}
