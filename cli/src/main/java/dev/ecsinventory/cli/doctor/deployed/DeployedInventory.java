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
  private final Map<String, Reading<?>> readings = new HashMap<>();

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
  public Reading<DeployedStack> exporter() {
    return stack(exporterStack);
  }

  /** The stack with the bucket and the table. */
  public Reading<DeployedStack> storage() {
    return stack(storageStack);
  }

  /** The alias through which the function is invoked. */
  public Reading<FunctionAlias> alias() {
    return exporter().then(stack -> stack.first(DeployedStack.ALIAS)).then(FunctionAlias::parse);
  }

  /** The configuration of the version that the alias invokes. */
  public Reading<GetFunctionConfigurationResponse> function() {
    return once("function", () -> alias().then(this::configuration));
  }

  private Reading<GetFunctionConfigurationResponse> configuration(FunctionAlias alias) {
    return Reading.of(
        "lambda:GetFunctionConfiguration",
        "function " + alias.function(),
        () ->
            clients
                .lambda()
                .getFunctionConfiguration(
                    get -> get.functionName(alias.function()).qualifier(alias.name())));
  }

  /** The function's environment variables. */
  public Reading<Map<String, String>> environment() {
    return function()
        .then(
            function ->
                new Reading.Found<>(
                    function.environment() == null
                        ? Map.of()
                        : function.environment().variables()));
  }

  /** The function's settings; unknown if they are invalid. */
  public Reading<Settings> settings() {
    return environment().then(this::settings);
  }

  private Reading<Settings> settings(Map<String, String> environment) {
    Map<String, String> complete = new HashMap<>(environment);
    complete.put("AWS_REGION", clients.region());
    try {
      return new Reading.Found<>(Settings.from(complete));
    } catch (InvalidInputException invalid) {
      return new Reading.Unknown<>(
          "the function's settings", String.join("; ", invalid.problems()));
    }
  }

  /** The bucket that the function writes to; if that is unknown, the one of the storage stack. */
  public Reading<String> bucket() {
    return ofStorage(Settings.BUCKET, "BucketName");
  }

  /** The same for the table. */
  public Reading<String> table() {
    return ofStorage(Settings.TABLE, "TableName");
  }

  private Reading<String> ofStorage(String variable, String output) {
    Optional<String> used = environment().value().map(variables -> variables.get(variable));
    return used.<Reading<String>>map(Reading.Found::new)
        .orElseGet(
            () ->
                storage()
                    .then(
                        stack ->
                            stack
                                .output(output)
                                .<Reading<String>>map(Reading.Found::new)
                                .orElseGet(
                                    () ->
                                        new Reading.Absent<>(
                                            "output %s of %s".formatted(output, storageStack)))));
  }

  /** The keys of the bucket's objects. */
  public ObjectKeys keys() {
    return settings().value().map(Settings::keys).orElse(new ObjectKeys(Settings.DEFAULT_PREFIX));
  }

  /** The schedule. */
  public Reading<GetScheduleResponse> schedule() {
    return once(
        "schedule",
        () ->
            exporter()
                .then(stack -> stack.first(DeployedStack.SCHEDULE))
                .then(
                    name ->
                        Reading.of(
                            "scheduler:GetSchedule",
                            "schedule " + name,
                            () -> clients.scheduler().getSchedule(get -> get.name(name)))));
  }

  /** The snapshots; absent without any. */
  public Reading<LatestSnapshots> snapshots() {
    return once("snapshots", () -> bucket().then(this::snapshots));
  }

  private Reading<LatestSnapshots> snapshots(String bucket) {
    try {
      return Reading.<Optional<LatestSnapshots>>of(
              "s3:GetObject and s3:ListBucket",
              "bucket " + bucket,
              () -> LatestSnapshots.read(new S3ObjectStore(clients.shared().s3(), bucket), keys()))
          .then(
              found ->
                  found
                      .<Reading<LatestSnapshots>>map(Reading.Found::new)
                      .orElseGet(() -> new Reading.Absent<>("committed snapshot in " + bucket)));
    } catch (MissingDestinationException missing) {
      return new Reading.Unknown<>("the snapshots", "bucket %s does not exist".formatted(bucket));
    } catch (UnreadableManifestException malformed) {
      return new Reading.Unknown<>("the newest snapshot", malformed.getMessage());
    }
  }

  private Reading<DeployedStack> stack(String name) {
    return once(
        "stack " + name,
        () ->
            Reading.of(
                    "cloudformation:DescribeStacks",
                    "stack " + name,
                    () ->
                        clients
                            .cloudFormation()
                            .describeStacks(describe -> describe.stackName(name)))
                .then(response -> resources(response.stacks().getFirst())));
  }

  private Reading<DeployedStack> resources(Stack stack) {
    CloudFormationClient cloudFormation = clients.cloudFormation();
    return Reading.of(
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
  private <T> Reading<T> once(String name, Supplier<Reading<T>> read) {
    Reading<?> known = readings.get(name);
    if (known == null) {
      known = read.get();
      readings.put(name, known);
    }
    return (Reading<T>) known;
  }
}
