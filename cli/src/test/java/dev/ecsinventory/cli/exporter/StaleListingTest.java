package dev.ecsinventory.cli.exporter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ecsinventory.model.SettableClock;
import dev.ecsinventory.pipeline.Crashes;
import dev.ecsinventory.pipeline.Exporter;
import dev.ecsinventory.schema.Snapshots;
import dev.ecsinventory.schema.TableLayout;
import dev.ecsinventory.simulator.fleet.Fleet;
import dev.ecsinventory.simulator.fleet.generate.FleetGenerator;
import dev.ecsinventory.simulator.fleet.generate.FleetSize;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A retry uses the list of clusters of the first run of its event, regardless of its age. */
class StaleListingTest {
  private static final String SEVEN = "{\"time\":\"2026-01-15T07:00:00Z\"}";
  private static final String SIX = "{\"time\":\"2026-01-15T06:00:00Z\"}";
  private static final Fleet LATER = FleetGenerator.uniform(1).generate(new FleetSize(2, 2, 2));
  private static final String NEW =
      LATER.clusters().map(cluster -> cluster.arn()).sorted().toList().getLast();
  private static final Fleet FIRST = LATER.without(NEW);

  @TempDir Path directory;

  @Test
  void marksNothingDeletedThatAnotherSnapshotObservedSince() {
    SettableClock clock = new SettableClock(Instant.parse("2026-01-15T07:00:05Z"));
    try (StateTables tables = new StateTables();
        Exporter exporter = Exporter.of(FIRST, directory).clock(clock)) {
      String table = tables.create();
      Crashes crashes = Crashes.at(1);
      exporter.table(
          tables.open(table, tables.aheadOfTransactions(() -> crashes.around(() -> true))));
      assertThrows(Crashes.Crash.class, () -> exporter.run(SEVEN));
      exporter.table(tables.open(table));

      exporter.simulator().fleet(LATER);
      clock.pass(Duration.ofMinutes(1));
      exporter.run(SIX);
      clock.pass(Duration.ofMinutes(1));
      assertEquals("COMPLETE", exporter.run(SEVEN).get(Snapshots.STATUS));
      assertEquals(List.of(), deleted(tables, table));

      exporter.simulator().fleet(FIRST);
      clock.pass(Duration.ofMinutes(58));
      exporter.run("{\"time\":\"2026-01-15T08:00:00Z\"}");
      assertTrue(deleted(tables, table).contains("CLUSTER#" + NEW), "not in a newer listing");
    }
  }

  private static List<String> deleted(StateTables tables, String table) {
    return tables.items(table).values().stream()
        .filter(item -> item.get("sk").s().equals(TableLayout.CURRENT))
        .filter(item -> item.containsKey(TableLayout.DELETED_AT))
        .map(item -> item.get("pk").s())
        .toList();
  }
}
