package dev.ecsinventory.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ecsinventory.pipeline.Exporter;
import dev.ecsinventory.simulator.fault.Fault;
import dev.ecsinventory.simulator.fault.FaultRule;
import dev.ecsinventory.simulator.fleet.Fleet;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStreamReader;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.DescribeTaskDefinitionResponse;
import software.amazon.awssdk.services.ecs.model.EcsException;
import software.amazon.awssdk.services.ecs.model.Tag;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionField;

/** {@code serve} and {@code describe-task-sets} with the snapshots of two accounts. */
class PastCommandsTest {
  private static final Instant NOW = Instant.parse("2026-01-15T09:12:00Z");
  private static final String OWN = "123456789012";
  private static final String OTHER = "210987654321";
  private static final String DENIED = "arn:aws:ecs:us-east-1:123456789012:service/prod/denied";

  @TempDir private static Path taken;

  @BeforeAll
  static void takeSnapshots() {
    try (Exporter exporter =
        Exporter.of(fleet("one"), taken)
            .set("INVENTORY_ROLES", "arn:aws:iam::210987654321:role/inventory")
            .set("TAG_POLICY", "classpath:policies/owner.json")) {
      exporter.run("{\"time\":\"2026-01-14T06:00:00Z\",\"detail\":{}}");
      exporter.simulator().fleet(fleet("two"));
      exporter.faults(FaultRule.of(new Fault.AccessDenied()).touching(DENIED));
      exporter.run("{\"time\":\"2026-01-15T06:00:00Z\",\"detail\":{}}");
      exporter.run("{\"time\":\"2026-01-15T07:00:00Z\",\"detail\":{\"clusters\":[\"no\"]}}");
    }
  }

  private static Fleet fleet(String team) {
    return Fleet.parse(
        "{\"accounts\": [%s, %s]}".formatted(account(OWN, team), account(OTHER, "other")));
  }

  private static String account(String id, String team) {
    return """
    {"id": "%s", "regions": [{"name": "us-east-1", "clusters": [
      {"clusterName": "no"},
      {"clusterName": "prod", "services": [
        {"serviceName": "denied", "deploymentController": {"type": "EXTERNAL"},
         "taskSets": [{"id": "ecs-svc/9"}]},
        {"serviceName": "web", "deploymentController": {"type": "EXTERNAL"},
         "taskSets": [{"id": "ecs-svc/1", "tags": [{"key": "Team", "value": "%s"}]}]}]}],
     "taskDefinitions": [{"family": "web", "revision": 1,
       "tags": [{"key": "Owner", "value": "web"}]}]}]}
    """
        .formatted(id, team);
  }

  @Test
  void servesTheNewestFullSnapshotAndNamesItInEveryResponse() throws Exception {
    try (Serving serving = Serving.start();
        EcsClient ecs = serving.client(OWN)) {
      SdkResponse response =
          ecs.describeTaskSets(ask -> ask.cluster("prod").service("web").taskSets("ecs-svc/1"));
      Map<String, List<String>> headers = response.sdkHttpResponse().headers();

      assertEquals(List.of("20260115T060000Z"), headers.get("x-ecs-inventory-snapshot"));
      assertEquals(List.of("2026-01-15T06:00:00Z"), headers.get("x-ecs-inventory-snapshot-time"));
      assertEquals(List.of("11520"), headers.get("x-ecs-inventory-age-seconds"));
      assertEquals(0, serving.interrupt());
      assertTrue(
          serving.err().contains("serving snapshot 20260115T060000Z, 3 h 12 min before"),
          serving.err());
      serving.err().lines().forEach(line -> assertTrue(line.length() <= 80, line));
    }
  }

  @Test
  void determinesTheAccountFromTheAccessKeyIdOrTheOption() throws Exception {
    try (Serving serving = Serving.start("--account", OTHER)) {
      assertEquals("two", team(serving, OWN));
      assertEquals("other", team(serving, OTHER));
      assertEquals("other", team(serving, "AKIDEXAMPLE"));
    }
    try (Serving serving = Serving.start();
        EcsClient ecs = serving.client("AKIDEXAMPLE")) {
      assertError("ClientException", "several accounts", ecs::listClusters);
    }
  }

  private static String team(Serving serving, String accessKeyId) {
    try (EcsClient ecs = serving.client(accessKeyId)) {
      return ecs.describeTaskSets(
              ask ->
                  ask.cluster("prod")
                      .service("web")
                      .taskSets("ecs-svc/1")
                      .includeWithStrings("TAGS"))
          .taskSets()
          .getFirst()
          .tags()
          .getFirst()
          .value();
    }
  }

  @Test
  void respondsWithErrorsInsteadOfInventingAnything() throws Exception {
    try (Serving serving = Serving.start();
        EcsClient ecs = serving.client(OWN);
        EcsClient elsewhere = serving.client("999999999999")) {
      assertError(
          "AccessDeniedException",
          "The past cannot be changed",
          () -> ecs.deleteCluster(ask -> ask.cluster("prod")));
      assertError("UnsupportedFeatureException", "ListTasks is not", ecs::listTasks);
      assertError("ClientException", "210987654321 in us-east-1", elsewhere::listClusters);
      assertError(
          "AccessDeniedException",
          DENIED,
          () -> ecs.describeServices(ask -> ask.cluster("prod").services("denied")));
      assertError(
          "ClusterNotFoundException",
          "Cluster not found",
          () -> ecs.listServices(ask -> ask.cluster("none")));
      assertError(
          "InvalidParameterException",
          "TaskSets cannot be empty",
          () -> ecs.describeTaskSets(ask -> ask.cluster("prod").service("web")));
      assertError(
          "ClientException",
          "was not read",
          () -> ecs.describeTaskDefinition(ask -> ask.taskDefinition("web:2")));
    }
  }

  private static void assertError(String code, String message, Runnable call) {
    try {
      call.run();
    } catch (EcsException error) {
      assertEquals(code, error.awsErrorDetails().errorCode());
      assertTrue(error.getMessage().contains(message), error.getMessage());
      return;
    } catch (AwsServiceException other) {
      throw new AssertionError(other);
    }
    throw new AssertionError("no error " + code);
  }

  @Test
  void describesTheTaskDefinitionsThatWereRead() throws Exception {
    try (Serving serving = Serving.start();
        EcsClient ecs = serving.client(OWN)) {
      DescribeTaskDefinitionResponse response =
          ecs.describeTaskDefinition(
              ask -> ask.taskDefinition("web:1").include(TaskDefinitionField.TAGS));

      assertEquals("web", response.taskDefinition().family());
      assertEquals(1, response.taskDefinition().revision());
      assertEquals(List.of(Tag.builder().key("Owner").value("web").build()), response.tags());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--as-of 2026-01-13T00:00:00Z | no full snapshot at or before 2026-01-13T00:00:00Z",
        "--max-age 3h | --max-age: the newest full snapshot",
        "--as-of yesterday | \"yesterday\" is no time",
        "--max-age 3 | \"3\" is no duration",
        "--port 70000 | 70000 is no port"
      })
  void rejectsOptionsThatCannotBeUsed(String options, String message) {
    List<String> arguments = new ArrayList<>(List.of("serve", "--from", taken.toString()));
    arguments.addAll(List.of(options.split(" ")));
    CommandLineRun run = CommandLineRun.at(NOW, Map.of(), arguments.toArray(String[]::new));

    assertEquals(2, run.exitCode(), run.err());
    assertTrue(run.err().replaceAll("\\s+", " ").contains(message), run.err());
  }

  @Test
  void describeTaskSetsPrintsTheResponseOfTheApi() throws Exception {
    CommandLineRun old = describe("--as-of", "2026-01-14T23:00:00Z", "--include", "TAGS");
    CommandLineRun now = describe("--task-sets", "ecs-svc/1", "ecs-svc/7", "--include", "TAGS");

    assertEquals(0, old.exitCode(), old.err());
    assertEquals("one", tag(old));
    assertEquals(0, now.exitCode(), now.err());
    assertEquals("two", tag(now));
    JsonNode failure = new JsonMapper().readTree(now.out()).path("failures").path(0);
    assertEquals("MISSING", failure.path("reason").textValue());
    assertFalse(describe().out().contains("\"tags\""));
  }

  private static String tag(CommandLineRun run) throws Exception {
    return new JsonMapper().readTree(run.out()).at("/taskSets/0/tags/0/value").textValue();
  }

  @Test
  void describeTaskSetsReportsReadFailures() {
    CommandLineRun denied =
        CommandLineRun.at(
            NOW,
            Map.of("AWS_REGION", "us-east-1"),
            "describe-task-sets",
            "--from",
            taken.toString(),
            "--account",
            OWN,
            "--cluster",
            "prod",
            "--service",
            "denied");
    CommandLineRun none = describe("--account", "999999999999");

    assertEquals(3, denied.exitCode(), denied.err());
    assertTrue(denied.err().contains("(AccessDeniedException)"), denied.err());
    assertEquals("", denied.out());
    assertEquals(2, none.exitCode(), none.err());
    assertTrue(none.err().contains("is not in snapshot 20260115T060000Z"), none.err());
  }

  private static CommandLineRun describe(String... options) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "describe-task-sets",
                "--from",
                taken.toString(),
                "--region",
                "us-east-1",
                "--cluster",
                "prod",
                "--service",
                "web"));
    if (!List.of(options).contains("--account")) {
      arguments.addAll(List.of("--account", OWN));
    }
    arguments.addAll(List.of(options));
    return CommandLineRun.at(NOW, Map.of(), arguments.toArray(String[]::new));
  }

  /** A run of {@code serve} in a separate thread. */
  private static final class Serving implements AutoCloseable {
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final FutureTask<Integer> run;
    private final Thread thread;
    private final URI endpoint;

    private Serving(String... options) throws Exception {
      List<String> arguments = new ArrayList<>(List.of("serve", "--from", taken.toString()));
      arguments.addAll(List.of(options));
      PipedInputStream printed = new PipedInputStream();
      Surroundings surroundings =
          new Surroundings(
              new ByteArrayInputStream(new byte[0]),
              new PrintStream(new PipedOutputStream(printed), true, StandardCharsets.UTF_8),
              new PrintStream(err, true, StandardCharsets.UTF_8),
              false,
              Map.of(),
              CommandLineRun.projectHome(),
              Clock.fixed(NOW, ZoneOffset.UTC));
      run = new FutureTask<>(() -> Main.run(surroundings, arguments.toArray(String[]::new)));
      thread = Thread.ofPlatform().daemon().start(run);
      BufferedReader lines =
          new BufferedReader(new InputStreamReader(printed, StandardCharsets.UTF_8));
      endpoint = URI.create(lines.readLine());
    }

    static Serving start(String... options) throws Exception {
      return new Serving(options);
    }

    EcsClient client(String accessKeyId) {
      return EcsClient.builder()
          .endpointOverride(endpoint)
          .region(Region.US_EAST_1)
          .credentialsProvider(
              StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKeyId, "secret")))
          .httpClient(UrlConnectionHttpClient.create())
          .build();
    }

    int interrupt() throws Exception {
      thread.interrupt();
      return run.get();
    }

    String err() {
      return err.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
      thread.interrupt();
    }
  }
}
