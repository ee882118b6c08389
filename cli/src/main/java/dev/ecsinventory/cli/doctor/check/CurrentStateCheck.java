package dev.ecsinventory.cli.doctor.check;

import dev.ecsinventory.cli.doctor.deployed.AwsReading;
import dev.ecsinventory.cli.doctor.deployed.DeployedInventory;
import dev.ecsinventory.schema.TableLayout;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ContinuousBackupsDescription;
import software.amazon.awssdk.services.dynamodb.model.IndexStatus;
import software.amazon.awssdk.services.dynamodb.model.PointInTimeRecoveryStatus;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveDescription;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;

/** Whether the DynamoDB table exists, with its indexes, expiry and recovery. */
public final class CurrentStateCheck implements DoctorCheck {
  @Override
  public String name() {
    return "table";
  }

  @Override
  public void run(DeployedInventory inventory, CheckFindings findings) {
    DynamoDbClient dynamoDb = inventory.clients().shared().dynamoDb();
    findings
        .need(inventory.table())
        .flatMap(
            table ->
                findings.expect(
                    AwsReading.of(
                        "dynamodb:DescribeTable",
                        "table " + table,
                        () -> dynamoDb.describeTable(get -> get.tableName(table)).table()),
                    "Restore the table from a backup, or deploy the storage again; the next full"
                        + " snapshot fills an empty table."))
        .ifPresent(table -> check(dynamoDb, table, findings));
  }

  private static void check(
      DynamoDbClient dynamoDb, TableDescription table, CheckFindings findings) {
    if (table.tableStatus() != TableStatus.ACTIVE) {
      findings.problem(
          "table %s is %s".formatted(table.tableName(), table.tableStatusAsString()),
          "Wait until it is ACTIVE; if it is INACCESSIBLE_ENCRYPTION_CREDENTIALS, restore the"
              + " key.");
    }
    TableLayout.INDEXES.forEach(index -> index(table, index.name(), findings));
    if (!Boolean.TRUE.equals(table.deletionProtectionEnabled())) {
      findings.problem(
          "table %s has no deletion protection".formatted(table.tableName()),
          Remedies.DEPLOY_STORAGE);
    }
    timeToLive(dynamoDb, table.tableName(), findings);
    recovery(dynamoDb, table.tableName(), findings);
    findings.fact(table.tableName());
  }

  private static void index(TableDescription table, String name, CheckFindings findings) {
    Optional<IndexStatus> status =
        table.globalSecondaryIndexes().stream()
            .filter(index -> index.indexName().equals(name))
            .map(index -> index.indexStatus())
            .findFirst();
    if (status.isEmpty()) {
      findings.problem(
          "table %s has no index %s".formatted(table.tableName(), name), Remedies.DEPLOY_STORAGE);
    } else if (status.get() != IndexStatus.ACTIVE) {
      findings.problem(
          "index %s of table %s is %s".formatted(name, table.tableName(), status.get()),
          "Wait until it is ACTIVE; queries of the index fail until then.");
    }
  }

  private static void timeToLive(DynamoDbClient dynamoDb, String table, CheckFindings findings) {
    AwsReading<TimeToLiveDescription> ttl =
        AwsReading.of(
            "dynamodb:DescribeTimeToLive",
            "table " + table,
            () -> dynamoDb.describeTimeToLive(get -> get.tableName(table)).timeToLiveDescription());
    findings
        .need(ttl)
        .filter(
            found ->
                found.timeToLiveStatus() != TimeToLiveStatus.ENABLED
                    || !TableLayout.EXPIRES_AT.equals(found.attributeName()))
        .ifPresent(
            found ->
                findings.problem(
                    "time to live of table %s is %s: superseded versions never expire"
                        .formatted(table, found.timeToLiveStatusAsString()),
                    "aws dynamodb update-time-to-live --table-name %s --time-to-live-specification"
                            .formatted(table)
                        + " Enabled=true,AttributeName="
                        + TableLayout.EXPIRES_AT));
  }

  private static void recovery(DynamoDbClient dynamoDb, String table, CheckFindings findings) {
    AwsReading<ContinuousBackupsDescription> backups =
        AwsReading.of(
            "dynamodb:DescribeContinuousBackups",
            "table " + table,
            () ->
                dynamoDb
                    .describeContinuousBackups(get -> get.tableName(table))
                    .continuousBackupsDescription());
    findings
        .need(backups)
        .filter(
            found ->
                found.pointInTimeRecoveryDescription() == null
                    || found.pointInTimeRecoveryDescription().pointInTimeRecoveryStatus()
                        != PointInTimeRecoveryStatus.ENABLED)
        .ifPresent(
            found ->
                findings.problem(
                    "point-in-time recovery of table %s is disabled".formatted(table),
                    "aws dynamodb update-continuous-backups --table-name %s".formatted(table)
                        + " --point-in-time-recovery-specification"
                        + " PointInTimeRecoveryEnabled=true"));
  }
}
