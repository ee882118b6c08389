package dev.ecsinventory.cli.exporter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ecsinventory.pipeline.Exporter;
import dev.ecsinventory.schema.TableLayout;
import dev.ecsinventory.simulator.fleet.Fleet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A table of an earlier version: {@code table.jsonl} has the items that it wrote for {@code
 * fleet.json} at one o'clock. That version used only service ARNs as keys and let each version
 * expire thirty days after its own snapshot.
 */
@Execution(ExecutionMode.CONCURRENT)
class TableMigrationTest {
  private static final Path STATE = Path.of("src/test/resources/state");
  private static final String ARN = "arn:aws:ecs:us-east-1:123456789012:";
  private static final String OLD = ARN + "cluster/old";
  private static final String SET_1 = "TASKSET#" + ARN + "task-set/prod/checkout/ecs-svc/1";
  private static final String VERSION_1 = " | VERSION#2026-01-15T01:00:00.000Z";

  private final Fleet fleet = Fleet.parse(read("fleet.json"));

  @TempDir Path directory;
  private StateTables tables;
  private String table;
  private Exporter exporter;

  @BeforeEach
  void restore() {
    tables = new StateTables();
    table = tables.create();
    for (Map<String, AttributeValue> item : ItemsJson.read(STATE.resolve("table.jsonl"))) {
      tables.client.putItem(put -> put.tableName(table).item(item));
    }
    exporter =
        Exporter.of(fleet, directory)
            .set("TAG_POLICY", "file:" + STATE.resolve("policy.json"))
            .set("INVENTORY_EVENTS", "off")
            .table(tables.open(table));
  }

  @AfterEach
  void close() {
    exporter.close();
    tables.close();
  }

  @Test
  void isMigratedWithoutNewVersionsAndDeletions() {
    Set<String> changes = tables.changes(table, () -> snapshot(2));
    assertEquals(
        Set.of(
            "SNAPSHOT | 20260115T020000Z",
            digest("service/batch"),
            digest("service/web"),
            earlier("service/batch"),
            earlier("service/web"),
            moved("service/batch"),
            moved("service/web")),
        changes,
        "only what has a key without its cluster moves");
    tables
        .items(table)
        .forEach((key, item) -> assertFalse(item.containsKey(TableLayout.DELETED_AT), key));
    assertEquals(Set.of("SNAPSHOT | 20260115T030000Z"), tables.changes(table, () -> snapshot(3)));
  }

  @Test
  void aServiceThatMovesAndChangesHasOneCurrentItem() {
    exporter
        .simulator()
        .fleet(fleet.with(ARN + "service/web", node -> node.put("platformVersion", "1.4.0")));
    snapshot(2);
    Map<String, Map<String, AttributeValue>> items = tables.items(table);
    assertEquals("1.4.0", items.get(moved("service/web")).get("platform_version").s());
    assertNull(items.get(earlier("service/web")));
    assertTrue(
        items.containsKey(
            "SERVICE#" + OLD + "#" + ARN + "service/web | VERSION#2026-01-15T02:00:00.000Z"));
    assertTrue(items.containsKey("SERVICE#" + ARN + "service/web" + VERSION_1), "its history");
  }

  @Test
  void aDeletedServiceMovesAsDeleted() {
    exporter.simulator().fleet(fleet.without(ARN + "service/web"));
    snapshot(2);
    Map<String, Map<String, AttributeValue>> items = tables.items(table);
    assertTrue(items.get(moved("service/web")).containsKey(TableLayout.DELETED_AT));
    assertNull(items.get(earlier("service/web")));
  }

  @Test
  void theNewestVersionDoesNotExpireAfterAWrite() {
    assertEquals("1771030800", item(SET_1 + VERSION_1).get("expires_at").n(), "as it was written");
    exporter.simulator().fleet(fleet.with(SET_1.substring(8), node -> node.put("runningCount", 7)));
    snapshot(2);
    assertNull(item(SET_1 + VERSION_1).get("expires_at"), "counts supersede no version");
    exporter.simulator().fleet(fleet.with(SET_1.substring(8), node -> node.put("externalId", "x")));
    snapshot(3);
    assertEquals("1771038000", item(SET_1 + VERSION_1).get("expires_at").n());
  }

  private static String digest(String name) {
    return "MEMBERS#" + OLD + " | " + ARN + name;
  }

  private static String earlier(String name) {
    return "SERVICE#" + ARN + name + " | CURRENT";
  }

  private static String moved(String name) {
    return "SERVICE#" + OLD + "#" + ARN + name + " | CURRENT";
  }

  private Map<String, AttributeValue> item(String key) {
    return tables.items(table).get(key);
  }

  private void snapshot(int hour) {
    exporter.run("{\"time\":\"2026-01-15T%02d:00:00Z\"}".formatted(hour));
  }

  private static String read(String name) {
    try {
      return Files.readString(STATE.resolve(name));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
