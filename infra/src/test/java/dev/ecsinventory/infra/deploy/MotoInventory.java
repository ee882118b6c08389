package dev.ecsinventory.infra.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ecsinventory.infra.Synthesis;
import dev.ecsinventory.manifest.Manifest.PolicyInForce;
import dev.ecsinventory.simulator.EcsSimulator;
import dev.ecsinventory.simulator.runtime.FunctionProcess;
import dev.ecsinventory.verify.ConservationReport;
import dev.ecsinventory.verify.NotChecked;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/**
 * A deployed inventory, which is consistent after every deployment and every snapshot: otherwise
 * these methods fail.
 */
final class MotoInventory implements AutoCloseable {
  /** The snapshots of the bucket of version 0.1.0, whose manifests have no listings. */
  static final Set<String> OF_EARLIER_VERSION =
      Set.of("20260113T060000Z", "20260114T060000Z", "20260115T060000Z");

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private final MotoServer moto;
  private final AwsCommand aws;
  private final CdkDeployment deployment;
  private final EcsSimulator ecs;
  private final FunctionProcess process;
  private final StackUpdate update;
  private final StoredInventory stored;
  private final String function;
  private final Path record;

  /** The inventory that {@code deployment} has just created. */
  MotoInventory(
      MotoServer moto,
      CdkDeployment deployment,
      EcsSimulator ecs,
      JsonNode storageOutputs,
      Path directory)
      throws Exception {
    this.moto = moto;
    this.deployment = deployment;
    this.ecs = ecs;
    this.aws = new AwsCommand(moto.environment());
    this.record = directory.resolve("calls.txt");
    this.stored =
        new StoredInventory(
            deployment.s3(),
            deployment.dynamoDb(),
            storageOutputs.path("BucketName").asText(),
            storageOutputs.path("TableName").asText());
    JsonNode created = deployment.function();
    this.function = created.at("/Configuration/FunctionName").asText();
    this.process =
        DeployedFunction.of(
            deployment.code(created), Files.createDirectory(directory.resolve("task")));
    this.update = new StackUpdate(aws, directory, storageOutputs, function);
    update.createAlias();
  }

  StoredInventory stored() {
    return stored;
  }

  String function() {
    return function;
  }

  /** The documentation's immediate rollback. */
  void pointAliasAt(String version) throws Exception {
    update.pointAliasAt(version);
  }

  /** {@code cdk deploy --all}, which waits for the index stage; returns what the app printed. */
  String deploy(Path file, String... context) throws Exception {
    String output = deployment.synthesize(file, context);
    update.apply(deployment.template(Synthesis.STORAGE), deployment.template(Synthesis.EXPORTER));
    JsonNode pass = invoke(deployment.indexStage());
    assertTrue(pass.path("days").asInt() >= OF_EARLIER_VERSION.size(), pass::toString);
    assertConserved(true);
    return output;
  }

  /** The accounts and Regions of a snapshot that the alias takes. */
  List<String> snapshot(String dayAndHour) throws Exception {
    JsonNode summary = invoke(deployment.scheduledEvent(dayAndHour));
    assertEquals("COMPLETE", summary.path("status").asText(), summary.toString());
    assertConserved(true);
    return StreamSupport.stream(summary.path("listed_places").spliterator(), false)
        .map(JsonNode::asText)
        .sorted()
        .toList();
  }

  /** Runs what the alias points at; its calls are among those that the deployed role allows. */
  private JsonNode invoke(String event) throws Exception {
    Map<String, String> environment = new HashMap<>(moto.environment());
    configuration()
        .at("/Environment/Variables")
        .properties()
        .forEach(variable -> environment.put(variable.getKey(), variable.getValue().asText()));
    environment.put("AWS_ENDPOINT_URL_ECS", ecs.endpoint().toString());
    environment.put("AWS_ENDPOINT_URL_STS", ecs.endpoint().toString());
    environment.put(CallRecorder.RECORD, record.toString());
    String response =
        process
            .invoke("dev.ecsinventory.handler.InventoryHandler::handleRequest", event, environment)
            .response();
    Set<String> calls = new TreeSet<>(Files.readAllLines(record));
    calls.remove("sts:GetCallerIdentity");
    calls.removeAll(AllowedCalls.of(deployment.resources("AWS::IAM::Role")));
    assertEquals(Set.of(), calls);
    return MAPPER.readTree(response);
  }

  /** The configuration of the version that the alias points at. */
  JsonNode configuration() throws Exception {
    return aws.json(
        "lambda", "get-function-configuration", "--function-name", function, "--qualifier", "live");
  }

  /** The IDs of the policies by which a snapshot was evaluated. */
  Set<String> policyOf(String dayAndHour) {
    return stored.manifest(id(dayAndHour)).policies().stream()
        .map(PolicyInForce::policyId)
        .collect(Collectors.toSet());
  }

  /** The encryption of a data file of a snapshot: algorithm and key. */
  String encryption(String dayAndHour) {
    HeadObjectResponse head = stored.head(stored.dataFile(id(dayAndHour)));
    return head.ssekmsKeyId() == null
        ? head.serverSideEncryptionAsString()
        : head.serverSideEncryptionAsString() + " " + head.ssekmsKeyId();
  }

  private static String id(String dayAndHour) {
    return "202601%s0000Z".formatted(dayAndHour);
  }

  /**
   * The conservation check of everything, and a comparison with all committed objects.
   *
   * @param indexed whether the day indexes must be complete
   */
  void assertConserved(boolean indexed) {
    stored.assertNothingIsLost();
    ConservationReport report = stored.check(indexed);
    assertEquals(List.of(), report.findings());
    assertTrue(
        report.notChecked().stream()
            .map(NotChecked::snapshot)
            .allMatch(OF_EARLIER_VERSION::contains),
        report.notChecked()::toString);
  }

  @Override
  public void close() {
    stored.close();
  }
}
