package dev.ecsinventory.cli.exporter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ecsinventory.manifest.CommittedSnapshots;
import dev.ecsinventory.manifest.Withdrawal;
import dev.ecsinventory.manifest.Withdrawals;
import dev.ecsinventory.model.SnapshotId;
import dev.ecsinventory.pipeline.Exporter;
import dev.ecsinventory.schema.ObjectKeys;
import dev.ecsinventory.schema.TableLayout;
import dev.ecsinventory.simulator.fleet.Fleet;
import dev.ecsinventory.simulator.fleet.generate.FleetGenerator;
import dev.ecsinventory.simulator.fleet.generate.FleetSize;
import dev.ecsinventory.store.DirectoryObjectStore;
import dev.ecsinventory.store.ObjectStore;
import dev.ecsinventory.verify.Conservation;
import dev.ecsinventory.verify.ConservationFinding;
import dev.ecsinventory.verify.ConservationReport;
import dev.ecsinventory.verify.FindingCode;
import dev.ecsinventory.verify.NotChecked;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The table matches the newest full snapshot, and the check finds changes in the table. */
class TableConservationTest {
  private static final Fleet FLEET = FleetGenerator.varied(7).generate(new FleetSize(3, 8, 2));
  private static final ObjectKeys KEYS = new ObjectKeys("inventory/");
  private static StateTables tables;

  @TempDir private Path directory;
  private String table;

  @BeforeAll
  static void start() {
    tables = new StateTables();
  }

  @AfterAll
  static void stop() {
    tables.close();
  }

  @BeforeEach
  void takeASnapshot() {
    table = tables.create();
    try (Exporter exporter = exporter(FLEET)) {
      exporter.run();
    }
  }

  private Exporter exporter(Fleet fleet) {
    return Exporter.of(fleet, directory)
        .table(tables.open(table))
        .check(tables.currentItems(table))
        .set("TAG_POLICY", "classpath:policies/owner.json");
  }

  @Test
  void anUnchangedTableMatches() {
    assertEquals(List.of(), findings());
  }

  @Test
  void aChangedItemDiffers() {
    Map<String, AttributeValue> item = currentTaskSet();
    item.put("started_by", AttributeValue.fromS("someone"));
    put(item);

    assertEquals(FindingCode.TABLE_ITEM_DIFFERS, onlyFinding(item));
  }

  @Test
  void aRemovedItemIsMissing() {
    Map<String, AttributeValue> item = currentTaskSet();
    delete(item);

    assertEquals(FindingCode.TABLE_ITEM_MISSING, onlyFinding(item));
  }

  @Test
  void anItemThatIsMarkedDeletedIsMissing() {
    Map<String, AttributeValue> item = currentTaskSet();
    item.remove(TableLayout.CURRENT_CLUSTER_ARN);
    item.put(TableLayout.DELETED_AT, item.get("snapshot_time"));
    put(item);

    assertEquals(FindingCode.TABLE_ITEM_MISSING, onlyFinding(item));
  }

  @Test
  void anItemThatNoSnapshotHasIsStale() {
    Map<String, AttributeValue> item = currentTaskSet();
    String arn = item.get("task_set_arn").s() + "0";
    item.put(TableLayout.PARTITION_KEY, AttributeValue.fromS(TableLayout.TASK_SET_PREFIX + arn));
    item.put("task_set_arn", AttributeValue.fromS(arn));
    put(item);

    assertEquals(FindingCode.TABLE_ITEM_STALE, onlyFinding(item));
  }

  @Test
  void anItemOfAClusterThatDoesNotExistIsStale() {
    Map<String, AttributeValue> item = currentTaskSet();
    String arn = "arn:aws:ecs:us-east-1:123456789012:task-set/other/service/ecs-svc/1";
    AttributeValue cluster =
        AttributeValue.fromS("arn:aws:ecs:us-east-1:123456789012:cluster/other");
    item.put(TableLayout.PARTITION_KEY, AttributeValue.fromS(TableLayout.TASK_SET_PREFIX + arn));
    item.put("task_set_arn", AttributeValue.fromS(arn));
    item.put("cluster_arn", cluster);
    item.put(TableLayout.CURRENT_CLUSTER_ARN, cluster);
    put(item);

    assertEquals(FindingCode.TABLE_ITEM_STALE, onlyFinding(item));
  }

  /** A manifest is lost, so the table is ahead of every snapshot. */
  @Test
  void aSnapshotInTheTableWithoutAManifestIsLost() throws IOException {
    try (Exporter exporter = exporter(FLEET)) {
      exporter.run("{\"time\":\"2026-01-15T07:00:00Z\"}");
    }
    SnapshotId newest = SnapshotId.parse("20260115T070000Z");
    Files.delete(directory.resolve(KEYS.manifest(newest)));

    List<ConservationFinding> findings = findings();
    assertEquals(1, findings.size(), findings.toString());
    assertEquals(FindingCode.TABLE_SNAPSHOT_LOST, findings.getFirst().code());
    assertEquals(newest.value(), findings.getFirst().snapshot());

    tables.open(table).withdraw(newest, Exporter.NOW, "its manifest is lost");
    assertEquals(List.of(), findings());
  }

  @Test
  void itemsOfAWithdrawnSnapshotAreNotCheckableUntilTheNextFullSnapshot() {
    List<String> sets = FLEET.taskSets().map(taskSet -> taskSet.arn()).sorted().toList();
    Fleet changed =
        FLEET.with(sets.get(0), set -> set.put("externalId", "wrong")).without(sets.get(1));
    SnapshotId wrong = SnapshotId.parse("20260115T070000Z");
    try (Exporter exporter = exporter(changed)) {
      exporter.run("{\"time\":\"2026-01-15T07:00:00Z\"}");
    }
    assertEquals(List.of(), report().notChecked());
    new Withdrawals(new DirectoryObjectStore(directory), KEYS)
        .withdraw(wrong, new Withdrawal(wrong.value(), "wrong", "2026-01-15T07:30:00Z", null));
    tables.open(table).withdraw(wrong, Exporter.NOW, "wrong");

    assertEquals(List.of(), report().findings());
    List<NotChecked> parts = report().notChecked();
    assertEquals(1, parts.size(), parts.toString());
    assertEquals(wrong.value(), parts.getFirst().snapshot());
    assertTrue(parts.getFirst().reason().startsWith("2 items "), parts.toString());

    try (Exporter exporter = exporter(FLEET)) {
      exporter.run("{\"time\":\"2026-01-15T08:00:00Z\"}");
    }
    assertEquals(List.of(), report().notChecked());
    assertEquals(List.of(), report().findings());
  }

  private FindingCode onlyFinding(Map<String, AttributeValue> item) {
    List<ConservationFinding> findings = findings();
    assertEquals(
        List.of(item.get("task_set_arn").s()),
        findings.stream().map(ConservationFinding::where).toList());
    return findings.getFirst().code();
  }

  private List<ConservationFinding> findings() {
    return report().findings();
  }

  private ConservationReport report() {
    ObjectStore store = new DirectoryObjectStore(directory);
    return new Conservation(store, KEYS, Clock.systemUTC())
        .check(
            new CommittedSnapshots(store, KEYS).newestFirst(),
            Optional.of(tables.currentItems(table)));
  }

  private Map<String, AttributeValue> currentTaskSet() {
    return tables.items(table).entrySet().stream()
        .filter(item -> item.getKey().startsWith(TableLayout.TASK_SET_PREFIX))
        .filter(item -> item.getKey().endsWith("| " + TableLayout.CURRENT))
        .map(item -> new HashMap<>(item.getValue()))
        .findFirst()
        .orElseThrow();
  }

  private void put(Map<String, AttributeValue> item) {
    tables.client.putItem(put -> put.tableName(table).item(item));
  }

  private void delete(Map<String, AttributeValue> item) {
    tables.client.deleteItem(
        delete ->
            delete
                .tableName(table)
                .key(
                    Map.of(
                        TableLayout.PARTITION_KEY, item.get(TableLayout.PARTITION_KEY),
                        TableLayout.SORT_KEY, item.get(TableLayout.SORT_KEY))));
  }
}
