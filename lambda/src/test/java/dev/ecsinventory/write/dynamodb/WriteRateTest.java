package dev.ecsinventory.write.dynamodb;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ecsinventory.aws.rate.StorageRetry;
import dev.ecsinventory.format.Samples;
import dev.ecsinventory.model.ComplianceStatus;
import dev.ecsinventory.model.Coverage;
import dev.ecsinventory.model.Deadline;
import dev.ecsinventory.model.ReadSpan;
import dev.ecsinventory.model.SettableClock;
import dev.ecsinventory.model.SnapshotId;
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.schema.TableLayout;
import dev.ecsinventory.schema.TargetRows;
import dev.ecsinventory.schema.TaskSets;
import dev.ecsinventory.write.state.DynamoDbStateTable;
import dev.ecsinventory.write.state.StateTable;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;

/**
 * 10,000 task sets of one cluster and account, first all in violation, then all compliant. The
 * clock is fixed, so the delay of each write is its time. The test computes the write units of each
 * index from the items before and after, as DynamoDB does.
 */
class WriteRateTest {
  private static final int SERVICES = 1_000;
  private static final int TASK_SETS = 10;
  private static final int SERVICES_A_TARGET = 250;
  private static final int MAX_PER_SECOND = 800;
  private static final Instant NOW = Instant.parse("2026-01-15T06:00:00Z");
  private static final String TAG = "x".repeat(1_300);

  private final ThreadLocal<Duration> wait = ThreadLocal.withInitial(() -> Duration.ZERO);
  private final Map<Map<String, AttributeValue>, Map<String, AttributeValue>> items =
      new ConcurrentHashMap<>();

  /** Write units by index, key and time in nanoseconds. */
  private final Map<String, SortedMap<Long, Integer>> written = new HashMap<>();

  private final DynamoDbStateTable table =
      new DynamoDbStateTable(
          client(),
          "table",
          Duration.ofDays(30),
          new StorageRetry(new SettableClock(NOW), wait::set));

  @Test
  void noKeyOfAnIndexIsWrittenMoreThanEightHundredUnitsPerSecond() {
    for (ComplianceStatus status :
        List.of(ComplianceStatus.NON_COMPLIANT, ComplianceStatus.COMPLIANT)) {
      snapshot(status);
    }
    long violation = units("by_violation/123456789012");
    assertTrue(violation >= 4L * SERVICES * TASK_SETS, "two units in, and two out: " + violation);
    written.forEach((key, units) -> assertTrue(max(units) <= MAX_PER_SECOND, key));
    long last = written.get("by_violation/123456789012").lastKey();
    Duration fleet =
        Duration.ofNanos(last).dividedBy(2).multipliedBy(50_000 / (SERVICES * TASK_SETS));
    assertTrue(fleet.compareTo(Duration.ofMinutes(5)) < 0, "50,000 task sets in " + fleet);
  }

  private long units(String key) {
    return written.get(key).values().stream().mapToLong(Integer::longValue).sum();
  }

  /** The maximum number of units in any second. */
  private static int max(SortedMap<Long, Integer> units) {
    int max = 0;
    int sum = 0;
    List<Long> times = List.copyOf(units.keySet());
    int first = 0;
    for (long time : times) {
      sum += units.get(time);
      while (times.get(first) <= time - Duration.ofSeconds(1).toNanos()) {
        sum -= units.get(times.get(first++));
      }
      max = Math.max(max, sum);
    }
    return max;
  }

  private void snapshot(ComplianceStatus status) {
    int hour = status == ComplianceStatus.COMPLIANT ? 2 : 1;
    SnapshotId id = SnapshotId.at(NOW.plusSeconds(3600L * hour), Optional.empty());
    StateTable.Session session = table.begin(id, Deadline.NONE);
    for (int from = 0; from < SERVICES; from += SERVICES_A_TARGET) {
      List<Row> rows = new ArrayList<>();
      for (int service = from; service < from + SERVICES_A_TARGET; service++) {
        for (int taskSet = 0; taskSet < TASK_SETS; taskSet++) {
          rows.add(row(id, service, taskSet, status));
        }
      }
      session
          .compare(TargetRows.of(rows), new Coverage(Map.of(), Map.of()), new ReadSpan(NOW, NOW))
          .write();
    }
  }

  private static Row row(SnapshotId id, int service, int taskSet, ComplianceStatus status) {
    String arn = "arn:aws:ecs:us-east-1:123456789012:";
    return Samples.taskSet("" + taskSet)
        .with(TaskSets.DATASET.snapshotId(), id.value())
        .with(TaskSets.DATASET.snapshotTime(), id.time())
        .with(TaskSets.SERVICE_ARN, arn + "service/prod/web-" + service)
        .with(TaskSets.TASK_SET_ARN, arn + "task-set/prod/web-%d/%d".formatted(service, taskSet))
        .with(TaskSets.EXTERNAL_ID, TAG)
        .with(TaskSets.COMPLIANCE_STATUS, status.name());
  }

  private DynamoDbClient client() {
    return (DynamoDbClient)
        Proxy.newProxyInstance(
            WriteRateTest.class.getClassLoader(),
            new Class<?>[] {DynamoDbClient.class},
            (proxy, method, arguments) ->
                switch (arguments[0]) {
                  case TransactWriteItemsRequest writes -> write(writes);
                  case QueryRequest query -> query(query);
                  case GetItemRequest get ->
                      GetItemResponse.builder()
                          .item(items.getOrDefault(get.key(), Map.of()))
                          .build();
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }

  private QueryResponse query(QueryRequest query) {
    AttributeValue partition = query.expressionAttributeValues().get(":pk");
    return QueryResponse.builder()
        .items(
            partition.s().startsWith(TableLayout.MEMBERS_PREFIX)
                ? items.values().stream().filter(item -> item.get("pk").equals(partition)).toList()
                : List.of())
        .build();
  }

  private synchronized TransactWriteItemsResponse write(TransactWriteItemsRequest request) {
    long at = wait.get().toNanos();
    for (TransactWriteItem write : request.transactItems()) {
      if (write.put() != null) {
        Map<String, AttributeValue> item = write.put().item();
        Map<String, AttributeValue> key = Map.of("pk", item.get("pk"), "sk", item.get("sk"));
        count(at, Optional.ofNullable(items.put(key, item)), item);
      } else {
        Map<String, AttributeValue> item = items.get(write.update().key());
        count(at, Optional.of(item), item);
      }
    }
    return TransactWriteItemsResponse.builder().build();
  }

  private void count(
      long at, Optional<Map<String, AttributeValue>> before, Map<String, AttributeValue> after) {
    for (TableLayout.Index index : TableLayout.INDEXES) {
      Map<String, Integer> units = new HashMap<>();
      before.ifPresent(item -> count(units, index, item));
      count(units, index, after);
      units.forEach(
          (key, size) ->
              written
                  .computeIfAbsent(index.name() + "/" + key, name -> new TreeMap<>())
                  .merge(at, size, Integer::sum));
    }
  }

  /** DynamoDB writes an unchanged entry once, with the larger of both sizes. */
  private static void count(
      Map<String, Integer> units, TableLayout.Index index, Map<String, AttributeValue> item) {
    if (item.containsKey(index.partitionKey()) && item.containsKey(index.sortKey())) {
      units.merge(item.get(index.partitionKey()).s(), ItemSize.writeUnits(item), Math::max);
    }
  }
}
