package dev.ecsinventory.infra.exporter;

import dev.ecsinventory.infra.context.InventoryContext;
import dev.ecsinventory.infra.storage.Storage;
import io.github.cdklabs.cdknag.NagPackSuppression;
import io.github.cdklabs.cdknag.NagSuppressions;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.CustomResource;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.iam.IRole;
import software.amazon.awscdk.services.lambda.IAlias;
import software.amazon.awscdk.services.lambda.IFunction;
import software.amazon.awscdk.services.logs.ILogGroup;
import software.amazon.awscdk.services.sqs.IQueue;
import software.amazon.awscdk.services.sqs.Queue;
import software.amazon.awscdk.services.sqs.QueueEncryption;
import software.constructs.Construct;
import software.constructs.IDependable;

/**
 * The scheduled function, with one dead-letter queue for events that could not be delivered or
 * whose runs failed.
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

  /**
   * @param code the function's archive
   */
  public Exporter(
      Construct scope, String id, InventoryContext context, Storage storage, Path code) {
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
    function = new ExporterFunction(this, "Exporter", context, storage, code, failedRuns);
    indexes = indexes();
    new ExporterSchedule(this, "Schedule", context.schedule(), function.alias(), failedRuns);
  }

  /**
   * The day indexes of all committed snapshots. The deployment waits until the deployed version has
   * completed them, including snapshots of versions that wrote none.
   */
  private CustomResource indexes() {
    return CustomResource.Builder.create(this, "DayIndexes")
        .serviceToken(function.alias().getFunctionArn())
        .resourceType("Custom::DayIndexes")
        .serviceTimeout(INDEX_TIMEOUT)
        .properties(Map.of("stage", "index", "version", function.version()))
        .build();
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
