package dev.ecsinventory.infra.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ecsinventory.aws.S3ObjectStore;
import dev.ecsinventory.infra.LocalTool;
import dev.ecsinventory.schema.ObjectKeys;
import dev.ecsinventory.simulator.EcsSimulator;
import dev.ecsinventory.simulator.fleet.Fleet;
import dev.ecsinventory.simulator.protocol.SimulatorOptions;
import dev.ecsinventory.simulator.runtime.FunctionProcess;
import dev.ecsinventory.verify.Conservation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * An inventory from its upgrade to its removal, as {@code docs/operations.md} describes it, in
 * moto. It begins with a bucket of version 0.1.0. Before and after each step, the conservation
 * check finds nothing.
 */
class LifecycleTest {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final Path EARLIER =
      Path.of("..", "lambda", "src", "test", "resources", "bucket-0.1.0");
  private static final String OWN = MotoServer.ACCOUNT;
  private static final String OTHER = "210987654321";

  @TempDir private Path directory;
  private MotoServer moto;
  private CdkDeployment deployment;
  private EcsSimulator ecs;
  private FunctionProcess process;
  private String bucket;

  @BeforeEach
  void start() throws Exception {
    assumeTrue(
        LocalTool.pythonHas("moto.server"),
        "SKIPPED: python3 has no moto server, so nothing is deployed into it");
    assumeTrue(
        Files.isRegularFile(CdkDeployment.ARCHIVE),
        "SKIPPED: " + CdkDeployment.ARCHIVE + " is built by package");
    assumeTrue(CdkCommand.isAvailable(), "SKIPPED: npx cannot run aws-cdk here");
    moto = MotoServer.start(directory.resolve("moto.log"));
    deployment = new CdkDeployment(moto, directory);
    JsonNode fleet = MAPPER.readTree(Path.of("..", "simulator", "samples", "fleet.json").toFile());
    ecs = EcsSimulator.start(Fleet.of(fleet), SimulatorOptions.DEFAULTS);
  }

  @AfterEach
  void stop() throws InterruptedException {
    if (moto != null) {
      ecs.close();
      moto.stop();
    }
  }

  @Test
  void staysConsistentFromTheUpgradeToTheRemoval() throws Exception {
    String first = policy("config-required-tags.json");
    deployment.bootstrap(first);
    bucket = deployment.deploy(first).at("/EcsInventoryStorage/BucketName").asText();
    process =
        DeployedFunction.of(
            deployment.code(deployment.function()),
            Files.createDirectory(directory.resolve("task")));
    putEarlierObjects();
    assertConserved();

    // Upgrade: the deployment indexes the snapshots of the earlier version.
    Map<String, String> firstVersion = stage();
    assertEquals(List.of(OWN + "/us-east-1"), read(firstVersion, "16T06"));
    String firstPolicy = policyOf("20260116T060000Z");

    // A changed policy, an account and a Region more.
    String second =
        policy("demo.json")
            + """
            regions: [us-east-1, eu-central-1]
            accounts: ["210987654321"]
            externalId: secret
            """;
    deployment.deploy(second);
    Map<String, String> secondVersion = stage();
    assertEquals(
        List.of(
            OWN + "/eu-central-1",
            OWN + "/us-east-1",
            OTHER + "/eu-central-1",
            OTHER + "/us-east-1"),
        read(secondVersion, "16T07"));
    assertNotEquals(firstPolicy, policyOf("20260116T070000Z"));

    // Another key.
    String third = second + "kmsKey: arn:aws:kms:us-east-1:%s:key/%s\n".formatted(OWN, "1234-abcd");
    deployment.deploy(third);
    assertEquals(4, read(stage(), "16T08").size());

    // A deployment without the account and the Region stops, and changes nothing.
    String rejection = deployment.rejection(first);
    assertTrue(
        rejection.contains(
            "accounts: the deployed stack reads 210987654321, these settings do not"),
        rejection);
    assertTrue(
        rejection.contains("regions: the deployed stack reads eu-central-1, these settings do not"),
        rejection);
    assertEquals(4, read(deployment.environment(deployment.function()), "16T09").size());

    // Rollback to the first version, with its policy.
    assertEquals(List.of(OWN + "/us-east-1"), read(firstVersion, "16T10"));
    assertEquals(firstPolicy, policyOf("20260116T100000Z"));

    deployment.uninstall();
    assertTrue(moto.lambda("/").path("Functions").isEmpty());
    assertConserved();
    assertFalse(keys("inventory/manifests/dt=2026-01-16/").isEmpty());
  }

  private static String policy(String file) {
    return "tagPolicy: %s\n"
        .formatted(Path.of("..", "policies", file).toAbsolutePath().normalize());
  }

  /** Runs the index stage of the deployed version, and returns its environment. */
  private Map<String, String> stage() throws Exception {
    Map<String, String> environment = deployment.environment(deployment.function());
    invoke(environment, deployment.indexStage());
    assertConserved();
    return environment;
  }

  /** The accounts and Regions of a snapshot that a version takes. */
  private List<String> read(Map<String, String> version, String dayAndHour) throws Exception {
    JsonNode summary = invoke(version, deployment.scheduledEvent(dayAndHour));
    assertEquals("COMPLETE", summary.path("status").asText(), summary.toString());
    assertConserved();
    return StreamSupport.stream(summary.path("listed_places").spliterator(), false)
        .map(JsonNode::asText)
        .sorted()
        .toList();
  }

  private JsonNode invoke(Map<String, String> version, String event) throws Exception {
    version.put("AWS_ENDPOINT_URL_ECS", ecs.endpoint().toString());
    version.put("AWS_ENDPOINT_URL_STS", ecs.endpoint().toString());
    String handler = "dev.ecsinventory.handler.InventoryHandler::handleRequest";
    return MAPPER.readTree(process.invoke(handler, event, version).response());
  }

  private String policyOf(String snapshot) {
    try (S3Client s3 = deployment.s3()) {
      String manifest =
          s3.getObjectAsBytes(
                  get ->
                      get.bucket(bucket)
                          .key("inventory/manifests/dt=2026-01-16/" + snapshot + ".json"))
              .asUtf8String();
      return Pattern.compile("inventory/policies/[0-9a-f]{64}[.]json")
          .matcher(manifest)
          .results()
          .map(MatchResult::group)
          .findFirst()
          .orElseThrow(() -> new AssertionError(manifest));
    }
  }

  private void assertConserved() {
    try (S3Client s3 = deployment.s3()) {
      assertEquals(
          List.of(),
          Conservation.check(new S3ObjectStore(s3, bucket), new ObjectKeys("inventory/"))
              .findings());
    }
  }

  private void putEarlierObjects() throws IOException {
    try (S3Client s3 = deployment.s3();
        Stream<Path> files = Files.walk(EARLIER.resolve("inventory"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String key = EARLIER.relativize(file).toString().replace('\\', '/');
        s3.putObject(put -> put.bucket(bucket).key(key), RequestBody.fromFile(file));
      }
    }
  }

  private TreeSet<String> keys(String prefix) {
    TreeSet<String> keys = new TreeSet<>();
    try (S3Client s3 = deployment.s3()) {
      s3.listObjectsV2Paginator(list -> list.bucket(bucket).prefix(prefix))
          .contents()
          .forEach(object -> keys.add(object.key()));
    }
    return keys;
  }
}
