package dev.ecsinventory.infra.exporter;

import dev.ecsinventory.infra.storage.Storage;
import dev.ecsinventory.settings.Engine;
import dev.ecsinventory.settings.InventorySettings;
import io.github.cdklabs.cdknag.NagPackSuppression;
import io.github.cdklabs.cdknag.NagSuppressions;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awscdk.CfnResource;
import software.amazon.awscdk.CustomResource;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.iam.IRole;
import software.amazon.awscdk.services.lambda.IAlias;
import software.amazon.awscdk.services.lambda.IFunction;
import software.amazon.awscdk.services.logs.ILogGroup;
import software.amazon.awscdk.services.sqs.IQueue;
import software.amazon.awscdk.services.sqs.Queue;
import software.amazon.awscdk.services.sqs.QueueEncryption;
import software.amazon.awscdk.services.stepfunctions.IStateMachine;
import software.constructs.Construct;
import software.constructs.IDependable;

/**
 * The scheduled function and, depending on the engine, the state machine that takes the snapshots,
 * with one dead-letter queue for events that could not be delivered or whose runs failed.
 */
public final class Exporter extends Construct {
  /**
   * CloudFormation's maximum: enough for three runs that use all of their time, each of which
   * resumes.
   */
  private static final Duration INDEX_TIMEOUT = Duration.hours(1);

  private final Queue failedRuns;
  private final ExporterFunction function;
  private final CustomResource indexes;
  private final Optional<IStateMachine> machine;

  /**
   * @param code the function's archive
   */
  public Exporter(
      Construct scope, String id, InventorySettings settings, Storage storage, Path code) {
    super(scope, id);
    failedRuns =
        Queue.Builder.create(this, "FailedRuns")
            .encryption(QueueEncryption.SQS_MANAGED)
            .enforceSsl(true)
            // SQS's maximum, so that an operator has time to react after a holiday.
            .retentionPeriod(Duration.days(14))
            .build();
    NagSuppressions.addResourceSuppressions(
        failedRuns,
        List.of(
            NagPackSuppression.builder()
                .id("AwsSolutions-SQS3")
                .reason("This is the dead-letter queue.")
                .build()));
    function = new ExporterFunction(this, "Exporter", settings, storage, code, failedRuns);
    indexes = indexes();
    machine =
        settings.writing().engine() == Engine.STEP_FUNCTIONS
            ? Optional.of(
                new SnapshotMachine(this, "Snapshots", function.alias(), storage).machine())
            : Optional.empty();
    new ExporterSchedule(this, "Schedule", settings.schedule(), function.alias(), failedRuns);
  }

  /**
   * The day indexes of all committed snapshots. The deployment waits until the deployed version has
   * stored the tag policy and completed the indexes, including snapshots of versions that wrote
   * none.
   */
  private CustomResource indexes() {
    Map<String, String> properties = new TreeMap<>();
    properties.put("stage", "index");
    properties.put("version", function.version());
    function.policy().ifPresent(policy -> properties.put("policy", policy));
    return CustomResource.Builder.create(this, "DayIndexes")
        .serviceToken(function.alias().getFunctionArn())
        .resourceType("Custom::DayIndexes")
        .serviceTimeout(INDEX_TIMEOUT)
        .properties(properties)
        .build();
  }

  /** Makes a resource of the stack depend on all settings. */
  public void recordSettings(String hash) {
    ((CfnResource) indexes.getNode().getDefaultChild()).addPropertyOverride("settings", hash);
  }

  /** The dependency of resources that require complete day indexes. */
  public IDependable completeIndexes() {
    return indexes;
  }

  public IFunction function() {
    return function.function();
  }

  /** The alias through which the function is always invoked. */
  public IAlias alias() {
    return function.alias();
  }

  /** The state machine that takes the snapshots, if the function does not take them alone. */
  public Optional<IStateMachine> machine() {
    return machine;
  }

  public ILogGroup logs() {
    return function.logs();
  }

  public IRole role() {
    return function.role();
  }

  public IQueue failedRuns() {
    return failedRuns;
  }
}
