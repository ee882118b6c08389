package dev.ecsinventory.infra.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ecsinventory.infra.LocalTool;
import dev.ecsinventory.infra.Synthesis;
import dev.ecsinventory.infra.TemplateTexts;
import dev.ecsinventory.simulator.EcsSimulator;
import dev.ecsinventory.simulator.fleet.Fleet;
import dev.ecsinventory.simulator.protocol.SimulatorOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An inventory from its upgrade to its removal, by the commands of {@code docs/operations.md}. It
 * begins with a bucket that version 0.1.0 wrote and with stacks that store no settings. Before and
 * after each step the conservation check finds nothing, and no committed object changes; each
 * snapshot covers the scope of its settings, with calls that the deployed role allows.
 *
 * <p>Real are the CDK app, {@code cdk}, the AWS CLI, {@code ./ecs-inventory} and the packaged
 * function in Lambda's runtime client. Emulated are the account (moto) and ECS with STS (the
 * simulator). {@code cdk deploy} creates the stacks; moto's CloudFormation cannot update them, so
 * {@link StackUpdate} applies later templates by API, and the test invokes the stage that the
 * custom resource {@code DayIndexes} would invoke. The function of the earlier version is not run:
 * only its data and its stacks exist. The bucket's own events, Athena and alarms do not take part.
 * moto has neither UpdateTerminationProtection nor an import of resources into a stack.
 */
@Tag("exhaustive")
class LifecycleTest {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final String OWN = MotoServer.ACCOUNT;
  private static final String OTHER = "210987654321";
  private static final String EXPORTER_ROLE =
      "arn:aws:iam::%s:role/EcsInventoryExporter-us-east-1".formatted(OWN);

  @TempDir private Path directory;
  private Path settings;
  private MotoServer moto;
  private AwsCommand aws;
  private CdkDeployment deployment;
  private EcsSimulator ecs;
  private JsonNode storageOutputs;
  private MotoInventory inventory;

  @BeforeEach
  void start() throws Exception {
    assumeTrue(
        LocalTool.pythonHas("moto.server"),
        "SKIPPED: python3 has no moto server, so nothing is deployed into it");
    assumeTrue(LocalTool.isInstalled("aws"), "SKIPPED: the AWS CLI is not on the path");
    assumeTrue(
        Files.isRegularFile(CdkDeployment.ARCHIVE) && InventoryCommand.isAvailable(),
        "SKIPPED: the function and the command line are built by package");
    assumeTrue(CdkCommand.isAvailable(), "SKIPPED: npx cannot run aws-cdk here");
    moto = MotoServer.start(directory.resolve("moto.log"));
    aws = new AwsCommand(moto.environment());
    deployment = new CdkDeployment(moto, directory);
    ecs = EcsSimulator.start(Fleet.of(fleet()), SimulatorOptions.DEFAULTS);
    settings = Files.createDirectory(directory.resolve("checkout")).resolve("inventory.yaml");
  }

  @AfterEach
  void stop() throws InterruptedException {
    if (inventory != null) {
      inventory.close();
    }
    if (ecs != null) {
      ecs.close();
    }
    if (moto != null) {
      moto.stop();
    }
  }

  /** The demonstration's fleet, from which the bucket comes, and a second account like it. */
  private static JsonNode fleet() throws IOException {
    Path file = ROOT.resolve("cli/src/main/resources/dev/ecsinventory/cli/demo/fleet.json");
    ObjectNode fleet = (ObjectNode) MAPPER.readTree(file.toFile());
    ArrayNode accounts = (ArrayNode) fleet.path("accounts");
    ObjectNode other = (ObjectNode) MAPPER.readTree(accounts.get(0).toString().replace(OWN, OTHER));
    accounts.add(other.put("externalId", "secret"));
    return fleet;
  }

  @Test
  void staysConsistentFromTheUpgradeToTheRemoval() throws Exception {
    deployTheEarlierVersion();
    upgrade();
    addAnAccount();
    addARegion();
    changeThePolicy();
    changeTheKey();
    leaveOutTheAccountAndTheRegion();
    rollBackTheAlias();
    deployTheEarlierSettings();
    uninstall();
  }

  private void deployTheEarlierVersion() throws Exception {
    String earlier =
        """
        # Longer than the age of the bucket, so that the test does not depend on the date.
        jsonDays: 36500
        parquetDays: 36500
        tagPolicy: %s
        """
            .formatted(ROOT.resolve("policies/config-required-tags.json"));
    deployment.bootstrap(earlier);
    storageOutputs = deployment.deployAsEarlierVersion(earlier).path(Synthesis.STORAGE);
    inventory = new MotoInventory(moto, deployment, ecs, storageOutputs, directory);
    inventory.stored().put(ROOT.resolve("lambda/src/test/resources/bucket-0.1.0"));
    // As the earlier version's deployment did.
    inventory
        .stored()
        .put(
            inventory.configuration().at("/Environment/Variables/TAG_POLICY").asText(),
            MAPPER.readTree(deployment.indexStage()).path("policy").asText());
    inventory.assertConserved(false);
  }

  private void upgrade() throws Exception {
    InventoryCommand tool = new InventoryCommand(moto.environment(), settings.getParent());
    InventoryCommand.Run init = tool.run("init", "--from-deployed", "--region", MotoServer.REGION);
    assertEquals(3, init.exitCode(), init.messages());
    List<String> messages = init.messages().lines().toList();
    assertEquals(
        "ecs-inventory: not restored: tagPolicy: this version of the stack does not store the"
            + " file's path; set it",
        messages.getFirst());
    String copy = messages.getLast().replaceFirst(".*copy the deployed one: aws ", "");
    aws.run(List.of(copy.split(" ")));

    deploy();
    assertEquals(EXPORTER_ROLE, inventory.configuration().path("Role").asText());
    assertEquals(List.of(OWN + "/us-east-1"), inventory.snapshot("16T06"));

    InventoryCommand.Run verify =
        tool.run(
            "verify", "--from", bucket(), "--table", storageOutputs.path("TableName").asText());
    assertEquals(3, verify.exitCode(), verify.output() + verify.messages());
    assertTrue(
        verify.output().contains("Table: compared with full snapshot 20260116T060000Z."),
        verify.output());
    assertTrue(
        verify.output().startsWith("Result: no finding; not checkable: 3 parts.\n"),
        verify.output());
  }

  private void addAnAccount() throws Exception {
    AwsCommand other = aws.inAccount(OTHER);
    other.run(
        List.of(
            "cloudformation",
            "deploy",
            "--stack-name",
            "EcsInventoryMember",
            "--capabilities",
            "CAPABILITY_NAMED_IAM",
            "--template-file",
            deployment.memberTemplate().toString(),
            "--parameter-overrides",
            "ExporterRoleArn=" + EXPORTER_ROLE,
            "ExternalId=secret"));
    JsonNode trust =
        other
            .json("iam", "get-role", "--role-name", "EcsInventoryReader")
            .at("/Role/AssumeRolePolicyDocument/Statement/0/Condition");
    assertEquals(
        List.of(EXPORTER_ROLE), TemplateTexts.all(trust.at("/ArnEquals/aws:PrincipalArn")));
    assertEquals("secret", trust.at("/StringEquals/sts:ExternalId").asText());

    set("accounts: [\"%s\"]".formatted(OTHER));
    set("externalId: secret");
    deploy();
    assertEquals(List.of(OWN + "/us-east-1", OTHER + "/us-east-1"), inventory.snapshot("16T07"));
  }

  private void addARegion() throws Exception {
    set("regions: [us-east-1, eu-central-1]");
    deploy();
    assertEquals(everything(), inventory.snapshot("16T08"));
  }

  private void changeThePolicy() throws Exception {
    Files.writeString(
        settings,
        Files.readString(settings)
            .replaceFirst(
                "(?m)^tagPolicy:.*$", "tagPolicy: " + ROOT.resolve("policies/demo.json")));
    deploy();
    assertEquals(everything(), inventory.snapshot("16T09"));
    assertEquals(inventory.policyOf("16T07"), inventory.policyOf("16T08"));
    assertNotEquals(inventory.policyOf("16T08"), inventory.policyOf("16T09"));
  }

  private void changeTheKey() throws Exception {
    String key = aws.json("kms", "create-key").at("/KeyMetadata/Arn").asText();
    set("kmsKey: " + key);
    deploy();
    assertEquals(everything(), inventory.snapshot("16T10"));
    assertEquals("AES256", inventory.encryption("16T09"));
    assertEquals("aws:kms " + key, inventory.encryption("16T10"));

    String location = bucket() + "/";
    aws.run(
        List.of(
            "s3",
            "cp",
            location,
            location,
            "--recursive",
            "--sse",
            "aws:kms",
            "--sse-kms-key-id",
            key));
    assertEquals("aws:kms " + key, inventory.encryption("16T09"));
    inventory.assertConserved(true);
  }

  private void leaveOutTheAccountAndTheRegion() throws Exception {
    String rejection = deployment.rejection(earlierSettings());
    assertTrue(
        rejection.contains(
            "accounts: the deployed stack reads 210987654321, these settings do not"),
        rejection);
    assertTrue(
        rejection.contains("regions: the deployed stack reads eu-central-1, these settings do not"),
        rejection);
    assertEquals(everything(), inventory.snapshot("16T11"));
  }

  private void rollBackTheAlias() throws Exception {
    List<String> versions =
        aws.json("lambda", "list-versions-by-function", "--function-name", inventory.function())
            .path("Versions")
            .findValuesAsText("Version");
    assertEquals(List.of("$LATEST", "1", "2", "3", "4", "5", "6"), versions);
    Set<String> clusters = inventory.stored().clustersInTable();
    assertTrue(clusters.stream().anyMatch(arn -> arn.contains(OTHER)), clusters::toString);

    inventory.pointAliasAt("2");
    assertEquals(List.of(OWN + "/us-east-1"), inventory.snapshot("16T12"));
    assertEquals(inventory.policyOf("16T06"), inventory.policyOf("16T12"));
    // What this version does not scan is not deleted.
    assertEquals(clusters, inventory.stored().clustersInTable());

    inventory.pointAliasAt("6");
    assertEquals(everything(), inventory.snapshot("16T13"));
    assertEquals(inventory.policyOf("16T09"), inventory.policyOf("16T13"));
  }

  private void deployTheEarlierSettings() throws Exception {
    Set<String> clusters = inventory.stored().clustersInTable();
    inventory.deploy(earlierSettings(), "allowSmallerScope=true");
    assertEquals(List.of(OWN + "/us-east-1"), inventory.snapshot("16T14"));
    assertEquals(clusters, inventory.stored().clustersInTable());
  }

  private void uninstall() throws Exception {
    deployment.destroy(Synthesis.EXPORTER);
    assertTrue(moto.lambda("/").path("Functions").isEmpty());
    deployment.destroy(Synthesis.STORAGE);
    inventory.assertConserved(true);

    String table = storageOutputs.path("TableName").asText();
    aws.json("dynamodb", "update-table", "--table-name", table, "--no-deletion-protection-enabled");
    aws.json("dynamodb", "delete-table", "--table-name", table);
    assertTrue(aws.json("dynamodb", "list-tables").path("TableNames").isEmpty());
    for (JsonNode bucket : aws.json("s3api", "list-buckets").path("Buckets")) {
      String name = bucket.path("Name").asText();
      if (!name.startsWith("cdk-")) {
        deleteBucket(name);
      }
    }
    assertEquals(1, aws.json("s3api", "list-buckets").path("Buckets").size());
  }

  /** The loop of the documentation. */
  private void deleteBucket(String bucket) throws Exception {
    for (String versions = versions(bucket);
        versions.contains("VersionId");
        versions = versions(bucket)) {
      aws.run(List.of("s3api", "delete-objects", "--bucket", bucket, "--delete", versions));
    }
    aws.run(List.of("s3api", "delete-bucket", "--bucket", bucket));
  }

  private String versions(String bucket) throws Exception {
    return aws.run(
        List.of(
            "s3api",
            "list-object-versions",
            "--bucket",
            bucket,
            "--max-items",
            "300",
            "--output",
            "json",
            "--query",
            "{Objects: [Versions, DeleteMarkers][].{Key: Key, VersionId: VersionId}}"));
  }

  private static List<String> everything() {
    return List.of(
        OWN + "/eu-central-1", OWN + "/us-east-1", OTHER + "/eu-central-1", OTHER + "/us-east-1");
  }

  private void set(String line) throws IOException {
    Files.writeString(settings, line + "\n", StandardOpenOption.APPEND);
  }

  /** The settings after the upgrade, in a file next to the current ones. */
  private Path earlierSettings() throws IOException {
    String text =
        Files.readString(settings).replaceAll("(?m)^(accounts|externalId|regions):.*$", "");
    return Files.writeString(settings.resolveSibling("earlier.yaml"), text);
  }

  private void deploy() throws Exception {
    String output = inventory.deploy(settings);
    assertTrue(output.contains("the deployed stack reads no other account or Region"), output);
  }

  private String bucket() {
    return "s3://%s/inventory".formatted(storageOutputs.path("BucketName").asText());
  }
}
