package dev.ecsinventory.write.state;

import dev.ecsinventory.aws.rate.StorageRetry;
import dev.ecsinventory.model.ComplianceStatus;
import dev.ecsinventory.model.Coverage;
import dev.ecsinventory.model.Deadline;
import dev.ecsinventory.model.ReadSpan;
import dev.ecsinventory.model.ServiceIdentity;
import dev.ecsinventory.model.SettableClock;
import dev.ecsinventory.model.SnapshotId;
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.schema.TargetRows;
import dev.ecsinventory.write.dynamodb.MemoryDynamoDb;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A table in memory, and the snapshots of some hours that write to it. Nothing waits. */
final class InMemoryState {
  static final String PROD = StateRows.clusterArn("prod");
  static final ServiceIdentity CHECKOUT =
      new ServiceIdentity(PROD, StateRows.ARN + "service/prod/checkout");
  static final String SET_1 = StateRows.ARN + "task-set/prod/checkout/ecs-svc/1";
  static final String SET_2 = StateRows.ARN + "task-set/prod/checkout/ecs-svc/2";

  private static final Instant MIDNIGHT = Instant.parse("2026-01-15T00:00:00Z");
  private static final Duration RETENTION = Duration.ofDays(30);

  final MemoryDynamoDb dynamoDb = new MemoryDynamoDb();
  final StateTable table =
      new DynamoDbStateTable(
          dynamoDb,
          MemoryDynamoDb.TABLE,
          RETENTION,
          new StorageRetry(new SettableClock(MIDNIGHT), wait -> {}));

  static SnapshotId id(int hour) {
    return SnapshotId.at(time(hour), Optional.empty());
  }

  static Instant time(int hour) {
    return MIDNIGHT.plusSeconds(3600L * hour);
  }

  /** A read that began at the hour and took a second. */
  static ReadSpan read(int hour) {
    return new ReadSpan(time(hour), time(hour).plusSeconds(1));
  }

  static String version(int hour) {
    return "VERSION#2026-01-15T%02d:00:00.000Z".formatted(hour);
  }

  /** The expiry of a version that the hour's snapshot supersedes. */
  static String expiry(int hour) {
    return String.valueOf(time(hour).plus(RETENTION).getEpochSecond());
  }

  static Row cluster(int hour) {
    return new StateRows(id(hour)).cluster(PROD);
  }

  static Row service(int hour, String platformVersion) {
    return new StateRows(id(hour)).service(CHECKOUT, platformVersion);
  }

  static Row taskSet(int hour, String arn, String externalId) {
    return taskSet(hour, arn, externalId, ComplianceStatus.COMPLIANT);
  }

  static Row taskSet(int hour, String arn, String externalId, ComplianceStatus status) {
    return new StateRows(id(hour)).taskSet(CHECKOUT, arn, externalId, status);
  }

  /** The cluster with its service and these task sets, all read completely. */
  static Coverage complete(String... taskSets) {
    return StateRows.coverage(PROD, Map.of(CHECKOUT.serviceArn(), Set.of(taskSets)));
  }

  StateTable.Session session(int hour) {
    return table.begin(id(hour), Deadline.NONE);
  }

  StateTable.Compared compare(int hour, Coverage coverage, Row... rows) {
    return session(hour).compare(TargetRows.of(List.of(rows)), coverage, read(hour));
  }

  void write(int hour, Coverage coverage, Row... rows) {
    compare(hour, coverage, rows).write();
  }

  /** Keys of the items that {@code work} adds, changes or deletes. */
  Set<String> changes(Runnable work) {
    Map<String, Map<String, AttributeValue>> before = dynamoDb.items();
    work.run();
    Map<String, Map<String, AttributeValue>> after = dynamoDb.items();
    Set<String> keys = new TreeSet<>(before.keySet());
    keys.addAll(after.keySet());
    keys.removeIf(key -> after.containsKey(key) && after.get(key).equals(before.get(key)));
    return keys;
  }

  /** A task set's item. */
  Map<String, AttributeValue> taskSetItem(String arn, String sortKey) {
    return item("TASKSET#" + arn + " | " + sortKey);
  }

  Map<String, AttributeValue> item(String key) {
    return dynamoDb.items().get(key);
  }
}
