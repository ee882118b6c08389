package dev.ecsinventory.cli.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ecsinventory.aws.AwsClients;
import dev.ecsinventory.aws.rate.Backoff;
import dev.ecsinventory.cli.CommandLineRun;
import dev.ecsinventory.cli.demo.DemoDays;
import dev.ecsinventory.cli.demo.DemoEngines;
import dev.ecsinventory.cli.demo.DemoFleet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The commands of README and documentation run as they are written, or in an emulator, or state why
 * they do not run.
 */
class CommandBlocksTest {
  private static final Path HOME = CommandLineRun.projectHome();
  private static final int MAX_NOT_RUN = 10;
  private static final Set<Integer> COMPLETED = Set.of(0, 3, 4);
  private static final Pattern COMMAND =
      Pattern.compile("(?m)^(\\./ecs-inventory|\\./mvnw|cdk|aws|npx|git) ");
  private static final Pattern PIPELINE_COMMAND =
      Pattern.compile("ecs-inventory/ecs-inventory check [^\n]*(\n +--[^\n]*)*");
  private static final String TEMPLATE =
      """
      Parameters:
        Env: {Type: String, Default: prod}
      Resources:
        Blue:
          Type: AWS::ECS::TaskSet
          Properties:
            Cluster: prod
            Service: shop
            TaskDefinition: web:1
            Tags: [{Key: Env, Value: !Ref Env}, {Key: Team, Value: checkout}]
      """;
  private static final String REQUEST =
      """
      cluster: shop-prod
      service: checkout
      taskDefinition: web:1
      tags:
        - {key: Env, value: prod}
      """;
  private static final String PLAN =
      """
      {"format_version": "1.2", "terraform_version": "1.9.0",
       "planned_values": {"root_module": {"resources": []}},
       "resource_changes": []}
      """;

  @TempDir private static Path directory;
  private static Workplace workplace;
  private static Workplace.Result demo;
  private static DemoEngines engines;

  @BeforeAll
  static void start() throws Exception {
    workplace = new Workplace(directory.resolve("checkout"));
    workplace.createProgram("ecs-inventory");
    demo = workplace.run("./ecs-inventory demo", Map.of());
    assertEquals(0, demo.exitCode(), demo.err());
    files(workplace.folder());
    engines = DemoEngines.start(DemoFleet.read());
    try (AwsClients clients =
        new AwsClients(DemoEngines.REGION.id(), DemoEngines.READS_PER_SECOND, Backoff.DEFAULT)) {
      new DemoDays(engines, clients).take();
    }
    CommandLineRun run =
        CommandLineRun.at(
            Instant.parse("2026-01-15T06:00:05Z"),
            engines.settings(),
            "invoke",
            HOME.resolve("events/scheduled.json").toString());
    assertEquals(0, run.exitCode(), run.err());
  }

  @AfterAll
  static void stop() {
    engines.close();
  }

  private static void files(Path folder) throws IOException {
    Files.writeString(folder.resolve("template.yaml"), TEMPLATE);
    Files.writeString(folder.resolve("create-task-set.yaml"), REQUEST);
    Files.writeString(folder.resolve("plan.json"), PLAN);
  }

  @Test
  void everyBlockOfCommandsIsMarked() {
    List<CommandBlock> commands =
        CommandBlock.all().stream().filter(CommandBlock::isCommands).toList();
    assertTrue(commands.size() > 20, "the search finds only " + commands.size() + " blocks");
    assertEquals(
        List.of(),
        commands.stream()
            .filter(
                block ->
                    !block.isRun()
                        && !block.isRunInEmulator()
                        && block.otherTest().isEmpty()
                        && block.reason().isEmpty())
            .toList());
  }

  @Test
  void otherBlocksHaveNoCommands() {
    assertEquals(
        List.of(),
        CommandBlock.all().stream()
            .filter(block -> !block.isCommands() && COMMAND.matcher(block.text()).find())
            .toList());
  }

  @Test
  void atMostTenBlocksAreNotRun() {
    List<String> reasons =
        CommandBlock.all().stream().flatMap(block -> block.reason().stream()).toList();
    assertTrue(reasons.size() <= MAX_NOT_RUN, reasons::toString);
    assertTrue(reasons.stream().allMatch(reason -> reason.length() > 10), reasons::toString);
  }

  @Test
  void everyNamedTestExists() throws IOException {
    Set<String> tests;
    try (Stream<Path> files = Files.walk(HOME)) {
      tests =
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> name.endsWith("Test.java"))
              .map(name -> name.substring(0, name.length() - ".java".length()))
              .collect(Collectors.toSet());
    }
    assertEquals(
        List.of(),
        CommandBlock.all().stream()
            .filter(block -> block.otherTest().filter(name -> !tests.contains(name)).isPresent())
            .toList());
  }

  @TestFactory
  Stream<DynamicTest> commandsRunAsTheyAreWritten() {
    return CommandBlock.all().stream()
        .filter(CommandBlock::isRun)
        .map(
            block ->
                DynamicTest.dynamicTest(
                    block.toString(), () -> assertRuns(block, block.text(), Map.of())));
  }

  @TestFactory
  Stream<DynamicTest> commandsRunInTheEmulator() {
    return CommandBlock.all().stream()
        .filter(CommandBlock::isRunInEmulator)
        .map(
            block ->
                DynamicTest.dynamicTest(
                    block.toString(), () -> assertRuns(block, named(block.text()), emulator())));
  }

  private static void assertRuns(
      CommandBlock block, String commands, Map<String, String> environment) throws Exception {
    Workplace.Result result =
        commands.strip().equals("./ecs-inventory demo")
            ? demo
            : workplace.run(commands, environment);
    assertEquals(block.exitCode(), result.exitCode(), result.out() + result.err());
    for (CommandBlock output : outputs(block)) {
      String missing = OutputShape.firstMissing(output.text(), result.out());
      if (missing != null) {
        assertNull(
            OutputShape.firstMissing(output.text(), result.err()),
            () -> output + ": the commands do not print \"" + missing + "\"");
      }
    }
  }

  /** The outputs that follow a block of commands. */
  private static List<CommandBlock> outputs(CommandBlock commands) {
    List<CommandBlock> all = CommandBlock.all();
    List<CommandBlock> outputs = new ArrayList<>();
    for (CommandBlock block : all.subList(all.indexOf(commands) + 1, all.size())) {
      if (!block.mark().equals(CommandBlock.OUTPUT) || !block.page().equals(commands.page())) {
        break;
      }
      outputs.add(block);
    }
    return outputs;
  }

  @Test
  void aShapeIsThatOfTheDocumentedLines() {
    String output = "a 1\nb 22 c\nd\n";
    assertNull(OutputShape.firstMissing("a 7\n…\nd\n", output));
    assertNull(OutputShape.firstMissing("b … c\n", output));
    assertEquals("a 1", OutputShape.firstMissing("d\na 1\n", output));
    assertNotEquals(null, OutputShape.firstMissing("b 1\n", output));
    assertTrue(
        CommandBlock.all().stream().filter(b -> b.mark().equals(CommandBlock.OUTPUT)).count() >= 2);
  }

  @Test
  void theCommandsOfThePipelinesRun() throws Exception {
    Workplace pipeline = new Workplace(directory.resolve("pipeline"));
    pipeline.createProgram("ecs-inventory/ecs-inventory");
    files(pipeline.folder());
    List<String> commands =
        PIPELINE_COMMAND
            .matcher(Files.readString(HOME.resolve("docs/ci.md")))
            .results()
            .map(command -> command.group().replaceAll("\\\\?\n +", " ").replace("\\", ""))
            .toList();

    assertEquals(5, commands.size(), commands::toString);
    for (String command : commands) {
      Workplace.Result result = pipeline.run(named(command), emulator());
      assertTrue(COMPLETED.contains(result.exitCode()), command + result.err());
      assertOutputsExist(pipeline.folder(), command);
    }
  }

  private static void assertOutputsExist(Path folder, String command) {
    Pattern.compile("--out (\\S+)")
        .matcher(command)
        .results()
        .forEach(out -> assertTrue(Files.exists(folder.resolve(out.group(1))), command));
  }

  /** The commands with the names of the emulator's bucket and table. */
  private static String named(String commands) {
    return commands
        .replaceAll("s3://(BUCKET|my-inventory-bucket)/", "s3://" + DemoEngines.BUCKET + "/")
        .replace("--table TABLE", "--table " + DemoEngines.TABLE)
        .replace("20620115T080000Z", "20260113T060000Z");
  }

  private static Map<String, String> emulator() {
    Map<String, String> environment = new HashMap<>();
    environment.put("AWS_REGION", DemoEngines.REGION.id());
    environment.put("AWS_ACCESS_KEY_ID", System.getProperty("aws.accessKeyId"));
    environment.put("AWS_SECRET_ACCESS_KEY", System.getProperty("aws.secretAccessKey"));
    Map.of("AWS_ENDPOINT_URL_S3", "S3", "AWS_ENDPOINT_URL_DYNAMODB", "DynamoDb")
        .forEach((name, service) -> environment.put(name, endpoint(service)));
    Map.of("AWS_ENDPOINT_URL_ECS", "Ecs", "AWS_ENDPOINT_URL_STS", "Sts")
        .forEach((name, service) -> environment.put(name, endpoint(service)));
    return environment;
  }

  private static String endpoint(String service) {
    return Optional.ofNullable(System.getProperty("aws.endpointUrl" + service)).orElseThrow();
  }
}
