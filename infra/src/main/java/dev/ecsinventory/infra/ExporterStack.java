package dev.ecsinventory.infra;

import dev.ecsinventory.infra.access.AuditPolicy;
import dev.ecsinventory.infra.catalog.Catalog;
import dev.ecsinventory.infra.exporter.Exporter;
import dev.ecsinventory.infra.storage.Storage;
import dev.ecsinventory.infra.watch.InventoryAlarms;
import dev.ecsinventory.infra.watch.InventoryDashboard;
import dev.ecsinventory.model.Sha256;
import dev.ecsinventory.settings.EffectiveSettings;
import dev.ecsinventory.settings.InventorySettings;
import dev.ecsinventory.settings.deployed.DeployedSettings;
import java.util.Map;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.constructs.Construct;

/** Everything that can be recreated from the bucket: the function, the catalog, the alarms. */
public final class ExporterStack extends Stack {
  private final Exporter exporter;

  public ExporterStack(
      Construct scope, String id, Storage storage, InventorySettings settings, Project project) {
    super(
        scope,
        id,
        StackProps.builder().description("ECS Inventory: the exporter and the catalog").build());
    exporter = new Exporter(this, "Exporter", settings, storage, project.code());
    Catalog catalog =
        new Catalog(
            this,
            "Catalog",
            storage,
            settings.writing().formats(),
            settings.asking(),
            project.athena());
    catalog.getNode().addDependency(exporter.completeIndexes());
    InventoryAlarms alarms = new InventoryAlarms(this, "Alarms", settings.alarmEmail());
    alarms.watch(exporter.function(), exporter.failedRuns(), settings);
    exporter.machine().ifPresent(alarms::watch);
    InventoryDashboard dashboard =
        new InventoryDashboard(
            this, "Watch", exporter.function(), exporter.failedRuns(), exporter.machine());
    addOutputs();
    output(
        "AuditPolicyArn",
        new AuditPolicy(this, "Audit", storage, Catalog.WORK_GROUP, Catalog.DATABASE).arn(),
        "Managed policy for users who query the history");
    output(
        "LatestReport",
        "s3://" + storage.bucket().getBucketName() + "/" + storage.keys().latestReport(),
        "Report of the newest snapshot");
    output("DatabaseName", catalog.database(), "Glue database of the history");
    output("WorkGroupName", catalog.workGroup(), "Athena workgroup with the saved queries");
    output(
        "AlarmTopicArn", alarms.topic().getTopicArn(), "SNS topic of the alarms; subscribe to it");
    output("DashboardName", dashboard.name(), "CloudWatch dashboard");
  }

  /** Stores the settings in the stack, from which {@code init --from-deployed} restores them. */
  void storeSettings(EffectiveSettings settings) {
    getTemplateOptions().setMetadata(Map.of(DeployedSettings.METADATA, settings.given()));
    // CloudFormation does not store metadata that changes alone.
    exporter.recordSettings(Sha256.of(settings.given().toString()));
  }

  private void addOutputs() {
    output(
        "FunctionAliasArn", exporter.alias().getFunctionArn(), "Function alias to invoke manually");
    output(
        "ExporterRoleArn",
        exporter.role().getRoleArn(),
        "Role that the member accounts must trust");
    output("LogGroupName", exporter.logs().getLogGroupName(), "Log group of the function");
    exporter
        .machine()
        .ifPresent(
            machine ->
                output(
                    "StateMachineArn",
                    machine.getStateMachineArn(),
                    "State machine that takes the snapshots"));
    output("FailedRunsUrl", exporter.failedRuns().getQueueUrl(), "Dead-letter queue");
  }

  private void output(String name, String value, String description) {
    CfnOutput.Builder.create(this, name).value(value).description(description).build();
  }
}
