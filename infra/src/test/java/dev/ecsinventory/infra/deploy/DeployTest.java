package dev.ecsinventory.infra.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ecsinventory.infra.LocalTool;
import dev.ecsinventory.schema.TableLayout;
import dev.ecsinventory.simulator.EcsSimulator;
import dev.ecsinventory.simulator.fleet.Fleet;
import dev.ecsinventory.simulator.protocol.SimulatorOptions;
import dev.ecsinventory.simulator.runtime.FunctionProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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
  private static final String SERVICES = "/accounts/0/regions/0/clusters/0/services";

  @TempDir private Path directory;
  private MotoServer moto;
  private CdkDeployment deployment;

  @BeforeEach
  void startMoto() throws Exception {
    assumeTrue(
        LocalTool.pythonHas("moto.server"),
        "SKIPPED: python3 has no moto server, so nothing is deployed into it");
    assumeTrue(
        Files.isRegularFile(CdkDeployment.ARCHIVE),
        "SKIPPED: " + CdkDeployment.ARCHIVE + " is built by package");
    assumeTrue(CdkCommand.isAvailable(), "SKIPPED: npx cannot run aws-cdk here");
    moto = MotoServer.start(directory.resolve("moto.log"));
    deployment = new CdkDeployment(moto, directory);
  }

  @AfterEach
  void stopMoto() throws InterruptedException {
    if (moto != null) {
      moto.stop();
    }
  }

  @Test
  void runsTheDeployedFunctionOnTheSchedulesInput() throws Exception {
    deployment.bootstrap(settings());
    JsonNode outputs = deployment.deploy(settings());
    JsonNode function = deployment.function();
    FunctionProcess process =
        DeployedFunction.of(
            deployment.code(function), Files.createDirectory(directory.resolve("task")));

    JsonNode summary;
    Path record = directory.resolve("calls.txt");
    try (EcsSimulator ecs = EcsSimulator.start(Fleet.of(fleet()), SimulatorOptions.DEFAULTS)) {
      Map<String, String> environment = environment(function, ecs, record);
      String handler = function.at("/Configuration/Handler").asText();
      process.invoke(handler, deployment.indexStage(), environment);
      summary =
          MAPPER.readTree(
              process.invoke(handler, deployment.scheduledEvent("15T06"), environment).response());
      replaceADigestByTheEarlierLayout(outputs.at("/EcsInventoryStorage/TableName").asText());
      // An hour later, a service and a task set are deleted, and another task set is compliant.
      JsonNode later = fleet();
      tag(later.at(SERVICES + "/0/taskSets/0"), "CostCenter", "100", "Owner", "shop");
      ((ArrayNode) later.at(SERVICES)).remove(1);
      ((ArrayNode) later.at(SERVICES + "/0/taskSets")).remove(1);
      ecs.fleet(Fleet.of(later));
      process.invoke(handler, deployment.scheduledEvent("15T07"), environment);
      // The snapshot of the next day closes this day.
      process.invoke(handler, deployment.scheduledEvent("16T06"), environment);
      JsonNode index =
          MAPPER.readTree(process.invoke(handler, "{\"stage\":\"index\"}", environment).response());
      assertEquals("{\"days\":2,\"repaired\":0}", index.toString());
    }

    assertEquals(AllowedCalls.of(deployment.resources("AWS::IAM::Role")), recordedCalls(record));
    assertEquals("20260115T060000Z", summary.path("snapshot_id").asText());
    assertTrue(summary.path("task_set_count").asInt() > 0, summary.toString());
    assertSnapshotInBucket(outputs.at("/EcsInventoryStorage/BucketName").asText());
    assertSnapshotInTable(outputs.at("/EcsInventoryStorage/TableName").asText(), summary);
  }

  /** The calls of a discovery, too. The role of the stack set has the default name. */
  @Test
  void readsTheAccountsOfAnOrganization() throws Exception {
    String settings =
        """
        accounts: organization
        externalId: inventory
        regions: enabled
        excludeAccounts: ["9*"]
        excludeRegions: [ap-*, ca-*, eu-*, sa-*, us-west-*]
        """;
    deployment.bootstrap(settings);
    deployment.deploy(settings);
    JsonNode function = deployment.function();
    FunctionProcess process =
        DeployedFunction.of(
            deployment.code(function), Files.createDirectory(directory.resolve("task")));
    Path record = directory.resolve("calls.txt");
    String handler = function.at("/Configuration/Handler").asText();
    JsonNode summary;
    String log;
    try (EcsSimulator ecs =
        EcsSimulator.start(Fleet.of(organization()), SimulatorOptions.DEFAULTS)) {
      Map<String, String> environment = environment(function, ecs, record);
      summary =
          MAPPER.readTree(
              process.invoke(handler, deployment.scheduledEvent("15T06"), environment).response());
      // An hour later, the account has left.
      ObjectNode smaller = (ObjectNode) organization();
      ((ArrayNode) smaller.at("/organization/accounts")).remove(1);
      ecs.fleet(Fleet.of(smaller));
      log = process.invoke(handler, deployment.scheduledEvent("15T07"), environment).log();
    }

    assertEquals("COMPLETE", summary.path("status").asText(), summary.toString());
    assertEquals(3, summary.path("account_count").asInt());
    assertEquals(2, summary.path("read_account_count").asInt(), summary.toString());
    assertTrue(log.matches("(?s).*\"AccountsStopped\": ?1[.,}].*"), log);
    Set<String> allowed = AllowedCalls.of(deployment.resources("AWS::IAM::Role"));
    Set<String> recorded = recordedCalls(record);
    assertTrue(allowed.containsAll(recorded), () -> recorded + " of " + allowed);
    assertEquals(ofAccounts(allowed), ofAccounts(recorded));
    assertEquals(7, ofAccounts(allowed).size(), allowed::toString);
  }

  private static Set<String> ofAccounts(Set<String> calls) {
    return calls.stream()
        .filter(call -> call.matches("(organizations|account|sts):.*"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static JsonNode organization() throws IOException {
    ObjectNode fleet = (ObjectNode) fleet();
    fleet.set(
        "organization",
        MAPPER.readTree(
            """
            {"id": "o-exampleorg1", "root": "r-ex01", "managementAccount": "123456789012",
             "units": [{"id": "ou-ex01-prod0001", "name": "production", "parent": "r-ex01"}],
             "accounts": [
               {"id": "123456789012", "name": "management"},
               {"id": "210987654321", "name": "payments", "parent": "ou-ex01-prod0001"},
               {"id": "999999999999", "name": "excluded"}]}
            """));
    return fleet;
  }

  /** The function's variables, with the simulator in place of the services that moto lacks. */
  private Map<String, String> environment(JsonNode function, EcsSimulator ecs, Path record) {
    Map<String, String> environment = deployment.environment(function);
    for (String service : List.of("ECS", "STS", "ORGANIZATIONS", "ACCOUNT")) {
      environment.put("AWS_ENDPOINT_URL_" + service, ecs.endpoint().toString());
    }
    environment.put(CallRecorder.RECORD, record.toString());
    return environment;
  }

  /**
   * Replaces a digest by one of the layout of an earlier version, whose digests have no task sets.
   */
  private void replaceADigestByTheEarlierLayout(String table) {
    try (DynamoDbClient client = deployment.dynamoDb()) {
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

  private static String settings() {
    Path policy = Path.of("..", "policies", "config-required-tags.json").toAbsolutePath();
    return """
    accounts: ["210987654321"]
    externalId: secret
    tagPolicy: %s
    """
        .formatted(policy.normalize());
  }

  private static Set<String> recordedCalls(Path record) throws IOException {
    Set<String> calls = new TreeSet<>(Files.readAllLines(record));
    // GetCallerIdentity needs no permission.
    calls.remove("sts:GetCallerIdentity");
    // What other settings need, to which a rollback can return.
    calls.add("organizations:DescribeEffectivePolicy");
    calls.add("kms:Decrypt");
    return calls;
  }

  private void assertSnapshotInBucket(String bucket) {
    try (S3Client s3 = deployment.s3()) {
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
    try (DynamoDbClient dynamoDb = deployment.dynamoDb()) {
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
}
