package dev.ecsinventory.cli.exporter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ecsinventory.pipeline.Crashes;
import dev.ecsinventory.pipeline.Exporter;
import dev.ecsinventory.schema.TableLayout;
import dev.ecsinventory.simulator.fleet.Fleet;
import dev.ecsinventory.simulator.fleet.generate.FleetGenerator;
import dev.ecsinventory.simulator.fleet.generate.FleetSize;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The digests match the table regardless of other writers: an incorrect digest would hide a change.
 */
@Execution(ExecutionMode.CONCURRENT)
class MembersTest {
  private static final Fleet FLEET = FleetGenerator.uniform(1).generate(new FleetSize(2, 3, 2));
  private static final List<String> SETS =
      FLEET.taskSets().map(taskSet -> taskSet.arn()).sorted().toList();
  private static final String SERVICE =
      FLEET.services().map(service -> service.arn()).sorted().findFirst().orElseThrow();
  private static final String CLUSTER =
      FLEET.clusters().map(cluster -> cluster.arn()).sorted().findFirst().orElseThrow();

  private static StateTables tables;

  @TempDir Path directory;
  private Exporter exporter;
  private String table;

  @BeforeAll
  static void startEngine() {
    tables = new StateTables();
  }

  @AfterAll
  static void stopEngine() {
    tables.close();
  }

  @BeforeEach
  void takeTheFirstSnapshot() {
    table = tables.create();
    exporter =
        Exporter.of(FLEET, directory).table(tables.open(table)).check(tables.currentItems(table));
    snapshot(1);
  }

  @AfterEach
  void stopSimulator() {
    exporter.close();
  }

  @Test
  void aConcurrentSnapshotIsNotReverted() {
    Fleet first = FLEET.with(SETS.get(0), set -> set.put("externalId", "first"));
    Fleet both =
        first
            .with(SETS.get(0), set -> set.put("externalId", "second"))
            .with(SETS.get(1), set -> set.put("externalId", "second"));
    exporter.simulator().fleet(first);
    exporter.table(tables.open(table, interrupted(() -> scoped(3, both))));
    snapshot(2);

    exporter.table(tables.open(table));
    assertEquals("second", externalId(SETS.get(0)), "an older one overwrites no newer one");
    assertEquals(
        "second", externalId(SETS.get(1)), "what it did not see is not what it was before");
    exporter.simulator().fleet(both);
    assertTableMatchesFleet(9);
  }

  @Test
  void concurrentRunsOfOneEventResultInOneState() {
    Fleet changed =
        FLEET
            .with(SETS.get(0), set -> set.put("externalId", "changed"))
            .without(SETS.get(1))
            .without(FLEET.services().toList().getLast().arn());
    exporter.simulator().fleet(changed);
    exporter.table(tables.open(table, interrupted(() -> scoped(2, changed))));
    snapshot(2);

    exporter.table(tables.open(table));
    assertEquals("changed", externalId(SETS.get(0)));
    assertTrue(current(SETS.get(1)).containsKey(TableLayout.DELETED_AT));
    assertTableMatchesFleet(9);
  }

  @Test
  void runsAtDifferentTimesResultInTheStateOfTheLast() {
    exporter.simulator().fleet(FLEET.with(SETS.get(0), set -> set.put("externalId", "outer")));
    Fleet inner = FLEET.with(SETS.get(1), set -> set.put("externalId", "inner"));
    exporter.table(tables.open(table, interrupted(() -> scoped(2, inner))));
    snapshot(2);

    exporter.table(tables.open(table));
    assertEquals("outer", externalId(SETS.get(0)));
    assertFalse(current(SETS.get(1)).toString().contains("inner"), "as the last run saw it");
    assertTableMatchesFleet(9);
  }

  @Test
  void anOlderSnapshotSkipsNewerItemsAndWritesTheOthers() {
    exporter.simulator().fleet(FLEET.with(SETS.get(0), set -> set.put("externalId", "newer")));
    exporter.run(
        "{\"time\":\"2026-01-15T03:00:00Z\",\"detail\":{\"taskSets\":[\"%s\"]}}"
            .formatted(SETS.get(0)));
    exporter
        .simulator()
        .fleet(
            FLEET
                .with(SETS.get(0), set -> set.put("externalId", "older"))
                .with(SETS.get(1), set -> set.put("externalId", "older")));
    snapshot(2);

    assertEquals("newer", externalId(SETS.get(0)));
    assertEquals("older", externalId(SETS.get(1)));
  }

  @Test
  void aServiceLargerThanATransactionIsWrittenAndDeletedCompletely() {
    Fleet many = FleetGenerator.uniform(2).generate(new FleetSize(1, 1, 120));
    exporter.simulator().fleet(many);
    snapshot(2);
    assertTableMatchesFleet(3);
    exporter.simulator().fleet(many.without(many.services().findFirst().orElseThrow().arn()));
    snapshot(4);
    many.taskSets()
        .forEach(set -> assertTrue(current(set.arn()).containsKey(TableLayout.DELETED_AT)));
    assertTableMatchesFleet(9);
  }

  @Test
  void aTableOfTheEarlierLayoutIsMigratedWithoutNewVersions() {
    Set<String> earlier = restoreTheEarlierLayout();
    Set<String> taken = tables.changes(table, () -> snapshot(2));
    assertTrue(taken.remove("SNAPSHOT | 20260115T020000Z"));
    assertTrue(taken.containsAll(earlier), taken::toString);
    assertTrue(taken.stream().allMatch(key -> key.startsWith("MEMBERS#")), taken::toString);
    assertFalse(tables.items(table).containsKey("MEMBERS#" + CLUSTER + " | " + SERVICE));
    assertTableMatchesFleet(9);
  }

  @Test
  void aRetryResumesAnInterruptedMigration() {
    restoreTheEarlierLayout();
    exporter.simulator().fleet(FLEET.without(SERVICE).without(SETS.getLast()));
    Crashes crashes = Crashes.at(5);
    exporter.table(
        tables.open(table, tables.aheadOfTransactions(() -> crashes.around(() -> true))));
    assertThrows(Crashes.Crash.class, () -> snapshot(2));
    exporter.table(tables.open(table));
    snapshot(2);

    assertTrue(item("SERVICE#" + SERVICE).containsKey(TableLayout.DELETED_AT));
    assertTrue(current(SETS.getFirst()).containsKey(TableLayout.DELETED_AT));
    assertTrue(current(SETS.getLast()).containsKey(TableLayout.DELETED_AT));
    assertTableMatchesFleet(9);
  }

  /**
   * Replaces every digest by one of the layout before digests had task sets; returns their keys.
   */
  private Set<String> restoreTheEarlierLayout() {
    Map<String, Map<String, AttributeValue>> members =
        tables.items(table).entrySet().stream()
            .filter(item -> item.getKey().startsWith("MEMBERS#"))
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    members.forEach(
        (key, item) -> {
          Map<String, AttributeValue> earlier = new HashMap<>();
          earlier.put("pk", item.get("pk"));
          earlier.put("sk", item.get("sk"));
          tables.client.deleteItem(delete -> delete.tableName(table).key(Map.copyOf(earlier)));
          String cluster = item.get("pk").s().substring("MEMBERS#".length());
          if (cluster.startsWith("arn:")) {
            String service = cluster.replace(":cluster/", ":service/") + "/" + item.get("sk").s();
            earlier.put("sk", AttributeValue.fromS(service));
          }
          earlier.put("state_hash", AttributeValue.fromS("0123456789abcdef0123456789abcdef"));
          earlier.put("content_hash", AttributeValue.fromS("0123456789abcdef0123456789abcdef"));
          tables.client.putItem(put -> put.tableName(table).item(earlier));
        });
    return members.keySet();
  }

  /**
   * Asserts that the table matches the fleet: a snapshot of the unchanged fleet finds no change.
   */
  private void assertTableMatchesFleet(int hour) {
    assertEquals(
        Set.of("SNAPSHOT | 20260115T%02d0000Z".formatted(hour)),
        tables.changes(table, () -> snapshot(hour)));
  }

  /** A client that runs {@code other} once, just before its first transaction. */
  private DynamoDbClient interrupted(Runnable other) {
    AtomicBoolean done = new AtomicBoolean();
    return tables.aheadOfTransactions(
        () -> {
          if (done.compareAndSet(false, true)) {
            other.run();
          }
        });
  }

  /**
   * A snapshot by another run, whose scope has every cluster. The lease of the first run has
   * expired.
   */
  private void scoped(int hour, Fleet fleet) {
    tables.endLease(table);
    try (Exporter other = Exporter.of(fleet, directory).table(tables.open(table))) {
      other.run(
          "{\"time\":\"2026-01-15T%02d:00:00Z\",\"detail\":{\"clusters\":[\"*\"]}}"
              .formatted(hour));
    }
  }

  private void snapshot(int hour) {
    exporter.run("{\"time\":\"2026-01-15T%02d:00:00Z\"}".formatted(hour));
  }

  private String externalId(String taskSetArn) {
    return current(taskSetArn).get("external_id").s();
  }

  private Map<String, AttributeValue> current(String taskSetArn) {
    return item("TASKSET#" + taskSetArn);
  }

  private Map<String, AttributeValue> item(String partition) {
    return tables.items(table).get(partition + " | CURRENT");
  }
}
