package dev.ecsinventory.infra.exporter;

import dev.ecsinventory.infra.access.ExecutionPolicy;
import dev.ecsinventory.infra.access.ExporterRole;
import dev.ecsinventory.infra.access.FunctionPolicy;
import dev.ecsinventory.infra.storage.Storage;
import dev.ecsinventory.settings.Engine;
import dev.ecsinventory.settings.InventorySettings;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.iam.IRole;
import software.amazon.awscdk.services.lambda.Alias;
import software.amazon.awscdk.services.lambda.ApplicationLogLevel;
import software.amazon.awscdk.services.lambda.Architecture;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.LoggingFormat;
import software.amazon.awscdk.services.lambda.Runtime;
import software.amazon.awscdk.services.lambda.SystemLogLevel;
import software.amazon.awscdk.services.lambda.Tracing;
import software.amazon.awscdk.services.lambda.VersionOptions;
import software.amazon.awscdk.services.lambda.destinations.SqsDestination;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.amazon.awscdk.services.sqs.IQueue;
import software.constructs.Construct;

/** The function and the alias through which it is invoked. */
final class ExporterFunction extends Construct {
  static final String HANDLER = "dev.ecsinventory.handler.InventoryHandler::handleRequest";

  /** Lambda's maximum. */
  static final Duration TIMEOUT = Duration.minutes(15);

  static final String ALIAS = "live";

  /**
   * Lambda's default, made explicit: retries are safe, because the snapshot of an event is
   * idempotent.
   */
  static final int RETRIES = 2;

  private final LogGroup logs;
  private final IRole role;
  private final Function function;
  private final Alias alias;
  private final Optional<String> policy;

  ExporterFunction(
      Construct scope,
      String id,
      InventorySettings settings,
      Storage storage,
      Path code,
      IQueue failedRuns) {
    super(scope, id);
    logs =
        LogGroup.Builder.create(this, "Logs")
            .retention(RetentionDays.THREE_MONTHS)
            .removalPolicy(RemovalPolicy.DESTROY)
            .build();
    FunctionPolicy calls = new FunctionPolicy(settings.reading(), storage);
    if (settings.writing().engine() == Engine.STEP_FUNCTIONS) {
      calls.addExecutions(SnapshotMachine.arn());
    }
    Map<String, String> environment = FunctionEnvironment.of(settings, storage);
    policy = DeployedPolicy.add(settings.writing().tagPolicy(), storage, environment);
    role =
        new ExporterRole(this, "Role", calls.document(), ExecutionPolicy.document(logs, failedRuns))
            .role();
    function = function(code, environment, settings.writing());
    alias = alias(settings, failedRuns);
  }

  Function function() {
    return function;
  }

  Alias alias() {
    return alias;
  }

  /** The deployed version, which changes with the code or the settings. */
  String version() {
    return function.getCurrentVersion().getVersion();
  }

  /** The text of the tag policy file that the deployment has to store. */
  Optional<String> policy() {
    return policy;
  }

  LogGroup logs() {
    return logs;
  }

  IRole role() {
    return role;
  }

  private Function function(
      Path code, Map<String, String> environment, InventorySettings.Writing writing) {
    return Function.Builder.create(this, "Function")
        .description("ECS Inventory: takes a snapshot")
        .runtime(Runtime.JAVA_25)
        .architecture(Architecture.ARM_64)
        .handler(HANDLER)
        .code(Code.fromAsset(code.toString()))
        .role(role)
        .environment(environment)
        .memorySize(writing.memoryMegabytes())
        .timeout(TIMEOUT)
        // One run at a time: a second one would wait for the lease of the first. AWS requires ten
        // unreserved executions, so that an account whose limit is ten
        // cannot reserve one.
        .reservedConcurrentExecutions(writing.reservedConcurrency() ? 1 : null)
        .tracing(Tracing.ACTIVE)
        .logGroup(logs)
        .loggingFormat(LoggingFormat.JSON)
        .applicationLogLevelV2(ApplicationLogLevel.INFO)
        .systemLogLevelV2(SystemLogLevel.INFO)
        // Retained, so that the alias can point to an earlier version again.
        .currentVersionOptions(VersionOptions.builder().removalPolicy(RemovalPolicy.RETAIN).build())
        .build();
  }

  /** Asynchronous invocations use the alias, so their configuration is the alias's. */
  private Alias alias(InventorySettings settings, IQueue failedRuns) {
    return Alias.Builder.create(this, "Live")
        .aliasName(ALIAS)
        .version(function.getCurrentVersion())
        .retryAttempts(RETRIES)
        .maxEventAge(EventAge.of(settings.schedule()))
        .onFailure(new SqsDestination(failedRuns))
        .build();
  }
}
