package dev.ecsinventory.cli.exporter;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ecsinventory.aws.rate.StorageRetry;
import dev.ecsinventory.model.SnapshotId;
import dev.ecsinventory.schema.TableLayout;
import dev.ecsinventory.write.dynamodb.Condition;
import dev.ecsinventory.write.dynamodb.DynamoDbTable;
import dev.ecsinventory.write.dynamodb.MemoryDynamoDb;
import dev.ecsinventory.write.dynamodb.TableWrite;
import dev.ecsinventory.write.dynamodb.TableWrite.IfRejected;
import dev.ecsinventory.write.state.DynamoDbCurrentItems;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The table in memory responds to every request of the function as DynamoDB Local does. */
@Execution(ExecutionMode.CONCURRENT)
class MemoryDynamoDbTest {
  private static final int STEPS = 300;
  private static final List<String> PARTITIONS = List.of("TASKSET#a", "TASKSET#ä", "SNAPSHOT");
  private static final List<String> TIMES =
      List.of("2026-01-15T01:00:00.000Z", "2026-01-15T02:00:00.000Z", "2026-01-15T03:00:00.000Z");

  private static StateTables tables;

  @BeforeAll
  static void startEngine() {
    tables = new StateTables();
  }

  @AfterAll
  static void stopEngine() {
    tables.close();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void respondsAsDynamoDbLocalDoes(long seed) {
    String table = tables.create();
    MemoryDynamoDb memory = new MemoryDynamoDb(1 + (int) seed);
    Random random = new Random(seed);
    for (int step = 0; step < STEPS; step++) {
      Function<Access, Object> request = request(random);
      assertEquals(
          request.apply(Access.of(tables.client, table)),
          request.apply(Access.of(memory, MemoryDynamoDb.TABLE)),
          "step " + step);
    }
    assertEquals(tables.items(table), memory.items());
  }

  /** The function's two ways to a table. */
  private record Access(DynamoDbTable table, DynamoDbCurrentItems items) {
    static Access of(DynamoDbClient client, String name) {
      return new Access(
          new DynamoDbTable(client, name, StorageRetry.DEFAULT),
          new DynamoDbCurrentItems(client, name));
    }
  }

  /** A request whose result can be compared; a write returns nothing, or what was rejected. */
  private static Function<Access, Object> request(Random random) {
    String partition = pick(random, PARTITIONS);
    Map<String, AttributeValue> item = item(random);
    String first = sortKey(random);
    String other = sortKey(random);
    return switch (random.nextInt(14)) {
      case 0 -> access -> access.table().get(partition, first);
      case 1 -> access -> access.table().partition(partition, first);
      case 2 -> access -> access.table().partition(partition, min(first, other), max(first, other));
      case 3 ->
          access ->
              access
                  .table()
                  .last(
                      partition, min(first, other), max(first, other), 2, MemoryDynamoDbTest::has);
      case 4 -> access -> new TreeSet<>(texts(access.table().index(pick(item), "x")));
      case 5 -> access -> new TreeSet<>(access.items().clusters());
      case 6 -> access -> done(() -> access.table().putIfAbsent(item));
      case 7 -> access -> done(() -> access.table().putUnless(TableLayout.WITHDRAWN_AT, item));
      case 8 ->
          access ->
              done(
                  () ->
                      access
                          .table()
                          .setIfAbsent(
                              DynamoDbTable.key(partition, first),
                              TableLayout.WITHDRAWN_AT,
                              Map.of(
                                  TableLayout.WITHDRAWN_AT, AttributeValue.fromS(other),
                                  TableLayout.WITHDRAWN_REASON, AttributeValue.fromS("why"))));
      case 12 ->
          access ->
              access
                  .table()
                  .setIf(
                      DynamoDbTable.key(partition, first),
                      Map.of("hashes", AttributeValue.fromS("h1")),
                      "attribute_not_exists(pk) OR hashes = :hashes OR snapshot_time < :now",
                      Map.of(":now", item.get("snapshot_time")));
      case 13 ->
          access ->
              done(
                  () ->
                      access
                          .table()
                          .deleteIf(
                              DynamoDbTable.key(partition, first),
                              "snapshot_id = :id",
                              Map.of(":id", item.get("snapshot_id"))));
      case 9 -> access -> new TreeSet<>(texts(access.items().summaries()));
      default -> {
        List<TableWrite> writes = writes(random);
        yield access -> access.table().write(writes).stream().map(TableWrite::key).toList();
      }
    };
  }

  private static boolean has(Map<String, AttributeValue> item) {
    return !item.containsKey(TableLayout.WITHDRAWN_AT);
  }

  private static Object done(Runnable write) {
    write.run();
    return "done";
  }

  private static List<String> texts(Iterable<?> values) {
    List<String> texts = new ArrayList<>();
    values.forEach(
        value ->
            texts.add(
                value instanceof Map<?, ?> map ? "" + map.get("sk") + map.get("pk") : "" + value));
    return texts;
  }

  private static TableLayout.Index pick(Map<String, AttributeValue> item) {
    return TableLayout.INDEXES.get(item.size() % TableLayout.INDEXES.size());
  }

  private static <T> T pick(Random random, List<T> from) {
    return from.get(random.nextInt(from.size()));
  }

  private static String min(String one, String other) {
    return one.compareTo(other) <= 0 ? one : other;
  }

  private static String max(String one, String other) {
    return one.compareTo(other) <= 0 ? other : one;
  }

  private static String sortKey(Random random) {
    return pick(
        random,
        List.of("CURRENT", "VERSION#1", "VERSION#ä", "20260115T010000Z", "20260115T020000Z"));
  }

  private static Map<String, AttributeValue> item(Random random) {
    Map<String, AttributeValue> item =
        new HashMap<>(DynamoDbTable.key(pick(random, PARTITIONS), sortKey(random)));
    item.put("snapshot_time", AttributeValue.fromS(pick(random, TIMES)));
    item.put("snapshot_id", AttributeValue.fromS("id-" + random.nextInt(3)));
    optional(random, item, "number", AttributeValue.fromN("1.50"));
    optional(random, item, "hashes", AttributeValue.fromS("h" + random.nextInt(2)));
    optional(random, item, TableLayout.OBSERVED_AT, AttributeValue.fromS(pick(random, TIMES)));
    optional(random, item, "task_set_arn", AttributeValue.fromS("arn" + random.nextInt(3)));
    optional(random, item, "service_arn", AttributeValue.fromS("x"));
    optional(random, item, TableLayout.CURRENT_CLUSTER_ARN, AttributeValue.fromS("x"));
    optional(random, item, TableLayout.VIOLATING_ACCOUNT_ID, AttributeValue.fromS("x"));
    return item;
  }

  private static void optional(
      Random random, Map<String, AttributeValue> item, String name, AttributeValue value) {
    if (random.nextBoolean()) {
      item.put(name, value);
    }
  }

  /** Up to four writes to different items, with the conditions of the function. */
  private static List<TableWrite> writes(Random random) {
    Map<Map<String, AttributeValue>, TableWrite> writes = new HashMap<>();
    for (int number = 0; number <= random.nextInt(4); number++) {
      TableWrite write = write(random, item(random));
      writes.put(write.key(), write);
    }
    return List.copyOf(writes.values());
  }

  private static TableWrite write(Random random, Map<String, AttributeValue> item) {
    Map<String, AttributeValue> key = DynamoDbTable.key(item.get("pk").s(), item.get("sk").s());
    Condition notNewer =
        Condition.notNewerThan(
            item.get("snapshot_time"),
            Collections.unmodifiableSortedSet(withdrawn(random.nextInt(3))));
    return switch (random.nextInt(6)) {
      case 0 -> TableWrite.delete(key, "arn");
      case 1 -> TableWrite.expire(key, Optional.of(Instant.ofEpochSecond(5)), "arn");
      case 2 -> TableWrite.expire(key, Optional.empty(), "arn");
      case 3 ->
          TableWrite.put(item, "arn")
              .when(
                  notNewer.and(Condition.notObservedSince(Instant.parse(pick(random, TIMES)))),
                  IfRejected.LEAVE_RESOURCE);
      case 4 ->
          TableWrite.delete(key, "arn")
              .when(Condition.still(item, List.of("hashes", "number")), IfRejected.COMPARE_AGAIN);
      default -> TableWrite.put(item, "arn").when(notNewer, IfRejected.LEAVE_RESOURCE);
    };
  }

  private static TreeSet<SnapshotId> withdrawn(int count) {
    TreeSet<SnapshotId> withdrawn =
        new TreeSet<>(java.util.Comparator.comparing(SnapshotId::value));
    for (int hour = 1; hour <= count; hour++) {
      withdrawn.add(SnapshotId.parse("20260115T0%d0000Z".formatted(hour)));
    }
    return withdrawn;
  }
}
