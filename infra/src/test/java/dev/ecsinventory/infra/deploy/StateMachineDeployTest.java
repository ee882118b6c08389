package dev.ecsinventory.infra.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ecsinventory.infra.LocalTool;
import dev.ecsinventory.simulator.EcsSimulator;
import dev.ecsinventory.simulator.fleet.Fleet;
import dev.ecsinventory.simulator.protocol.SimulatorOptions;
import dev.ecsinventory.simulator.runtime.FunctionProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Deploys {@code engine: stepfunctions} into moto, and hands the schedule's input to the deployed
 * function. The function starts an execution, and moto's interpreter executes the deployed
 * definition, which invokes the deployed function for each stage.
 */
class StateMachineDeployTest {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final String SETTINGS =
      """
      engine: stepfunctions
      accounts: organization
      externalId: inventory
      """;

  private static final String FLEET =
      """
      {"accounts": [{"id": "123456789012", "regions": [{"name": "us-east-1", "clusters": [
         {"clusterName": "prod", "services": [
           {"serviceName": "web", "deploymentController": {"type": "EXTERNAL"},
            "taskSets": [{"id": "ecs-svc/1"}]}]}]}]},
        {"id": "210987654321", "regions": [{"name": "us-east-1", "clusters": [
         {"clusterName": "prod"}]}]}],
       "organization": {
         "id": "o-exampleorg1", "root": "r-ex01", "managementAccount": "123456789012",
         "accounts": [
           {"id": "123456789012", "name": "management"},
           {"id": "210987654321", "name": "payments"}]}}
      """;

  private static final String EXECUTION =
      "arn:aws:states:us-east-1:123456789012:execution:EcsInventory:20260115T060000Z";

  @TempDir private Path directory;
  private InterpreterCalls calls;
  private MotoServer moto;
  private CdkDeployment deployment;

  @BeforeEach
  void startMoto() throws Exception {
    assumeTrue(
        LocalTool.pythonHas("moto.server, antlr4"),
        "SKIPPED: python3 has no moto server, so no state machine is deployed into it");
    assumeTrue(
        Files.isRegularFile(CdkDeployment.ARCHIVE),
        "SKIPPED: " + CdkDeployment.ARCHIVE + " is built by package");
    assumeTrue(CdkCommand.isAvailable(), "SKIPPED: npx cannot run aws-cdk here");
    assumeTrue(LocalTool.isInstalled("aws"), "SKIPPED: aws is not on the path");
    calls = new InterpreterCalls();
    moto =
        MotoServer.start(
            directory.resolve("moto.log"), Map.of("MOTO_PORT", String.valueOf(calls.port())));
    deployment = new CdkDeployment(moto, directory);
  }

  @AfterEach
  void stopMoto() throws InterruptedException {
    if (moto != null) {
      moto.stop();
      calls.close();
    }
  }

  @Test
  void takesASnapshotOnTheSchedulesInput() throws Exception {
    deployment.bootstrap(SETTINGS);
    JsonNode outputs = deployment.deploy(SETTINGS);
    JsonNode function = deployment.function();
    FunctionProcess process =
        DeployedFunction.of(
            deployment.code(function), Files.createDirectory(directory.resolve("task")));
    String handler = function.at("/Configuration/Handler").asText();
    AwsCommand aws = new AwsCommand(moto.environment());
    executeDeployed(aws);
    try (EcsSimulator ecs = EcsSimulator.start(Fleet.parse(FLEET), SimulatorOptions.DEFAULTS)) {
      Map<String, String> environment = deployment.environment(function);
      for (String service : new String[] {"ECS", "STS", "ORGANIZATIONS", "ACCOUNT"}) {
        environment.put("AWS_ENDPOINT_URL_" + service, ecs.endpoint().toString());
      }
      calls.connect(
          moto.endpoint(), event -> process.invoke(handler, event, environment).response());

      String response =
          process.invoke(handler, deployment.scheduledEvent("15T06"), environment).response();

      assertEquals("{\"execution\":\"20260115T060000Z\",\"started\":true}", response);
      assertEquals(
          outputs.at("/EcsInventoryExporter/StateMachineArn").asText() + ":20260115T060000Z",
          EXECUTION.replace(":execution:", ":stateMachine:"));
      assertEquals("SUCCEEDED", status(aws));
    }
    JsonNode manifest =
        MAPPER.readTree(
            deployment
                .s3()
                .getObjectAsBytes(
                    get ->
                        get.bucket(outputs.at("/EcsInventoryStorage/BucketName").asText())
                            .key("inventory/manifests/dt=2026-01-15/20260115T060000Z.json"))
                .asByteArray());
    assertEquals("COMPLETE", manifest.at("/snapshot/status").asText(), manifest.toString());
  }

  /**
   * moto has two stores of state machines: CloudFormation creates them in the one that does not
   * execute them. The deployed state machine is copied to the other one.
   */
  private void executeDeployed(AwsCommand aws) throws Exception {
    String arn = EXECUTION.replaceFirst(":execution:(\\w+):.*", ":stateMachine:$1");
    JsonNode deployed =
        aws.json("stepfunctions", "describe-state-machine", "--state-machine-arn", arn);
    moto.executeStateMachines();
    JsonNode copy =
        aws.json(
            "stepfunctions",
            "create-state-machine",
            "--name",
            deployed.path("name").asText(),
            "--definition",
            deployed.path("definition").asText(),
            "--role-arn",
            deployed.path("roleArn").asText());
    assertEquals(arn, copy.path("stateMachineArn").asText());
  }

  private static String status(AwsCommand aws) throws Exception {
    JsonNode execution;
    do {
      Thread.sleep(500);
      execution = aws.json("stepfunctions", "describe-execution", "--execution-arn", EXECUTION);
    } while (execution.path("status").asText().equals("RUNNING"));
    return execution.path("status").asText();
  }
}
