package dev.ecsinventory.cli.exporter;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ecsinventory.manifest.CommittedSnapshots;
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
import dev.ecsinventory.verify.FindingCode;
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

/** The table agrees with the newest full snapshot, and what someone changes there is found. */
class TableConservationTest {
  private static final Fleet FLEET = FleetGenerator.varied(7).generate(new FleetSize(3, 8, 2));
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
    try (Exporter exporter =
        Exporter.of(FLEET, directory)
            .table(tables.open(table))
            .check(tables.currentItems(table))
            .set("TAG_POLICY", "classpath:policies/owner.json")) {
      exporter.run();
    }
  }

  @Test
  void anUnchangedTableAgrees() {
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

  private FindingCode onlyFinding(Map<String, AttributeValue> item) {
    List<ConservationFinding> findings = findings();
    assertEquals(
        List.of(item.get("task_set_arn").s()),
        findings.stream().map(ConservationFinding::where).toList());
    return findings.getFirst().code();
  }

  private List<ConservationFinding> findings() {
    ObjectStore store = new DirectoryObjectStore(directory);
    ObjectKeys keys = new ObjectKeys("inventory/");
    return new Conservation(store, keys, Clock.systemUTC())
        .check(
            new CommittedSnapshots(store, keys).newestFirst(),
            Optional.of(tables.currentItems(table)))
        .findings();
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
