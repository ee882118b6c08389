package dev.ecsinventory.infra.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ecsinventory.config.InvalidInputException;
import dev.ecsinventory.infra.DeployedScopeChecks;
import dev.ecsinventory.infra.LocalTool;
import dev.ecsinventory.infra.PatientHttp;
import dev.ecsinventory.infra.Synthesis;
import dev.ecsinventory.settings.EffectiveSettings;
import dev.ecsinventory.settings.SettingKey;
import dev.ecsinventory.settings.deployed.DeployedSettings;
import dev.ecsinventory.settings.deployed.DeployedStacks;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;

/** The settings of stacks in moto's CloudFormation, which were synthesized by the app. */
class DeployedSettingsTest {
  private static final String ROLE = "arn:aws:iam::210987654321:role/EcsInventoryReader";

  /** Every key without a discovery, with a value that is not its default. */
  private static final Map<String, Object> EVERYTHING =
      Map.ofEntries(
          Map.entry("engine", "function"),
          Map.entry("schedule", "cron(0 6 * * ? *)"),
          Map.entry("timeZone", "Europe/Berlin"),
          Map.entry("regions", "eu-west-1,us-east-1"),
          Map.entry("accounts", "111111111111,000000000002"),
          Map.entry("memberRoles", ROLE),
          Map.entry("externalId", "a secret=1".replace(" ", "-")),
          Map.entry("readsPerSecond", "2.5"),
          Map.entry("formats", "parquet"),
          Map.entry("tagPolicy", "infra/src/test/resources/tag-policy.json"),
          Map.entry("memoryMegabytes", 2048),
          Map.entry("reservedConcurrency", false),
          Map.entry("jsonDays", 30),
          Map.entry("parquetDays", 400),
          Map.entry("versionDays", 31),
          Map.entry(
              "kmsKey",
              "arn:aws:kms:us-east-1:123456789012:key/12345678-1234-1234-1234-123456789012"),
          Map.entry("accessLogs", false),
          Map.entry("firstDay", "2026-02-01"),
          Map.entry("bytesScannedLimit", 20_000_000),
          Map.entry("alarmEmail", "team@example.org"));

  private static final Map<String, Object> ORGANIZATION =
      Map.of(
          "accounts", "organization",
          "roleName", "audit/Reader",
          "externalId", "secret",
          "regions", "enabled",
          "excludeAccounts", "111122223333,9*",
          "excludeRegions", "ap-*");

  @TempDir private static Path directory;
  private static MotoServer moto;
  private static CloudFormationClient cloudFormation;

  @BeforeAll
  static void startMoto() throws Exception {
    assumeTrue(
        LocalTool.pythonHas("moto.server"),
        "SKIPPED: python3 has no moto server, so nothing is deployed into it");
    moto = MotoServer.start(directory.resolve("moto.log"));
    cloudFormation =
        CloudFormationClient.builder()
            .endpointOverride(moto.endpoint())
            .region(Region.of(MotoServer.REGION))
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("testing", "testing")))
            .httpClient(PatientHttp.client())
            .build();
  }

  @AfterAll
  static void stopMoto() throws InterruptedException {
    if (moto != null) {
      cloudFormation.close();
      moto.stop();
    }
  }

  @AfterEach
  void deleteStacks() {
    for (String stack : List.of(Synthesis.EXPORTER, Synthesis.STORAGE)) {
      cloudFormation.deleteStack(delete -> delete.stackName(stack));
    }
  }

  @Test
  void areRestoredExactly() {
    deploy(EVERYTHING, false);

    DeployedSettings deployed = deployed();

    assertEquals(List.of(), deployed.problems());
    assertEquals(EffectiveSettings.of(Synthesis.sources(EVERYTHING)).given(), deployed.given());
    assertEquals(EVERYTHING.keySet(), deployed.given().keySet());
    Set<String> keys = new HashSet<>(EVERYTHING.keySet());
    keys.addAll(ORGANIZATION.keySet());
    assertEquals(Set.copyOf(SettingKey.names()), keys);
  }

  @Test
  void ofAnOrganizationAreRestoredExactly() {
    deploy(ORGANIZATION, false);

    DeployedSettings deployed = deployed();

    assertEquals(List.of(), deployed.problems());
    assertEquals(EffectiveSettings.of(Synthesis.sources(ORGANIZATION)).given(), deployed.given());
    assertEquals("organization", deployed.given().get("accounts"));
    assertEquals(
        "the deployed stack reads no other account or Region",
        DeployedScopeChecks.compare(ORGANIZATION, cdkEnvironment()));
    Map<String, Object> smaller = new HashMap<>(ORGANIZATION);
    smaller.put("accounts", "ou:ou-ab12-11111111");
    smaller.put("excludeAccounts", "8*");
    smaller.put("regions", "us-east-1");
    assertEquals(
        List.of(
            "accounts: the deployed stack reads organization, these settings do not",
            "regions: the deployed stack reads enabled, these settings do not",
            "excludeAccounts: these settings exclude 8*, the deployed stack does not",
            "to deploy the smaller scope, add -c allowSmallerScope=true"),
        problems(smaller, cdkEnvironment()));
  }

  /** Whether the organization contains a deployed account is not known before a snapshot. */
  @Test
  void ofAListAreComparedWithAnOrganization() {
    deploy(Map.of("accounts", "111122223333,210987654321", "externalId", "secret"), false);

    assertEquals(
        "the deployed stack reads no other Region; snapshots report each of its accounts that is"
            + " not discovered as LEFT",
        DeployedScopeChecks.compare(
            Map.of("accounts", "organization", "externalId", "secret"), cdkEnvironment()));
    assertEquals(
        "accounts: the deployed stack reads 111122223333, these settings do not",
        problems(ORGANIZATION, cdkEnvironment()).getFirst());
  }

  @Test
  void ofAVersionThatDoesNotStoreThemAreRestoredFromItsResources() {
    Map<String, Object> settings = new HashMap<>(EVERYTHING);
    // The keys that such a version did not have.
    settings.remove("engine");
    settings.remove("accounts");
    settings.remove("reservedConcurrency");
    deploy(settings, true);

    DeployedSettings deployed = deployed();

    Map<String, Object> expected =
        new HashMap<>(EffectiveSettings.of(Synthesis.sources(settings)).given());
    expected.put("tagPolicy", "deployed-tag-policy.json");
    assertEquals(expected, deployed.given());
    assertEquals(1, deployed.problems().size(), deployed.problems()::toString);
  }

  @Test
  void ofDefaultsAreEmpty() {
    deploy(Map.of(), true);
    assertEquals(Map.of(), deployed().given());
    assertEquals(List.of(), deployed().problems());
  }

  @Test
  void doNotExistWithoutAStack() {
    try (DeployedStacks stacks = DeployedStacks.in(MotoServer.REGION, moto.environment())) {
      assertTrue(stacks.settings().isEmpty());
    }
  }

  @Test
  void areComparedWithTheNextDeployment() {
    deploy(EVERYTHING, false);

    assertEquals(
        "the deployed stack reads no other account or Region",
        DeployedScopeChecks.compare(EVERYTHING, cdkEnvironment()));
    Map<String, Object> smaller = new HashMap<>(EVERYTHING);
    smaller.remove("memberRoles");
    smaller.put("regions", "us-east-1,eu-central-1");
    assertEquals(
        List.of(
            "accounts: the deployed stack reads 210987654321, these settings do not",
            "regions: the deployed stack reads eu-west-1, these settings do not",
            "to deploy the smaller scope, add -c allowSmallerScope=true"),
        problems(smaller, cdkEnvironment()));
    // The stack's own Region, which no setting names, is read as well.
    assertEquals(2, problems(without(EVERYTHING, "regions"), cdkEnvironment()).size());
  }

  @Test
  void ofAnEarlierVersionAreComparedToo() {
    Map<String, Object> settings = Map.of("memberRoles", ROLE, "externalId", "secret");
    deploy(settings, true);

    assertEquals(2, problems(Map.of(), cdkEnvironment()).size());
    assertEquals(
        "the deployed stack reads no other account or Region",
        DeployedScopeChecks.compare(
            Map.of("accounts", "210987654321", "externalId", "secret"), cdkEnvironment()));
  }

  @Test
  void ofTheFirstDeploymentAreNotCompared() {
    assertEquals(
        "there is no deployed stack in us-east-1",
        DeployedScopeChecks.compare(Map.of(), cdkEnvironment()));
    assertEquals(
        "accounts and Regions are not compared with the deployed stack: cdk has no credentials",
        DeployedScopeChecks.skipped(Map.of()));
  }

  /** With --profile, cdk has other credentials than the app. */
  @Test
  void ofAnotherAccountAreNotTakenForTheDeployedOnes() {
    Map<String, String> environment = cdkEnvironment();
    environment.put("CDK_DEFAULT_ACCOUNT", "999999999999");
    String problem = problems(Map.of(), environment).getFirst();
    assertTrue(problem.contains("set AWS_PROFILE in place of --profile"), problem);
  }

  @Test
  void thatCannotBeReadStopTheDeployment() {
    Map<String, String> environment = cdkEnvironment();
    environment.put("AWS_ENDPOINT_URL_CLOUDFORMATION", "http://localhost:1");
    String problem = problems(Map.of(), environment).getFirst();
    assertTrue(problem.contains("-c allowSmallerScope=true"), problem);
  }

  private static Map<String, Object> without(Map<String, Object> settings, String key) {
    Map<String, Object> others = new HashMap<>(settings);
    others.remove(key);
    return others;
  }

  private static List<String> problems(
      Map<String, Object> settings, Map<String, String> environment) {
    return assertThrows(
            InvalidInputException.class, () -> DeployedScopeChecks.compare(settings, environment))
        .problems();
  }

  private static Map<String, String> cdkEnvironment() {
    Map<String, String> environment = new HashMap<>(moto.environment());
    environment.put("CDK_DEFAULT_ACCOUNT", MotoServer.ACCOUNT);
    environment.put("CDK_DEFAULT_REGION", MotoServer.REGION);
    return environment;
  }

  private static DeployedSettings deployed() {
    try (DeployedStacks stacks = DeployedStacks.in(MotoServer.REGION, moto.environment())) {
      return stacks.settings().orElseThrow();
    }
  }

  /**
   * Creates both stacks.
   *
   * @param earlier whether the exporter's template has no settings, as that of an earlier version
   */
  private static void deploy(Map<String, Object> settings, boolean earlier) {
    Synthesis synthesis = Synthesis.once(settings);
    for (String stack : List.of(Synthesis.STORAGE, Synthesis.EXPORTER)) {
      ObjectNode template = (ObjectNode) synthesis.template(stack);
      if (earlier) {
        template.remove("Metadata");
      }
      cloudFormation.createStack(
          create -> create.stackName(stack).templateBody(accepted(template).toString()));
    }
  }

  /** With a condition that is false on what moto cannot create, which leaves its properties. */
  private static ObjectNode accepted(ObjectNode template) {
    template.putObject("Conditions").putObject("Never").putArray("Fn::Equals").add("a").add("b");
    template
        .path("Resources")
        .forEach(resource -> ((ObjectNode) resource).put("Condition", "Never"));
    template.remove("Outputs");
    template.remove("Parameters");
    template.remove("Rules");
    return template;
  }
}
