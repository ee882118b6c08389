package dev.ecsinventory.infra.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ecsinventory.infra.Synthesis;
import dev.ecsinventory.infra.TemplateTexts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Applies synthesized templates to the deployed stacks by API, in CloudFormation's order, because
 * moto's CloudFormation publishes a version before it updates the function, and has no alias.
 * Updated are the encryption of the bucket, the function's configuration, its version and its
 * alias, and the settings that the exporter stack stores. Nothing else that differs between the
 * templates affects what the function does, except for the permissions, which moto does not
 * enforce.
 */
final class StackUpdate {
  private static final String ALIAS = "live";
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private final AwsCommand aws;
  private final Path directory;
  private final String bucket;
  private final String table;
  private final String function;

  StackUpdate(AwsCommand aws, Path directory, JsonNode storageOutputs, String function) {
    this.aws = aws;
    this.directory = directory;
    this.bucket = storageOutputs.path("BucketName").asText();
    this.table = storageOutputs.path("TableName").asText();
    this.function = function;
  }

  /** Creates the alias, which CloudFormation creates together with the function. */
  void createAlias() throws Exception {
    aws.json(
        "lambda",
        "create-alias",
        "--function-name",
        function,
        "--name",
        ALIAS,
        "--function-version",
        "1");
  }

  void apply(JsonNode storage, JsonNode exporter) throws Exception {
    encryptBucket(storage);
    configureFunction(exporter);
    String version =
        aws.json("lambda", "publish-version", "--function-name", function).path("Version").asText();
    pointAliasAt(version);
    storeSettings(exporter);
  }

  /** The command of the documentation's immediate rollback. */
  void pointAliasAt(String version) throws Exception {
    aws.json(
        "lambda",
        "update-alias",
        "--function-name",
        function,
        "--name",
        ALIAS,
        "--function-version",
        version);
  }

  private void encryptBucket(JsonNode storage) throws Exception {
    JsonNode rule =
        properties(storage, "AWS::S3::Bucket")
            .filter(found -> found.has("VersioningConfiguration"))
            .findFirst()
            .orElseThrow()
            .at("/BucketEncryption/ServerSideEncryptionConfiguration/0");
    ObjectNode request = MAPPER.createObjectNode();
    ObjectNode encryption = request.putArray("Rules").addObject();
    encryption.set(
        "ApplyServerSideEncryptionByDefault", rule.path("ServerSideEncryptionByDefault"));
    encryption.put("BucketKeyEnabled", rule.path("BucketKeyEnabled").asBoolean());
    aws.run(
        List.of(
            "s3api",
            "put-bucket-encryption",
            "--bucket",
            bucket,
            "--server-side-encryption-configuration",
            request.toString()));
  }

  private void configureFunction(JsonNode exporter) throws Exception {
    JsonNode properties =
        properties(exporter, "AWS::Lambda::Function")
            .filter(found -> found.at("/Environment/Variables").has("INVENTORY_BUCKET"))
            .findFirst()
            .orElseThrow();
    ObjectNode environment = MAPPER.createObjectNode();
    ObjectNode variables = environment.putObject("Variables");
    properties
        .at("/Environment/Variables")
        .properties()
        .forEach(variable -> variables.put(variable.getKey(), known(variable.getValue())));
    Path file = Files.writeString(directory.resolve("environment.json"), environment.toString());
    aws.json(
        "lambda",
        "update-function-configuration",
        "--function-name",
        function,
        "--role",
        roleArn(exporter),
        "--memory-size",
        properties.path("MemorySize").asText(),
        "--environment",
        "file://" + file);
  }

  private String roleArn(JsonNode exporter) {
    String name =
        properties(exporter, "AWS::IAM::Role")
            .filter(role -> role.has("RoleName"))
            .map(role -> known(role.path("RoleName")))
            .findFirst()
            .orElseThrow();
    return "arn:aws:iam::%s:role/%s".formatted(MotoServer.ACCOUNT, name);
  }

  private void storeSettings(JsonNode exporter) throws Exception {
    String stack = Synthesis.EXPORTER;
    ObjectNode deployed =
        (ObjectNode)
            aws.json("cloudformation", "get-template", "--stack-name", stack).path("TemplateBody");
    deployed.set("Metadata", exporter.path("Metadata"));
    Path file = Files.writeString(directory.resolve("deployed.json"), deployed.toString());
    aws.json(
        "cloudformation",
        "update-stack",
        "--stack-name",
        stack,
        "--capabilities",
        "CAPABILITY_NAMED_IAM",
        "--template-body",
        "file://" + file);
  }

  private String known(JsonNode value) {
    return TemplateTexts.of(value)
        .replace("${Bucket}", bucket)
        .replace("${Table}", table)
        .replace("${AWS::Partition}", "aws")
        .replace("${AWS::Region}", MotoServer.REGION)
        .replace("${AWS::AccountId}", MotoServer.ACCOUNT);
  }

  private static Stream<JsonNode> properties(JsonNode template, String type) {
    return StreamSupport.stream(template.path("Resources").spliterator(), false)
        .filter(resource -> resource.path("Type").asText().equals(type))
        .map(resource -> resource.path("Properties"));
  }
}
