package dev.ecsinventory.cli.doctor.deployed;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.aws.S3ObjectStore;
import dev.ecsinventory.cli.doctor.deployed.DeployedStack.StackResource;
import dev.ecsinventory.config.InvalidInputException;
import dev.ecsinventory.config.Settings;
import dev.ecsinventory.manifest.UnreadableManifestException;
import dev.ecsinventory.schema.ObjectKeys;
import dev.ecsinventory.store.MissingDestinationException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.Output;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.lambda.model.GetFunctionConfigurationResponse;
import software.amazon.awssdk.services.scheduler.model.GetScheduleResponse;

/**
 * A deployed inventory, found through its CloudFormation stacks. Each value is read once, when the
 * first check requires it.
 */
public final class DeployedInventory {
  private final AccountClients clients;
  private final String exporterStack;
  private final String storageStack;
  private final Instant now;
  private final Map<String, AwsReading<?>> readings = new HashMap<>();

  /**
   * @param now the time that ages are relative to
   */
  public DeployedInventory(
      AccountClients clients, String exporterStack, String storageStack, Instant now) {
    this.clients = requireNonNull(clients, "clients is null");
    this.exporterStack = requireNonNull(exporterStack, "exporterStack is null");
    this.storageStack = requireNonNull(storageStack, "storageStack is null");
    this.now = requireNonNull(now, "now is null");
  }

  public AccountClients clients() {
    return clients;
  }

  public Instant now() {
    return now;
  }

  /** The stack with the function. */
  public AwsReading<DeployedStack> exporter() {
    return stack(exporterStack);
  }

  /** The stack with the bucket and the table. */
  public AwsReading<DeployedStack> storage() {
    return stack(storageStack);
  }

  /** The alias through which the function is invoked. */
  public AwsReading<FunctionAlias> alias() {
    return exporter().then(stack -> stack.first(DeployedStack.ALIAS)).then(FunctionAlias::parse);
  }

  /** The configuration of the version that the alias invokes. */
  public AwsReading<GetFunctionConfigurationResponse> function() {
    return once("function", () -> alias().then(this::configuration));
  }

  private AwsReading<GetFunctionConfigurationResponse> configuration(FunctionAlias alias) {
    return AwsReading.of(
        "lambda:GetFunctionConfiguration",
        "function " + alias.function(),
        () ->
            clients
                .lambda()
                .getFunctionConfiguration(
                    get -> get.functionName(alias.function()).qualifier(alias.name())));
  }

  /** The function's environment variables. */
  public AwsReading<Map<String, String>> environment() {
    return function()
        .then(
            function ->
                new AwsReading.Found<>(
                    function.environment() == null
                        ? Map.of()
                        : function.environment().variables()));
  }

  /** The function's settings; unknown if they are invalid. */
  public AwsReading<Settings> settings() {
    return environment().then(this::settings);
  }

  private AwsReading<Settings> settings(Map<String, String> environment) {
    Map<String, String> complete = new HashMap<>(environment);
    complete.put("AWS_REGION", clients.region());
    try {
      return new AwsReading.Found<>(Settings.from(complete));
    } catch (InvalidInputException invalid) {
      return new AwsReading.Unknown<>(
          "the function's settings", String.join("; ", invalid.problems()));
    }
  }

  /** The bucket that the function writes to; if that is unknown, the one of the storage stack. */
  public AwsReading<String> bucket() {
    return ofStorage(Settings.BUCKET, "BucketName");
  }

  /** The same for the table. */
  public AwsReading<String> table() {
    return ofStorage(Settings.TABLE, "TableName");
  }

  private AwsReading<String> ofStorage(String variable, String output) {
    Optional<String> used = environment().value().map(variables -> variables.get(variable));
    return used.<AwsReading<String>>map(AwsReading.Found::new)
        .orElseGet(
            () ->
                storage()
                    .then(
                        stack ->
                            stack
                                .output(output)
                                .<AwsReading<String>>map(AwsReading.Found::new)
                                .orElseGet(
                                    () ->
                                        new AwsReading.Absent<>(
                                            "output %s of %s".formatted(output, storageStack)))));
  }

  /** The keys of the bucket's objects. */
  public ObjectKeys keys() {
    return settings().value().map(Settings::keys).orElse(new ObjectKeys(Settings.DEFAULT_PREFIX));
  }

  /** The schedule. */
  public AwsReading<GetScheduleResponse> schedule() {
    return once(
        "schedule",
        () ->
            exporter()
                .then(stack -> stack.first(DeployedStack.SCHEDULE))
                .then(
                    name ->
                        AwsReading.of(
                            "scheduler:GetSchedule",
                            "schedule " + name,
                            () -> clients.scheduler().getSchedule(get -> get.name(name)))));
  }

  /** The snapshots; absent without any. */
  public AwsReading<LatestSnapshots> snapshots() {
    return once("snapshots", () -> bucket().then(this::snapshots));
  }

  private AwsReading<LatestSnapshots> snapshots(String bucket) {
    try {
      return AwsReading.<Optional<LatestSnapshots>>of(
              "s3:GetObject and s3:ListBucket",
              "bucket " + bucket,
              () -> LatestSnapshots.read(new S3ObjectStore(clients.shared().s3(), bucket), keys()))
          .then(
              found ->
                  found
                      .<AwsReading<LatestSnapshots>>map(AwsReading.Found::new)
                      .orElseGet(() -> new AwsReading.Absent<>("committed snapshot in " + bucket)));
    } catch (MissingDestinationException missing) {
      return new AwsReading.Unknown<>(
          "the snapshots", "bucket %s does not exist".formatted(bucket));
    } catch (UnreadableManifestException malformed) {
      return new AwsReading.Unknown<>("the newest snapshot", malformed.getMessage());
    }
  }

  private AwsReading<DeployedStack> stack(String name) {
    return once(
        "stack " + name,
        () ->
            AwsReading.of(
                    "cloudformation:DescribeStacks",
                    "stack " + name,
                    () ->
                        clients
                            .cloudFormation()
                            .describeStacks(describe -> describe.stackName(name)))
                .then(response -> resources(response.stacks().getFirst())));
  }

  private AwsReading<DeployedStack> resources(Stack stack) {
    CloudFormationClient cloudFormation = clients.cloudFormation();
    return AwsReading.of(
        "cloudformation:ListStackResources",
        "stack " + stack.stackName(),
        () -> {
          List<StackResource> resources =
              cloudFormation
                  .listStackResourcesPaginator(list -> list.stackName(stack.stackName()))
                  .stackResourceSummaries()
                  .stream()
                  .filter(resource -> resource.physicalResourceId() != null)
                  .map(
                      resource ->
                          new StackResource(
                              resource.resourceType(),
                              resource.logicalResourceId(),
                              resource.physicalResourceId()))
                  .toList();
          Map<String, String> outputs =
              stack.outputs().stream()
                  .collect(Collectors.toMap(Output::outputKey, Output::outputValue));
          return new DeployedStack(
              stack.stackName(), stack.stackStatusAsString(), outputs, resources);
        });
  }

  @SuppressWarnings("unchecked")
  private <T> AwsReading<T> once(String name, Supplier<AwsReading<T>> read) {
    AwsReading<?> known = readings.get(name);
    if (known == null) {
      known = read.get();
      readings.put(name, known);
    }
    return (AwsReading<T>) known;
  }
}
