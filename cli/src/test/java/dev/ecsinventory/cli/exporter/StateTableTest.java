package dev.ecsinventory.cli.exporter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ecsinventory.model.ComplianceCounts;
import dev.ecsinventory.pipeline.Exporter;
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.schema.Snapshots;
import dev.ecsinventory.schema.TableLayout;
import dev.ecsinventory.simulator.fault.Fault;
import dev.ecsinventory.simulator.fault.FaultRule;
import dev.ecsinventory.simulator.fleet.Fleet;
import dev.ecsinventory.write.state.PastSnapshot;
import dev.ecsinventory.write.state.StateTable;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The items that consecutive snapshots of a changing fleet write to the table. */
@Execution(ExecutionMode.CONCURRENT)
class StateTableTest {
  private static final String ARN = "arn:aws:ecs:us-east-1:123456789012:";
  private static final String PROD = ARN + "cluster/prod";
  private static final String CHECKOUT = ARN + "service/prod/checkout";
  private static final String SET_1 = ARN + "task-set/prod/checkout/ecs-svc/1";
  private static final String SET_2 = ARN + "task-set/prod/checkout/ecs-svc/2";
  private static final String SET_3 = ARN + "task-set/prod/search/ecs-svc/3";

  private static final Fleet FLEET =
      Fleet.parse(
          """
          {"accounts": [{"id": "123456789012", "regions": [
            {"name": "us-east-1", "clusters": [
              {"clusterName": "prod", "services": [
                {"serviceName": "checkout", "deploymentController": {"type": "EXTERNAL"},
                 "taskSets": [
                   {"id": "ecs-svc/1", "runningCount": 1, "scale": {"value": 50.0, "unit": "PERCENT"},
                    "tags": [{"key": "Team", "value": "pay"}]},
                   {"id": "ecs-svc/2", "status": "DRAINING", "tags": []}]},
                {"serviceName": "search", "deploymentController": {"type": "EXTERNAL"},
                 "taskSets": [{"id": "ecs-svc/3", "tags": [{"key": "Team", "value": "find"}]}]}]},
              {"clusterName": "dev", "services": [
                {"serviceName": "api", "deploymentController": {"type": "EXTERNAL"},
                 "taskSets": [{"id": "ecs-svc/4", "tags": []}]}]}]}]}]}
          """);

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
    assertEquals("COMPLETE", snapshot(1).get(Snapshots.STATUS));
  }

  @AfterEach
  void stopSimulator() {
    exporter.close();
  }

  @Test
  void firstWritesACurrentItemAndAVersionOfEachResource() {
    Set<String> items = tables.items(table).keySet();
    for (String arn : List.of(SET_1, SET_2, SET_3)) {
      assertTrue(items.contains("TASKSET#" + arn + " | CURRENT"), items::toString);
      assertTrue(items.contains("TASKSET#" + arn + " | " + version(1)), items::toString);
    }
    assertTrue(items.contains("SERVICE#" + CHECKOUT + " | CURRENT"));
    assertTrue(items.contains("CLUSTER#" + PROD + " | CURRENT"));
    assertTrue(items.contains("SNAPSHOT | 20260115T010000Z"));
  }

  @Test
  void findsTheNewestSnapshotOfEverythingBeforeATime() {
    snapshot(2);
    snapshot(3);
    exporter.run("{\"time\":\"2026-01-15T02:30:00Z\",\"detail\":{\"clusters\":[\"prod\"]}}");
    StateTable state = tables.open(table);
    Instant midnight = Instant.parse("2026-01-15T00:00:00Z");
    Instant three = Instant.parse("2026-01-15T03:00:00Z");

    PastSnapshot newest = state.newestWhole(midnight, three).orElseThrow();
    assertEquals(Instant.parse("2026-01-15T02:00:00Z"), newest.time());
    assertEquals(new ComplianceCounts(0, 0, 0, 4), newest.compliance().orElseThrow());
    assertEquals(
        Optional.empty(), state.newestWhole(midnight, Instant.parse("2026-01-15T01:00:00Z")));
    assertEquals(Optional.empty(), state.newestWhole(Instant.parse("2026-01-15T02:15:00Z"), three));
  }

  @Test
  void aSecondSnapshotOfAnUnchangedFleetWritesNothingButItsSummary() {
    assertEquals(Set.of("SNAPSHOT | 20260115T020000Z"), changes(() -> snapshot(2)));
  }

  @Test
  void oneChangedTagWritesThatTaskSetsCurrentItemAndOneVersion() {
    change(SET_1, node -> node.putArray("tags").addObject().put("key", "Team").put("value", "Pay"));
    assertEquals(
        Set.of(
            "SNAPSHOT | 20260115T020000Z",
            "MEMBERS#" + PROD + " | checkout",
            "TASKSET#" + SET_1 + " | CURRENT",
            "TASKSET#" + SET_1 + " | " + version(1),
            "TASKSET#" + SET_1 + " | " + version(2)),
        changes(() -> snapshot(2)));
    assertEquals("Pay", tag(current(SET_1)));
    assertEquals("pay", tag(item("TASKSET#" + SET_1 + " | " + version(1))));
  }

  @Test
  void countsThatChangeWriteNoVersion() {
    change(SET_1, node -> node.put("runningCount", 2).put("stabilityStatusAt", 1768443000.5));
    assertEquals(
        Set.of(
            "SNAPSHOT | 20260115T020000Z",
            "MEMBERS#" + PROD + " | checkout",
            "TASKSET#" + SET_1 + " | CURRENT"),
        changes(() -> snapshot(2)));
    assertEquals("2", current(SET_1).get("running_count").n());
  }

  @Test
  void aReplayOfAnOlderEventChangesNothing() {
    change(SET_1, node -> node.put("externalId", "changed"));
    snapshot(3);
    assertEquals(Set.of(), changes(() -> snapshot(1)), "committed before");
    exporter.simulator().fleet(FLEET);
    assertEquals(
        Set.of("SNAPSHOT | 20260115T020000Z"), changes(() -> snapshot(2)), "late, never committed");
    assertEquals("changed", current(SET_1).get("external_id").s());
  }

  @ParameterizedTest
  @ValueSource(strings = {"ListClusters", "DescribeClusters", "ListServices", "DescribeServices"})
  void onlyASuccessfulReadOfTheParentProvesAbsence(String operation) {
    exporter.simulator().fleet(FLEET.without(SET_1).without(SET_3));
    for (Fault fault :
        List.of(
            new Fault.AccessDenied(),
            new Fault.Throttle(),
            new Fault.ServerError(),
            new Fault.TruncatedBody())) {
      FaultRule rule = FaultRule.of(fault).on(operation);
      exporter.faults(operation.equals("ListClusters") ? rule : rule.touching("cluster/prod"));
      try {
        snapshot(2);
      } catch (RuntimeException nothingRead) {
        assertEquals("ListClusters", operation);
      }
      // A cluster that cannot be described is still listed, so the list of its services is
      // reliable.
      boolean parentRead = operation.equals("DescribeClusters");
      assertEquals(parentRead, current(SET_1).containsKey(TableLayout.DELETED_AT), operation);
      assertFalse(current(SET_2).containsKey(TableLayout.DELETED_AT));
    }
  }

  @Test
  void unreadTagsAreNotEmptyTags() {
    exporter.faults(
        FaultRule.of(new Fault.AccessDenied()).on("DescribeTaskSets").touching(CHECKOUT));
    assertEquals(Set.of("SNAPSHOT | 20260115T020000Z"), changes(() -> snapshot(2)));
    assertEquals("pay", tag(current(SET_1)));
    assertTrue(current(SET_1).get("tags_known").bool());
  }

  @Test
  void taskSetsOfADeniedClusterAreNotMarkedDeleted() {
    exporter.simulator().fleet(FLEET.without(SET_1));
    exporter.faults(FaultRule.of(new Fault.AccessDenied()).touching("cluster/prod"));
    snapshot(2);
    assertFalse(current(SET_1).containsKey(TableLayout.DELETED_AT));
    exporter.faults();
    assertEquals(
        Set.of(
            "SNAPSHOT | 20260115T030000Z",
            "SERVICE#" + CHECKOUT + " | CURRENT",
            "MEMBERS#" + PROD + " | checkout",
            "TASKSET#" + SET_1 + " | CURRENT",
            "TASKSET#" + SET_1 + " | " + version(1),
            "TASKSET#" + SET_1 + " | " + version(3)),
        changes(() -> snapshot(3)));
    assertEquals("2026-01-15T03:00:00.000Z", current(SET_1).get(TableLayout.DELETED_AT).s());
    assertFalse(current(SET_1).containsKey(TableLayout.CURRENT_CLUSTER_ARN));
    assertTrue(current(SET_1).containsKey(TableLayout.EXPIRES_AT));
    assertEquals("pay", tag(current(SET_1)), "as last seen");
  }

  @Test
  void aDeletedServiceMarksItsTaskSetsDeleted() {
    exporter.simulator().fleet(FLEET.without(CHECKOUT));
    snapshot(2);
    for (String key : List.of("SERVICE#" + CHECKOUT, "TASKSET#" + SET_1, "TASKSET#" + SET_2)) {
      assertTrue(item(key + " | CURRENT").containsKey(TableLayout.DELETED_AT), key);
      assertTrue(tables.items(table).containsKey(key + " | " + version(2)), key);
    }
    assertFalse(current(SET_3).containsKey(TableLayout.DELETED_AT));
    assertEquals(Set.of("SNAPSHOT | 20260115T030000Z"), changes(() -> snapshot(3)));
  }

  @Test
  void aDeletedClusterMarksItsContentsDeleted() {
    exporter.simulator().fleet(FLEET.without(PROD));
    snapshot(2);
    for (String key : List.of("CLUSTER#" + PROD, "SERVICE#" + CHECKOUT, "TASKSET#" + SET_3)) {
      assertTrue(item(key + " | CURRENT").containsKey(TableLayout.DELETED_AT), key);
    }
    assertEquals(Set.of("SNAPSHOT | 20260115T030000Z"), changes(() -> snapshot(3)));
  }

  @Test
  void aServiceThatIsCreatedAgainIsNotDeleted() {
    exporter.simulator().fleet(FLEET.without(CHECKOUT));
    snapshot(2);
    exporter.simulator().fleet(FLEET);
    snapshot(3);
    assertFalse(item("SERVICE#" + CHECKOUT + " | CURRENT").containsKey(TableLayout.DELETED_AT));
    assertFalse(current(SET_1).containsKey(TableLayout.DELETED_AT));
    assertTrue(tables.items(table).containsKey("TASKSET#" + SET_1 + " | " + version(3)));
  }

  @Test
  void aScopedSnapshotDoesNotChangeOtherResources() {
    exporter.simulator().fleet(FLEET.without(SET_3).without(SET_1));
    exporter.run("{\"time\":\"2026-01-15T02:00:00Z\",\"detail\":{\"services\":[\"checkout\"]}}");
    assertTrue(current(SET_1).containsKey(TableLayout.DELETED_AT));
    assertFalse(current(SET_3).containsKey(TableLayout.DELETED_AT));
  }

  @Test
  void theIndexesContainTheDocumentedItems() {
    change(SET_1, node -> node.put("externalId", "v2"));
    snapshot(2);
    exporter.simulator().fleet(FLEET.without(SET_2));
    snapshot(3);
    assertEquals(
        Set.of("CURRENT " + SET_1, "CURRENT " + SET_3),
        found(tables.index(table, TableLayout.BY_CLUSTER, PROD)));
    Set<String> ofService = found(tables.index(table, TableLayout.BY_SERVICE, CHECKOUT));
    assertTrue(
        ofService.containsAll(
            Set.of(
                "CURRENT " + SET_1,
                version(1) + " " + SET_1,
                version(2) + " " + SET_1,
                "CURRENT " + SET_2,
                version(3) + " " + SET_2)),
        ofService::toString);
    assertEquals(Set.of(), found(tables.index(table, TableLayout.BY_VIOLATION, "123456789012")));
  }

  @Test
  void aSupersededVersionExpires() {
    assertNull(current(SET_1).get(TableLayout.EXPIRES_AT));
    assertNull(expiry(SET_1, version(1)), "the newest version");
    change(SET_1, node -> node.put("runningCount", 2));
    snapshot(2);
    assertNull(expiry(SET_1, version(1)), "counts supersede no version");
    change(SET_1, node -> node.put("externalId", "v3"));
    snapshot(3);
    snapshot(3);
    assertEquals(expiry(3), expiry(SET_1, version(1)));
    assertNull(expiry(SET_1, version(3)), "also not when the snapshot is taken again");
    exporter.simulator().fleet(FLEET.without(SET_1));
    snapshot(4);
    assertEquals(expiry(4), expiry(SET_1, version(3)));
    assertEquals(expiry(4), expiry(SET_1, version(4)), "nothing supersedes a deletion");
    assertEquals(expiry(4), current(SET_1).get(TableLayout.EXPIRES_AT).n());
    assertEquals(expiry(3), expiry(SET_1, version(1)), "superseded before");
  }

  /** The hour of a snapshot, and the thirty days for which the test retains superseded versions. */
  private static String expiry(int hour) {
    return String.valueOf(1771027200 + 3600 * hour);
  }

  private String expiry(String taskSetArn, String version) {
    AttributeValue expiry =
        item("TASKSET#" + taskSetArn + " | " + version).get(TableLayout.EXPIRES_AT);
    return expiry == null ? null : expiry.n();
  }

  @Test
  void aVersionThatExpiredTooEarlyDoesNotPreventAChange() {
    tables.client.deleteItem(
        delete ->
            delete
                .tableName(table)
                .key(
                    Map.of(
                        "pk", AttributeValue.fromS("TASKSET#" + SET_1),
                        "sk", AttributeValue.fromS(version(1)))));
    change(SET_1, node -> node.put("externalId", "v2"));
    snapshot(2);
    assertEquals("v2", current(SET_1).get("external_id").s());
    assertNull(tables.items(table).get("TASKSET#" + SET_1 + " | " + version(1)), "not made anew");
  }

  private static Set<String> found(List<Map<String, AttributeValue>> items) {
    Set<String> found = new TreeSet<>();
    items.forEach(item -> found.add(item.get("sk").s() + " " + item.get("task_set_arn").s()));
    return found;
  }

  private Row snapshot(int hour) {
    return exporter.run("{\"time\":\"2026-01-15T%02d:00:00Z\"}".formatted(hour));
  }

  private static String version(int hour) {
    return "VERSION#2026-01-15T%02d:00:00.000Z".formatted(hour);
  }

  private void change(String arn, Consumer<ObjectNode> change) {
    exporter.simulator().fleet(FLEET.with(arn, change));
  }

  private Map<String, AttributeValue> current(String taskSetArn) {
    return item("TASKSET#" + taskSetArn + " | CURRENT");
  }

  private Map<String, AttributeValue> item(String key) {
    return tables.items(table).get(key);
  }

  private static String tag(Map<String, AttributeValue> item) {
    return item.get("tags").l().getFirst().m().get("value").s();
  }

  private Set<String> changes(Runnable work) {
    return tables.changes(table, work);
  }
}
