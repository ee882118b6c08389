package dev.ecsinventory.cli.exporter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ecsinventory.manifest.Withdrawal;
import dev.ecsinventory.manifest.Withdrawals;
import dev.ecsinventory.model.Deadline;
import dev.ecsinventory.model.SnapshotId;
import dev.ecsinventory.pipeline.Exporter;
import dev.ecsinventory.pipeline.Progress;
import dev.ecsinventory.pipeline.SnapshotResult;
import dev.ecsinventory.schema.ObjectKeys;
import dev.ecsinventory.schema.TableLayout;
import dev.ecsinventory.simulator.fleet.Fleet;
import dev.ecsinventory.simulator.fleet.generate.FleetGenerator;
import dev.ecsinventory.simulator.fleet.generate.FleetSize;
import dev.ecsinventory.store.DirectoryObjectStore;
import dev.ecsinventory.write.state.StateTable;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A snapshot with a time in the future blocks updates of the table until its withdrawal. */
class WithdrawalTest {
  private static final Fleet FLEET = FleetGenerator.uniform(1).generate(new FleetSize(1, 2, 2));
  private static final List<String> SETS =
      FLEET.taskSets().map(taskSet -> taskSet.arn()).sorted().toList();
  private static final SnapshotId FUTURE = SnapshotId.parse("20620115T080000Z");
  private static final Instant NOW = Instant.parse("2026-01-15T06:30:00Z");

  @TempDir Path directory;
  private final StateTables tables = new StateTables();
  private final String table = tables.create();
  private final StateTable state = tables.open(table);
  private Exporter exporter;

  /** The future snapshot changes one task set and marks another one as deleted. */
  @BeforeEach
  void takeFutureSnapshot() {
    exporter = Exporter.of(FLEET, directory).table(state);
    exporter.run("{\"time\":\"2026-01-15T05:00:00Z\"}");
    exporter
        .simulator()
        .fleet(
            FLEET.with(SETS.get(0), set -> set.put("externalId", "future")).without(SETS.get(1)));
    exporter.clock(Clock.fixed(NOW, ZoneOffset.UTC));
    exporter.run("{\"time\":\"2062-01-15T08:00:00Z\"}");
    exporter.clock(Clock.fixed(NOW.plusSeconds(1800), ZoneOffset.UTC));
    exporter.simulator().fleet(FLEET.with(SETS.get(0), set -> set.put("externalId", "now")));
  }

  @AfterEach
  void close() {
    exporter.close();
    tables.close();
  }

  @Test
  void anOlderSnapshotWritesNothingAndReportsWhy() {
    assertEquals(Set.of("SNAPSHOT | 20260115T070000Z"), tables.changes(table, () -> snapshot(7)));
    assertEquals(Optional.of(FUTURE), session("20260115T070000Z").supersededBy());
    assertEquals(Optional.empty(), session("20620115T080000Z").supersededBy());
    assertEquals(FUTURE.time(), newest());
  }

  @Test
  void theNextSnapshotAfterTheWithdrawalOverwritesItsItems() {
    state.withdraw(FUTURE, NOW, "a wrong clock");
    assertEquals(Optional.empty(), session("20260115T070000Z").supersededBy());
    snapshot(7);
    assertEquals("now", item(SETS.get(0), "CURRENT").get("external_id").s());
    assertFalse(item(SETS.get(1), "CURRENT").containsKey(TableLayout.DELETED_AT));
    for (String arn : SETS.subList(0, 2)) {
      assertNotNull(item(arn, "VERSION#2026-01-15T07:00:00.000Z"), arn);
      assertEquals(
          "1771052400",
          item(arn, "VERSION#2062-01-15T08:00:00.000Z").get("expires_at").n(),
          "superseded at seven, thirty days are kept");
    }
    assertEquals(Instant.parse("2026-01-15T07:00:00Z"), newest());

    exporter.clock(Clock.fixed(NOW.plusSeconds(7200), ZoneOffset.UTC));
    assertEquals(Set.of("SNAPSHOT | 20260115T080000Z"), tables.changes(table, () -> snapshot(8)));
    exporter.simulator().fleet(FLEET.without(SETS.get(2)));
    exporter.clock(Clock.fixed(NOW.plusSeconds(10800), ZoneOffset.UTC));
    snapshot(9);
    assertTrue(item(SETS.get(2), "CURRENT").containsKey(TableLayout.DELETED_AT));
  }

  @Test
  void aRepeatedDeliveryDoesNotUndoTheWithdrawal() {
    state.withdraw(FUTURE, NOW, "a wrong clock");
    state.withdraw(FUTURE, NOW.plusSeconds(60), "another reason");
    assertEquals(
        Set.of(), tables.changes(table, () -> exporter.run("{\"time\":\"2062-01-15T08:00:00Z\"}")));
    Map<String, AttributeValue> summary = tables.items(table).get("SNAPSHOT | 20620115T080000Z");
    assertEquals("2026-01-15T06:30:00.000Z", summary.get(TableLayout.WITHDRAWN_AT).s());
    assertEquals("a wrong clock", summary.get(TableLayout.WITHDRAWN_REASON).s());
    assertEquals(Optional.of(FUTURE), session("20620115T080000Z").supersededBy());
  }

  @Test
  void aSnapshotThatWasNeverCommittedCanBeWithdrawn() {
    SnapshotId failed = SnapshotId.parse("20700101T000000Z-0123abcd");
    state.withdraw(failed, NOW, "a wrong clock");
    assertTrue(tables.items(table).containsKey("SNAPSHOT | 20700101T000000Z-0123abcd"));
    assertEquals(Optional.of(FUTURE), session("20260115T070000Z").supersededBy());
  }

  @Test
  void anotherRunOfAnEventReportsTheNewerSnapshotAndTheWithdrawal() {
    String event = "{\"time\":\"2026-01-15T07:00:00Z\"}";
    snapshot(7);
    SnapshotResult again = exporter.result(event, Deadline.NONE, Progress.NONE);
    assertTrue(again.alreadyCommitted());
    assertEquals(Optional.of(FUTURE.value()), again.supersededBy());
    assertEquals(Optional.empty(), again.withdrawn());

    SnapshotId id = SnapshotId.parse("20260115T070000Z");
    state.withdraw(id, NOW, "taken twice");
    new Withdrawals(new DirectoryObjectStore(directory), new ObjectKeys("inventory/"))
        .withdraw(id, new Withdrawal(id.value(), "taken twice", NOW.toString(), null));
    SnapshotResult withdrawn = exporter.result(event, Deadline.NONE, Progress.NONE);
    assertEquals("taken twice", withdrawn.withdrawn().orElseThrow().reason());
    assertEquals(Optional.empty(), withdrawn.supersededBy());
  }

  private Instant newest() {
    return state
        .newestWhole(Instant.EPOCH, Instant.parse("2100-01-01T00:00:00Z"))
        .orElseThrow()
        .time();
  }

  private StateTable.Session session(String id) {
    return state.begin(SnapshotId.parse(id), Deadline.NONE);
  }

  private void snapshot(int hour) {
    exporter.run("{\"time\":\"2026-01-15T%02d:00:00Z\"}".formatted(hour));
  }

  private Map<String, AttributeValue> item(String arn, String sortKey) {
    return tables.items(table).get("TASKSET#" + arn + " | " + sortKey);
  }
}
