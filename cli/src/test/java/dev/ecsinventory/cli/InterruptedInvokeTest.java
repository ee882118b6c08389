package dev.ecsinventory.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ecsinventory.cli.demo.DemoEngines;
import dev.ecsinventory.cli.demo.DemoFleet;
import dev.ecsinventory.simulator.fault.Fault;
import dev.ecsinventory.simulator.fault.FaultRule;
import dev.ecsinventory.simulator.fault.FaultScript;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code invoke} in a process of its own: its end by a signal, as by Ctrl-C, and its profile. The
 * signal is TERM, because a process in the background ignores INT.
 */
class InterruptedInvokeTest {
  /** The variables, and the properties that the engines set for the clients of this process. */
  private static final Map<String, String> ENDPOINTS =
      Map.of(
          "AWS_ENDPOINT_URL_ECS",
          "aws.endpointUrlEcs",
          "AWS_ENDPOINT_URL_STS",
          "aws.endpointUrlSts",
          "AWS_ENDPOINT_URL_S3",
          "aws.endpointUrlS3",
          "AWS_ENDPOINT_URL_DYNAMODB",
          "aws.endpointUrlDynamoDb",
          "AWS_ENDPOINT_URL_EVENTBRIDGE",
          "aws.endpointUrlEventBridge");

  @TempDir Path directory;
  private DemoEngines engines;

  @BeforeEach
  void start() {
    engines = DemoEngines.start(DemoFleet.read());
  }

  @AfterEach
  void stop() {
    engines.close();
  }

  @Test
  void reportsWhatRemainsAndHowToResume() throws Exception {
    engines
        .ecs()
        .faults(
            FaultScript.of(
                FaultRule.of(new Fault.Slow(Duration.ofMinutes(5))).on("DescribeTaskSets")));
    Process invoke = start(credentials(), List.of("invoke", "--now"));
    try (BufferedReader err = invoke.errorReader(StandardCharsets.UTF_8)) {
      String first = err.readLine();
      assertTrue(first.startsWith("reading "), first);
      new ProcessBuilder("kill", "-TERM", String.valueOf(invoke.pid())).start().waitFor();
      String message = err.lines().collect(Collectors.joining("\n"));

      assertEquals(143, invoke.waitFor(), message);
      assertTrue(message.contains("ecs-inventory: interrupted; "), message);
      assertTrue(message.contains("To resume within 24 hours:\n"), message);
      engines.ecs().faults(FaultScript.NONE);
      String command = message.lines().toList().getLast();
      List<String> arguments = Stream.of(command.strip().split(" ")).skip(1).toList();
      assertEquals(List.of("invoke", "--time"), arguments.subList(0, 2));
      String id = arguments.getLast().replaceAll("[-:]", "");
      assertEquals(id, summary(start(credentials(), arguments)).path("snapshot_id").textValue());
    }
  }

  /** The credentials in the variables belong to an account that does not exist. */
  @Test
  void usesTheProfile() throws Exception {
    Path config =
        Files.writeString(
            directory.resolve("config"),
            """
            [profile data]
            region = us-east-1
            aws_access_key_id = demo
            aws_secret_access_key = not-a-secret
            """);
    Map<String, String> others =
        Map.of(
            "AWS_CONFIG_FILE",
            config.toString(),
            "AWS_ACCESS_KEY_ID",
            "AKIDEXAMPLE",
            "AWS_SECRET_ACCESS_KEY",
            "rejected");

    Process without = start(others, List.of("invoke", "--now"));
    String message = new String(without.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(1, without.waitFor(), message);
    JsonNode summary = summary(start(others, List.of("invoke", "--now", "--profile", "data")));
    assertEquals("COMPLETE", summary.path("status").textValue());
  }

  private static JsonNode summary(Process invoke) throws IOException, InterruptedException {
    String out = new String(invoke.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    String err = new String(invoke.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, invoke.waitFor(), err);
    return new JsonMapper().readTree(out);
  }

  private static Map<String, String> credentials() {
    return Map.of("AWS_ACCESS_KEY_ID", "demo", "AWS_SECRET_ACCESS_KEY", "not-a-secret");
  }

  private Process start(Map<String, String> environment, List<String> arguments)
      throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "dev.ecsinventory.cli.Main"));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
    builder.environment().putAll(engines.settings());
    ENDPOINTS.forEach(
        (variable, property) -> builder.environment().put(variable, System.getProperty(property)));
    builder.environment().put("AWS_REGION", DemoEngines.REGION.id());
    builder.environment().putAll(environment);
    return builder.start();
  }
}
