package dev.ecsinventory.infra.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ecsinventory.infra.PatientHttp;
import dev.ecsinventory.infra.Synthesis;
import dev.ecsinventory.infra.TemplateTexts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;

/** Deployments of the app by cdk into moto, as the documentation describes them. */
final class CdkDeployment {
  static final Path ARCHIVE = Path.of("..", "lambda", "target", "lambda.zip");

  private static final String EXPORTER = Synthesis.EXPORTER;
  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final StaticCredentialsProvider CREDENTIALS =
      StaticCredentialsProvider.create(AwsBasicCredentials.create("testing", "testing"));

  private final MotoServer moto;
  private final Path directory;
  private final Path assembly;
  private final CdkCommand cdk;
  private JsonNode indexStage;

  CdkDeployment(MotoServer moto, Path directory) {
    this.moto = moto;
    this.directory = directory;
    this.assembly = directory.resolve("cdk.out");
    this.cdk = new CdkCommand(moto.environment());
  }

  /** Prepares the account. */
  void bootstrap(String settings) throws Exception {
    synthesize(settings);
    String account = "aws://" + MotoServer.ACCOUNT + "/" + MotoServer.REGION;
    cdk.run("bootstrap", "--app", assembly.toString(), account);
  }

  /** Deploys both stacks and returns their outputs. */
  JsonNode deploy(String settings) throws Exception {
    synthesize(settings);
    return deployAssembly();
  }

  /**
   * Deploys both stacks as a version without settings file and day indexes did: the exporter's
   * template has no settings, and its roles have no names.
   */
  JsonNode deployAsEarlierVersion(String settings) throws Exception {
    synthesize(settings);
    ObjectNode template = (ObjectNode) template(EXPORTER);
    template.remove("Metadata");
    template
        .path("Resources")
        .forEach(resource -> ((ObjectNode) resource.path("Properties")).remove("RoleName"));
    MAPPER.writeValue(file(EXPORTER).toFile(), template);
    return deployAssembly();
  }

  private JsonNode deployAssembly() throws Exception {
    Path outputs = directory.resolve("outputs.json");
    // Not by change sets: after one moto would be asked for UpdateTerminationProtection, which it
    // does not have, and it forgets what a stack made by one exports.
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

  private void synthesize(String settings) throws Exception {
    synthesize(Files.writeString(directory.resolve("inventory.yaml"), settings));
  }

  /**
   * Synthesizes both stacks with a settings file, and returns what the app printed.
   *
   * @param context further context keys and values, such as {@code allowSmallerScope=true}
   */
  String synthesize(Path settings, String... context) throws Exception {
    String output = cdk.run(synth(settings, context));
    leaveOutTheIndexStage();
    return output;
  }

  /** What cdk and the app print when they reject a settings file. */
  String rejection(Path settings) throws Exception {
    return cdk.fail(synth(settings));
  }

  private String[] synth(Path settings, String... context) {
    List<String> arguments =
        new ArrayList<>(List.of("synth", "--quiet", "--output", assembly.toString()));
    arguments.addAll(List.of("--context", "settingsFile=" + settings));
    for (String more : context) {
      arguments.addAll(List.of("--context", more));
    }
    return arguments.toArray(String[]::new);
  }

  /** The template of the member accounts' stack, synthesized as the documentation describes. */
  Path memberTemplate() throws Exception {
    Path output = directory.resolve("member");
    cdk.run(
        "synth", "--app", "node infra/synth.mjs member", "--output", output.toString(), "--quiet");
    return output.resolve("EcsInventoryMember.template.json");
  }

  /** Deletes a stack. */
  void destroy(String stack) throws Exception {
    cdk.run("destroy", stack, "--force", "--app", assembly.toString());
  }

  /** moto runs no function, so no response would come; the test invokes the stage itself. */
  private void leaveOutTheIndexStage() throws IOException {
    ObjectNode template = (ObjectNode) template(EXPORTER);
    ObjectNode resources = (ObjectNode) template.path("Resources");
    String stage =
        resources.properties().stream()
            .filter(entry -> entry.getValue().path("Type").asText().equals("Custom::DayIndexes"))
            .map(Map.Entry::getKey)
            .findFirst()
            .orElseThrow();
    indexStage = resources.remove(stage).path("Properties");
    for (JsonNode resource : resources) {
      if (resource.path("DependsOn") instanceof ArrayNode dependencies) {
        for (int index = dependencies.size() - 1; index >= 0; index--) {
          if (dependencies.get(index).asText().equals(stage)) {
            dependencies.remove(index);
          }
        }
      }
    }
    MAPPER.writeValue(file(EXPORTER).toFile(), template);
  }

  /** The event of the index stage, without a URL for the response. */
  String indexStage() {
    return indexStage.toString();
  }

  JsonNode function() throws Exception {
    JsonNode functions = moto.lambda("/").path("Functions");
    assertEquals(1, functions.size(), functions.toString());
    return moto.lambda("/" + functions.get(0).path("FunctionName").asText());
  }

  /** The archive that the function was made of, which moto names only by its hash. */
  byte[] code(JsonNode function) throws Exception {
    String bucket = "cdk-hnb659fds-assets-" + MotoServer.ACCOUNT + "-" + MotoServer.REGION;
    String key = resources("AWS::Lambda::Function").getFirst().at("/Code/S3Key").asText();
    try (S3Client s3 = s3()) {
      byte[] code = s3.getObjectAsBytes(get -> get.bucket(bucket).key(key)).asByteArray();
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(code);
      assertEquals(
          function.at("/Configuration/CodeSha256").asText(),
          Base64.getEncoder().encodeToString(hash));
      return code;
    }
  }

  /** The environment of a process that stands for the function. */
  Map<String, String> environment(JsonNode function) {
    Map<String, String> environment = new HashMap<>(moto.environment());
    function
        .at("/Configuration/Environment/Variables")
        .properties()
        .forEach(variable -> environment.put(variable.getKey(), variable.getValue().asText()));
    assertTrue(environment.containsKey("INVENTORY_BUCKET"), environment.toString());
    return environment;
  }

  /** The schedule's input as Scheduler would hand it over. */
  String scheduledEvent(String dayAndHour) throws Exception {
    JsonNode input = resources("AWS::Scheduler::Schedule").getFirst().at("/Target/Input");
    return TemplateTexts.of(input)
        .replace("${AWS::AccountId}", MotoServer.ACCOUNT)
        .replace("${AWS::Region}", MotoServer.REGION)
        .replace("<aws.scheduler.scheduled-time>", "2026-01-%s:00:00Z".formatted(dayAndHour))
        .replace("<aws.scheduler.execution-id>", "e9c4b3b0-1111-2222-3333-444455556666")
        .replace(
            "<aws.scheduler.schedule-arn>",
            "arn:aws:scheduler:us-east-1:123456789012:schedule/default/inventory");
  }

  /** The properties of the exporter stack's resources of a type. */
  List<JsonNode> resources(String type) throws Exception {
    return StreamSupport.stream(template(EXPORTER).path("Resources").spliterator(), false)
        .filter(resource -> resource.path("Type").asText().equals(type))
        .map(resource -> resource.path("Properties"))
        .toList();
  }

  /** The synthesized template of a stack. */
  JsonNode template(String stack) throws IOException {
    return MAPPER.readTree(file(stack).toFile());
  }

  private Path file(String stack) {
    return assembly.resolve(stack + ".template.json");
  }

  S3Client s3() {
    return S3Client.builder()
        .endpointOverride(moto.endpoint())
        .forcePathStyle(true)
        .region(Region.of(MotoServer.REGION))
        .credentialsProvider(CREDENTIALS)
        .httpClient(PatientHttp.client())
        .build();
  }

  DynamoDbClient dynamoDb() {
    return DynamoDbClient.builder()
        .endpointOverride(moto.endpoint())
        .region(Region.of(MotoServer.REGION))
        .credentialsProvider(CREDENTIALS)
        .httpClient(PatientHttp.client())
        .build();
  }
}
