package dev.ecsinventory.settings.deployed;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ecsinventory.config.InvalidInputException;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.RegionMetadata;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;
import software.amazon.awssdk.services.cloudformation.model.TemplateStage;
import software.amazon.awssdk.services.sts.StsClient;

/** The stacks of an inventory in one account and Region. It only reads. */
public final class DeployedStacks implements AutoCloseable {
  public static final String EXPORTER = "EcsInventoryExporter";
  public static final String STORAGE = "EcsInventoryStorage";

  /** Statuses of stacks that were never deployed, or no longer are. */
  private static final Set<StackStatus> NOT_DEPLOYED =
      Set.of(
          StackStatus.REVIEW_IN_PROGRESS,
          StackStatus.CREATE_FAILED,
          StackStatus.ROLLBACK_COMPLETE,
          StackStatus.ROLLBACK_FAILED,
          StackStatus.DELETE_COMPLETE);

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private final String region;
  private final SdkHttpClient http;
  private final CloudFormationClient stacks;
  private final StsClient sts;

  private DeployedStacks(
      String region, SdkHttpClient http, CloudFormationClient stacks, StsClient sts) {
    this.region = region;
    this.http = http;
    this.stacks = stacks;
    this.sts = sts;
  }

  /**
   * The stacks in {@code region}, read with the SDK's own credentials.
   *
   * @param environment the environment variables, which can name another endpoint
   */
  public static DeployedStacks in(String region, Map<String, String> environment) {
    return in(region, environment, DefaultCredentialsProvider.builder().build());
  }

  /** The stacks in {@code region}, read with other credentials. */
  public static DeployedStacks in(
      String region, Map<String, String> environment, AwsCredentialsProvider credentials) {
    SdkHttpClient http = UrlConnectionHttpClient.create();
    return new DeployedStacks(
        requireNonNull(region, "region is null"),
        http,
        configured(CloudFormationClient.builder(), region, environment, "CLOUDFORMATION")
            .credentialsProvider(credentials)
            .httpClient(http)
            .build(),
        configured(StsClient.builder(), region, environment, "STS")
            .credentialsProvider(credentials)
            .httpClient(http)
            .build());
  }

  private static <B extends AwsClientBuilder<B, ?>> B configured(
      B builder, String region, Map<String, String> environment, String service) {
    String endpoint =
        environment.getOrDefault(
            "AWS_ENDPOINT_URL_" + service, environment.get("AWS_ENDPOINT_URL"));
    if (endpoint != null) {
      builder.endpointOverride(URI.create(endpoint));
    }
    return builder.region(Region.of(region));
  }

  /** The account of the credentials. */
  public String account() {
    return sts.getCallerIdentity().account();
  }

  /** The settings of the deployed stacks; empty if there is no exporter stack. */
  public Optional<DeployedSettings> settings() {
    Optional<Stack> exporter = stack(EXPORTER);
    if (exporter.isEmpty()) {
      return Optional.empty();
    }
    Optional<Stack> storage = stack(STORAGE);
    Map<String, String> values = pseudoParameters(exporter.get());
    storage.stream()
        .flatMap(stack -> stack.outputs().stream())
        .filter(output -> output.exportName() != null)
        .forEach(output -> values.put(output.exportName(), output.outputValue()));
    return Optional.of(
        DeployedSettings.of(
            template(EXPORTER, values), storage.map(found -> template(STORAGE, values))));
  }

  private Optional<Stack> stack(String name) {
    try {
      return stacks.describeStacks(describe -> describe.stackName(name)).stacks().stream()
          .filter(stack -> !NOT_DEPLOYED.contains(stack.stackStatus()))
          .findFirst();
    } catch (CloudFormationException problem) {
      // CloudFormation has no error of its own for a stack that does not exist.
      if (String.valueOf(problem.getMessage()).contains("does not exist")) {
        return Optional.empty();
      }
      throw problem;
    }
  }

  private Map<String, String> pseudoParameters(Stack stack) {
    RegionMetadata metadata = RegionMetadata.of(Region.of(region));
    Map<String, String> values = new HashMap<>();
    values.put("AWS::Region", region);
    values.put("AWS::AccountId", stack.stackId().split(":")[4]);
    values.put("AWS::Partition", metadata.partition().id());
    values.put("AWS::URLSuffix", metadata.partition().dnsSuffix());
    return values;
  }

  private StackTemplate template(String name, Map<String, String> values) {
    String body =
        stacks
            .getTemplate(get -> get.stackName(name).templateStage(TemplateStage.ORIGINAL))
            .templateBody();
    try {
      return new StackTemplate(MAPPER.readTree(body), values);
    } catch (JsonProcessingException notJson) {
      throw new InvalidInputException(
          "the deployed stacks cannot be used",
          List.of(
              "the template of the stack %s in %s is not JSON, so this project did not deploy it; deploy the inventory into another account or Region, or delete that stack"
                  .formatted(name, region)));
    }
  }

  @Override
  public void close() {
    stacks.close();
    sts.close();
    http.close();
  }
}
