package dev.ecsinventory.cli.exporter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ecsinventory.aws.PatientHttp;
import dev.ecsinventory.cli.Main;
import dev.ecsinventory.normalize.ApiShape;
import dev.ecsinventory.schema.TaskSets;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** The command line in separate processes with a moto server that a Python program fills. */
@Execution(ExecutionMode.CONCURRENT)
class MotoTest {
  private static final String PLAIN = "plain-inventory";
  private static final String EVALUATED = "evaluated-inventory";
  private static final String ABSENT = "absent-inventory";

  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  @TempDir private static Path shared;
  private static Process moto;
  private static URI endpoint;

  /** The response that boto3 received for every task set. */
  private static JsonNode described;

  @TempDir Path directory;

  @BeforeAll
  static void startAndFillMoto() throws IOException, InterruptedException {
    assumeTrue(
        pythonHasMotoAndBoto3(),
        "SKIPPED: python3 has no moto server or no boto3, so nothing is compared with moto");
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    endpoint = URI.create("http://localhost:" + port);
    moto =
        new ProcessBuilder("python3", "-m", "moto.server", "-p", String.valueOf(port))
            .redirectErrorStream(true)
            .redirectOutput(shared.resolve("moto.log").toFile())
            .start();
    awaitPort(port);
    Path script = shared.resolve("fill_moto.py");
    try (InputStream resource = MotoTest.class.getResourceAsStream("fill_moto.py")) {
      Files.copy(resource, script);
    }
    described =
        MAPPER.readTree(
            run(shared, 0, Map.of(), List.of("python3", script.toString(), PLAIN, EVALUATED)));
    assertTrue(described.size() > 10, "only " + described.size() + " task sets");
  }

  @AfterAll
  static void stopMoto() throws InterruptedException {
    if (moto != null) {
      moto.destroy();
      moto.waitFor();
    }
  }

  @Test
  void exportsEveryTaskSetAsBoto3DescribesIt() throws IOException, InterruptedException {
    Map<String, ObjectNode> responses = new HashMap<>();
    for (JsonNode response : described) {
      responses.put(
          response.get("taskSetArn").textValue(),
          ApiShape.canonical(TaskSets.DATASET, response.deepCopy()));
    }

    String summary = invoke(0, PLAIN, Map.of());

    JsonNode row = MAPPER.readTree(summary);
    assertEquals("COMPLETE", row.get("status").textValue());
    assertEquals(responses.size(), row.get("task_set_count").intValue());
    for (JsonNode line : lines(PLAIN, "task_sets")) {
      assertEquals(
          responses.remove(line.get("task_set_arn").textValue()),
          ApiShape.of(TaskSets.DATASET, line));
    }
    assertEquals(Map.of(), responses);
    assertEquals(summary, invoke(0, PLAIN, Map.of()), "a replay answers the same");
  }

  /** Every task set of the fleet lacks the tag, and uses the one task definition that has it. */
  @Test
  void findsTheMissingTagOnTheTaskDefinition() throws IOException, InterruptedException {
    Path policy =
        Files.writeString(directory.resolve("policy.json"), "{\"tag1Key\":\"CostCenter\"}");

    invoke(0, EVALUATED, Map.of("TAG_POLICY", "file:" + policy));

    List<JsonNode> violations = lines(EVALUATED, "tag_violations");
    assertTrue(violations.size() > 10, "only " + violations.size() + " violations");
    for (JsonNode violation : violations) {
      assertEquals("[\"TASK_DEFINITION\"]", violation.get("found_on").toString());
      assertEquals("[]", violation.get("not_known_on").toString());
    }
    assertEquals(1, lines(EVALUATED, "task_definitions").size());
  }

  @Test
  void reportsAMissingBucketAndTable() throws IOException, InterruptedException {
    invoke(2, ABSENT, Map.of());
    String message = Files.readString(directory.resolve("error.txt"));
    assertTrue(message.contains("INVENTORY_BUCKET: \"" + ABSENT + "\""), message);
    assertTrue(message.contains("INVENTORY_TABLE: \"" + ABSENT + "\""), message);
  }

  /** Exports to the bucket and the table of this name; returns standard output. */
  private String invoke(int exitCode, String destination, Map<String, String> settings)
      throws IOException, InterruptedException {
    Map<String, String> environment = new HashMap<>(settings);
    environment.put("INVENTORY_BUCKET", destination);
    environment.put("INVENTORY_TABLE", destination);
    return run(directory, exitCode, environment, command("../events/scheduled.json"));
  }

  private static List<String> command(String event) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:TieredStopAtLevel=1",
        "--enable-native-access=ALL-UNNAMED",
        "--sun-misc-unsafe-memory-access=allow",
        "-cp",
        System.getProperty("java.class.path"),
        Main.class.getName(),
        "invoke",
        "--backfill",
        event);
  }

  /** Runs a program with these environment variables only; returns standard output. */
  private static String run(
      Path directory, int exitCode, Map<String, String> settings, List<String> command)
      throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder
        .environment()
        .putAll(
            Map.of(
                "AWS_ENDPOINT_URL", endpoint.toString(),
                "AWS_ACCESS_KEY_ID", "testing",
                "AWS_SECRET_ACCESS_KEY", "testing",
                "AWS_REGION", "us-east-1",
                "AWS_DEFAULT_REGION", "us-east-1"));
    builder.environment().putAll(settings);
    Path error = directory.resolve("error.txt");
    Process process = builder.redirectError(error.toFile()).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(exitCode, process.waitFor(), Files.readString(error));
    return output.strip();
  }

  private static List<JsonNode> lines(String bucket, String dataset) {
    try (S3Client s3 =
        S3Client.builder()
            .endpointOverride(endpoint)
            .forcePathStyle(true)
            .region(Region.US_EAST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("testing", "testing")))
            .httpClient(PatientHttp.client())
            .build()) {
      return s3
          .listObjectsV2(list -> list.bucket(bucket).prefix("inventory/json/" + dataset + "/"))
          .contents()
          .stream()
          .map(object -> s3.getObjectAsBytes(get -> get.bucket(bucket).key(object.key())))
          .flatMap(object -> lines(object.asByteArray()).stream())
          .toList();
    }
  }

  private static List<JsonNode> lines(byte[] gzip) {
    try (GZIPInputStream text = new GZIPInputStream(new ByteArrayInputStream(gzip))) {
      return new String(text.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(MotoTest::parse)
          .toList();
    } catch (IOException malformed) {
      throw new UncheckedIOException(malformed);
    }
  }

  private static JsonNode parse(String line) {
    try {
      return MAPPER.readTree(line);
    } catch (IOException malformed) {
      throw new UncheckedIOException(malformed);
    }
  }

  /** Finds the modules without loading them, because loading takes longer than most tests. */
  private static boolean pythonHasMotoAndBoto3() {
    String search =
        "from importlib.util import find_spec as found;"
            + "exit(not all(map(found, ['moto.server', 'flask', 'boto3'])))";
    try {
      return new ProcessBuilder("python3", "-c", search)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException noPython) {
      return false;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static void awaitPort(int port) throws InterruptedException {
    while (moto.isAlive()) {
      try (Socket open = new Socket("localhost", port)) {
        assertTrue(open.isConnected());
        return;
      } catch (IOException closed) {
        Thread.sleep(100);
      }
    }
    throw new AssertionError("moto ended before it listened at port " + port);
  }
}
