package dev.ecsinventory.infra;

import dev.ecsinventory.infra.catalog.Catalog;
import dev.ecsinventory.infra.context.InventoryContext;
import dev.ecsinventory.infra.exporter.Exporter;
import dev.ecsinventory.infra.storage.Storage;
import dev.ecsinventory.infra.watch.InventoryAlarms;
import dev.ecsinventory.infra.watch.InventoryDashboard;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.constructs.Construct;

/** Everything that can be recreated from the bucket: the function, the catalog, the alarms. */
public final class ExporterStack extends Stack {
  public ExporterStack(
      Construct scope, String id, Storage storage, InventoryContext context, Project project) {
    super(
        scope,
        id,
        StackProps.builder().description("ECS Inventory: the exporter and the catalog").build());
    Exporter exporter = new Exporter(this, "Exporter", context, storage, project.code());
    Catalog catalog =
        new Catalog(
            this,
            "Catalog",
            storage,
            context.writing().formats(),
            context.asking(),
            project.athena());
    catalog.getNode().addDependency(exporter.completeIndexes());
    InventoryAlarms alarms = new InventoryAlarms(this, "Alarms", context.alarmEmail());
    alarms.watch(exporter.function(), exporter.failedRuns(), context.schedule());
    InventoryDashboard dashboard =
        new InventoryDashboard(this, "Watch", exporter.function(), exporter.failedRuns());
    addOutputs(exporter);
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

  private void addOutputs(Exporter exporter) {
    output(
        "FunctionAliasArn", exporter.alias().getFunctionArn(), "Function alias to invoke manually");
    output(
        "ExporterRoleArn",
        exporter.role().getRoleArn(),
        "Role that the member accounts must trust");
    output("LogGroupName", exporter.logs().getLogGroupName(), "Log group of the function");
    output("FailedRunsUrl", exporter.failedRuns().getQueueUrl(), "Dead-letter queue");
  }

  private void output(String name, String value, String description) {
    CfnOutput.Builder.create(this, name).value(value).description(description).build();
  }
}
