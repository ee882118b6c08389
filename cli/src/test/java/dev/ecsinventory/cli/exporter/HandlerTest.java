package dev.ecsinventory.cli.exporter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ecsinventory.cli.engine.EmbeddedDynamoDb;
import dev.ecsinventory.cli.engine.EmbeddedS3;
import dev.ecsinventory.handler.InventoryHandler;
import dev.ecsinventory.simulator.EcsSimulator;
import dev.ecsinventory.simulator.fleet.generate.FleetGenerator;
import dev.ecsinventory.simulator.fleet.generate.FleetSize;
import dev.ecsinventory.simulator.protocol.SimulatorOptions;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.regions.Region;

/** The standard output of the function, in a separate process as in Lambda. */
@Execution(ExecutionMode.CONCURRENT)
class HandlerTest {
  private static final AwsBasicCredentials CREDENTIALS =
      AwsBasicCredentials.create("AKIDEXAMPLE", "secret");

  @TempDir Path directory;

  @Test
  void logsInJsonAndCountsInTheEmbeddedMetricFormat() throws IOException, InterruptedException {
    List<JsonNode> lines;
    try (EmbeddedS3 s3 = EmbeddedS3.inMemory(CREDENTIALS);
        EmbeddedDynamoDb dynamoDb = EmbeddedDynamoDb.start(CREDENTIALS, Region.US_EAST_1);
        EcsSimulator ecs =
            EcsSimulator.start(
                FleetGenerator.uniform(1).generate(new FleetSize(1, 2, 2)),
                SimulatorOptions.DEFAULTS)) {
      s3.createBucket("inventory-bucket");
      dynamoDb.createTable("inventory-table");
      lines =
          run(
              Map.of(
                  "AWS_ENDPOINT_URL", ecs.endpoint().toString(),
                  "AWS_ENDPOINT_URL_S3", s3.endpoint().toString(),
                  "AWS_ENDPOINT_URL_DYNAMODB", dynamoDb.endpoint().toString(),
                  "AWS_ACCESS_KEY_ID", CREDENTIALS.accessKeyId(),
                  "AWS_SECRET_ACCESS_KEY", CREDENTIALS.secretAccessKey(),
                  "AWS_REGION", "us-east-1",
                  "INVENTORY_BUCKET", "inventory-bucket",
                  "INVENTORY_TABLE", "inventory-table"));
    }
    JsonNode log =
        only(lines.stream().filter(line -> line.has("task_set_count")).toList(), "message");
    assertTrue(
        log.get("message").textValue().matches("snapshot \\S+ is COMPLETE: .*"), log.toString());
    assertEquals("INFO", log.get("level").textValue());
    assertEquals("4", log.get("task_set_count").asText());
    List<JsonNode> runs = lines.stream().filter(line -> line.has("_aws")).toList();
    assertEquals(2, runs.size(), lines::toString);
    JsonNode metrics = runs.getFirst();
    JsonNode directive = metrics.at("/_aws/CloudWatchMetrics/0");
    assertEquals("EcsInventory", directive.get("Namespace").textValue());
    assertEquals("ecs-inventory", metrics.get("service").textValue());
    assertEquals("[[\"service\"]]", directive.get("Dimensions").toString());
    assertEquals(1, metrics.get("Snapshots").intValue());
    assertEquals(1, metrics.get("CompleteSnapshots").intValue());
    assertEquals(4, metrics.get("TaskSets").intValue());
    assertEquals(1, metrics.get("AccountsRead").intValue());
    assertEquals(1, metrics.get("RegionsRead").intValue());
    assertEquals(0, metrics.get("ReadFailures").intValue());
    assertEquals(0, metrics.get("ThrottledCalls").intValue());
    assertEquals(6, metrics.get("ApiCalls").intValue());
    assertTrue(metrics.get("Duration").intValue() > 0);
    assertTrue(metrics.has("NewestCompleteAge"));
    assertEquals(
        Set.of("_aws", "service", "Duration", "NewestCompleteAge"),
        names(runs.getLast()),
        "the same event again counts nothing twice");
  }

  private static Set<String> names(JsonNode metrics) {
    Set<String> names = new HashSet<>();
    metrics.fieldNames().forEachRemaining(names::add);
    names.removeAll(Set.of("executionEnvironment", "function_request_id", "FunctionName"));
    return names;
  }

  private static JsonNode only(List<JsonNode> lines, String key) {
    List<JsonNode> having = lines.stream().filter(line -> line.has(key)).toList();
    assertEquals(1, having.size(), lines::toString);
    return having.getFirst();
  }

  private List<JsonNode> run(Map<String, String> environment)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            withoutTheCommandLine(System.getProperty("java.class.path")),
            "--sun-misc-unsafe-memory-access=allow",
            // The logging configuration of the function instead of that of the tests.
            "-Dlogback.configurationFile=logback.xml",
            HandlerTest.class.getName());
    builder.environment().putAll(environment);
    Path error = directory.resolve("error.txt");
    Process process = builder.redirectError(error.toFile()).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), Files.readString(error));
    List<JsonNode> lines = new ArrayList<>();
    for (String line : output.lines().toList()) {
      lines.add(new JsonMapper().readTree(line));
    }
    return lines;
  }

  /** The class path without the command line, which has another logging configuration. */
  private static String withoutTheCommandLine(String classPath) {
    return String.join(
        ":",
        List.of(classPath.split(":")).stream()
            .filter(entry -> !entry.endsWith("/cli/target/classes"))
            .toList());
  }

  /** The main method of the separate process. */
  public static void main(String[] arguments) throws IOException {
    InventoryHandler handler = new InventoryHandler();
    String event = "{\"time\":\"%s\"}".formatted(Instant.now().truncatedTo(ChronoUnit.SECONDS));
    for (int delivery = 1; delivery <= 2; delivery++) {
      handler.handleRequest(
          new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)),
          new ByteArrayOutputStream(),
          null);
    }
  }
}
