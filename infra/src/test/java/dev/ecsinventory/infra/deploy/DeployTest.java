package dev.ecsinventory.infra.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ecsinventory.infra.LocalTool;
import dev.ecsinventory.infra.PatientHttp;
import dev.ecsinventory.infra.TemplateTexts;
import dev.ecsinventory.infra.access.ExporterRole;
import dev.ecsinventory.schema.TableLayout;
import dev.ecsinventory.simulator.EcsSimulator;
import dev.ecsinventory.simulator.fleet.Fleet;
import dev.ecsinventory.simulator.protocol.SimulatorOptions;
import dev.ecsinventory.simulator.runtime.FunctionProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Runs {@code cdk bootstrap} and {@code cdk deploy} against moto, and then the deployed function
 * with the schedule's input in Lambda's runtime client. The function makes exactly the calls that
 * the deployed policy allows.
 */
class DeployTest {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final Path ARCHIVE = Path.of("..", "lambda", "target", "lambda.zip");
  private static final StaticCredentialsProvider CREDENTIALS =
      StaticCredentialsProvider.create(AwsBasicCredentials.create("testing", "testing"));

  private static final String SERVICES = "/accounts/0/regions/0/clusters/0/services";

  @TempDir private Path directory;
  private MotoServer moto;
  private Path assembly;

  @BeforeEach
  void startMoto() throws Exception {
    assumeTrue(
        LocalTool.pythonHas("moto.server"),
        "SKIPPED: python3 has no moto server, so nothing is deployed into it");
    assumeTrue(Files.isRegularFile(ARCHIVE), "SKIPPED: " + ARCHIVE + " is built by package");
    assumeTrue(CdkCommand.isAvailable(), "SKIPPED: npx cannot run aws-cdk here");
    moto = MotoServer.start(directory.resolve("moto.log"));
    assembly = directory.resolve("cdk.out");
  }

  @AfterEach
  void stopMoto() throws InterruptedException {
    if (moto != null) {
      moto.stop();
    }
  }

  @Test
  void runsTheDeployedFunctionOnTheSchedulesInput() throws Exception {
    JsonNode outputs = deploy();
    JsonNode function = deployedFunction();
    FunctionProcess process =
        DeployedFunction.of(
            deployedCode(function), Files.createDirectory(directory.resolve("task")));

    JsonNode summary;
    Path record = directory.resolve("calls.txt");
    try (EcsSimulator ecs = EcsSimulator.start(Fleet.of(fleet()), SimulatorOptions.DEFAULTS)) {
      Map<String, String> environment = new HashMap<>(moto.environment());
      environment.putAll(deployedEnvironment(function));
      environment.put("AWS_ENDPOINT_URL_ECS", ecs.endpoint().toString());
      environment.put("AWS_ENDPOINT_URL_STS", ecs.endpoint().toString());
      environment.put(CallRecorder.RECORD, record.toString());
      String handler = function.at("/Configuration/Handler").asText();
      summary =
          MAPPER.readTree(process.invoke(handler, scheduledEvent("15T06"), environment).response());
      replaceADigestByTheEarlierLayout(outputs.at("/EcsInventoryStorage/TableName").asText());
      // An hour later, a service and a task set are deleted, and another task set is compliant.
      JsonNode later = fleet();
      tag(later.at(SERVICES + "/0/taskSets/0"), "CostCenter", "100", "Owner", "shop");
      ((ArrayNode) later.at(SERVICES)).remove(1);
      ((ArrayNode) later.at(SERVICES + "/0/taskSets")).remove(1);
      ecs.fleet(Fleet.of(later));
      process.invoke(handler, scheduledEvent("15T07"), environment);
      // The snapshot of the next day closes this day.
      process.invoke(handler, scheduledEvent("16T06"), environment);
      JsonNode index =
          MAPPER.readTree(process.invoke(handler, "{\"stage\":\"index\"}", environment).response());
      assertEquals("{\"days\":2,\"repaired\":0}", index.toString());
    }

    assertEquals(allowedCalls(), recordedCalls(record));
    assertEquals("20260115T060000Z", summary.path("snapshot_id").asText());
    assertTrue(summary.path("task_set_count").asInt() > 0, summary.toString());
    assertSnapshotInBucket(outputs.at("/EcsInventoryStorage/BucketName").asText());
    assertSnapshotInTable(outputs.at("/EcsInventoryStorage/TableName").asText(), summary);
  }

  /**
   * Replaces a digest by one of the layout of an earlier version, whose digests have no task sets.
   */
  private void replaceADigestByTheEarlierLayout(String table) {
    try (DynamoDbClient client = dynamoDb()) {
      Map<String, AttributeValue> digest =
          client.scan(scan -> scan.tableName(table)).items().stream()
              .filter(item -> item.get("pk").s().startsWith(TableLayout.MEMBERS_PREFIX + "arn:"))
              .findFirst()
              .orElseThrow();
      Map<String, AttributeValue> key = Map.of("pk", digest.get("pk"), "sk", digest.get("sk"));
      client.deleteItem(delete -> delete.tableName(table).key(key));
      String arn =
          digest
                  .get("pk")
                  .s()
                  .substring(TableLayout.MEMBERS_PREFIX.length())
                  .replace(":cluster/", ":service/")
              + "/"
              + digest.get("sk").s();
      Map<String, AttributeValue> earlier = new HashMap<>(key);
      earlier.put("sk", AttributeValue.fromS(arn));
      earlier.put("state_hash", AttributeValue.fromS("0123456789abcdef"));
      client.putItem(put -> put.tableName(table).item(earlier));
    }
  }

  private static void tag(JsonNode taskSet, String... keysAndValues) {
    ArrayNode tags = ((ObjectNode) taskSet).putArray("tags");
    for (int index = 0; index < keysAndValues.length; index += 2) {
      tags.addObject().put("key", keysAndValues[index]).put("value", keysAndValues[index + 1]);
    }
  }

  private static JsonNode fleet() throws IOException {
    return MAPPER.readTree(Path.of("..", "simulator", "samples", "fleet.json").toFile());
  }

  private JsonNode deploy() throws Exception {
    CdkCommand cdk = new CdkCommand(moto.environment());
    cdk.run(
        "synth",
        "--quiet",
        "--output",
        assembly.toString(),
        "--context",
        "tagPolicy=policies/config-required-tags.json",
        "--context",
        "memberRoles=arn:aws:iam::210987654321:role/EcsInventoryReader",
        "--context",
        "externalId=secret");
    removeTheIndexStage();
    String account = "aws://" + MotoServer.ACCOUNT + "/" + MotoServer.REGION;
    cdk.run("bootstrap", "--app", assembly.toString(), account);
    Path outputs = directory.resolve("outputs.json");
    // The direct method, because after a change set the CDK calls UpdateTerminationProtection,
    // which moto does not implement, and moto loses the exports of a stack that a change set
    // created.
    cdk.run(
        "deploy",
        "--all",
        "--app",
        assembly.toString(),
        "--require-approval",
        "never",
        "--method",
        "direct",
        "--outputs-file",
        outputs.toString());
    return MAPPER.readTree(outputs.toFile());
  }

  /**
   * Removes the index stage: moto runs no function, so the custom resource would never get a
   * response. The test invokes the stage itself.
   */
  private void removeTheIndexStage() throws IOException {
    Path file = assembly.resolve("EcsInventoryExporter.template.json");
    ObjectNode template = (ObjectNode) MAPPER.readTree(file.toFile());
    ObjectNode resources = (ObjectNode) template.path("Resources");
    String stage =
        resources.properties().stream()
            .filter(entry -> entry.getValue().path("Type").asText().equals("Custom::DayIndexes"))
            .map(Map.Entry::getKey)
            .findFirst()
            .orElseThrow();
    resources.remove(stage);
    for (JsonNode resource : resources) {
      if (resource.path("DependsOn") instanceof ArrayNode dependencies) {
        for (int index = dependencies.size() - 1; index >= 0; index--) {
          if (dependencies.get(index).asText().equals(stage)) {
            dependencies.remove(index);
          }
        }
      }
    }
    MAPPER.writeValue(file.toFile(), template);
  }

  private JsonNode deployedFunction() throws Exception {
    JsonNode functions = moto.lambda("/").path("Functions");
    assertEquals(1, functions.size(), functions.toString());
    return moto.lambda("/" + functions.get(0).path("FunctionName").asText());
  }

  /**
   * The archive of the function. moto returns only its hash, so the archive comes from the assets
   * bucket.
   */
  private byte[] deployedCode(JsonNode function) throws Exception {
    String bucket = "cdk-hnb659fds-assets-" + MotoServer.ACCOUNT + "-" + MotoServer.REGION;
    String key = exporter().at("/Code/S3Key").asText();
    try (S3Client s3 = s3()) {
      byte[] code = s3.getObjectAsBytes(get -> get.bucket(bucket).key(key)).asByteArray();
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(code);
      assertEquals(
          function.at("/Configuration/CodeSha256").asText(),
          Base64.getEncoder().encodeToString(hash));
      return code;
    }
  }

  private static Map<String, String> deployedEnvironment(JsonNode function) {
    Map<String, String> environment = new HashMap<>();
    function
        .at("/Configuration/Environment/Variables")
        .properties()
        .forEach(variable -> environment.put(variable.getKey(), variable.getValue().asText()));
    assertTrue(environment.containsKey("INVENTORY_BUCKET"), environment.toString());
    return environment;
  }

  /** The input of the schedule, with the values that EventBridge Scheduler inserts. */
  private String scheduledEvent(String dayAndHour) throws Exception {
    return TemplateTexts.of(resource("AWS::Scheduler::Schedule").at("/Target/Input"))
        .replace("${AWS::AccountId}", MotoServer.ACCOUNT)
        .replace("${AWS::Region}", MotoServer.REGION)
        .replace("<aws.scheduler.scheduled-time>", "2026-01-%s:00:00Z".formatted(dayAndHour))
        .replace("<aws.scheduler.execution-id>", "e9c4b3b0-1111-2222-3333-444455556666")
        .replace(
            "<aws.scheduler.schedule-arn>",
            "arn:aws:scheduler:us-east-1:123456789012:schedule/default/inventory");
  }

  /** The actions that the policy of the function allows. */
  private Set<String> allowedCalls() throws Exception {
    Set<String> calls = new TreeSet<>();
    for (JsonNode role : resources("AWS::IAM::Role")) {
      for (JsonNode policy : role.path("Policies")) {
        if (policy.path("PolicyName").asText().equals(ExporterRole.FUNCTION_POLICY)) {
          policy.at("/PolicyDocument/Statement").forEach(statement -> add(statement, calls));
        }
      }
    }
    return calls;
  }

  private static void add(JsonNode statement, Set<String> calls) {
    String index =
        TemplateTexts.all(statement.path("Resource")).getFirst().replaceFirst("^[^/]*", "");
    for (String action : TemplateTexts.all(statement.path("Action"))) {
      calls.add(index.startsWith("/index/") ? action + index.replace("/index/", " ") : action);
    }
  }

  private static Set<String> recordedCalls(Path record) throws IOException {
    Set<String> calls = new TreeSet<>(Files.readAllLines(record));
    // GetCallerIdentity needs no permission.
    calls.remove("sts:GetCallerIdentity");
    return calls;
  }

  private DynamoDbClient dynamoDb() {
    return DynamoDbClient.builder()
        .endpointOverride(moto.endpoint())
        .region(Region.of(MotoServer.REGION))
        .credentialsProvider(CREDENTIALS)
        .httpClient(PatientHttp.client())
        .build();
  }

  private JsonNode exporter() throws Exception {
    return resource("AWS::Lambda::Function");
  }

  private JsonNode resource(String type) throws Exception {
    return resources(type).getFirst();
  }

  private List<JsonNode> resources(String type) throws Exception {
    JsonNode template =
        MAPPER.readTree(assembly.resolve("EcsInventoryExporter.template.json").toFile());
    return StreamSupport.stream(template.path("Resources").spliterator(), false)
        .filter(resource -> resource.path("Type").asText().equals(type))
        .map(resource -> resource.path("Properties"))
        .toList();
  }

  private void assertSnapshotInBucket(String bucket) {
    try (S3Client s3 = s3()) {
      List<String> keys =
          s3.listObjectsV2(list -> list.bucket(bucket).prefix("inventory/")).contents().stream()
              .map(S3Object::key)
              .toList();
      assertTrue(
          keys.contains("inventory/manifests/dt=2026-01-15/20260115T060000Z.json"),
          keys.toString());
      assertTrue(
          keys.stream()
              .anyMatch(key -> key.startsWith("inventory/parquet/task_sets/dt=2026-01-15/")),
          keys.toString());
      assertTrue(
          keys.contains("inventory/tables/json/task_sets/dt=2026-01-16/symlink.txt"),
          keys.toString());
      assertTrue(
          keys.stream()
              .anyMatch(key -> key.startsWith("inventory/compacted/task_sets/dt=2026-01-15/")),
          keys.toString());
    }
  }

  private void assertSnapshotInTable(String table, JsonNode summary) {
    try (DynamoDbClient dynamoDb = dynamoDb()) {
      Map<String, AttributeValue> item =
          dynamoDb
              .getItem(
                  get ->
                      get.tableName(table)
                          .key(
                              Map.of(
                                  TableLayout.PARTITION_KEY,
                                  AttributeValue.fromS(TableLayout.SNAPSHOT_PARTITION),
                                  TableLayout.SORT_KEY,
                                  AttributeValue.fromS(summary.path("snapshot_id").asText()))))
              .item();
      assertEquals(summary.path("task_set_count").asText(), item.get("task_set_count").n());
    }
  }

  private S3Client s3() {
    return S3Client.builder()
        .endpointOverride(moto.endpoint())
        .forcePathStyle(true)
        .region(Region.of(MotoServer.REGION))
        .credentialsProvider(CREDENTIALS)
        .httpClient(PatientHttp.client())
        .build();
  }
}
