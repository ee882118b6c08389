package dev.ecsinventory.cli.exporter;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ecsinventory.pipeline.Exporter;
import dev.ecsinventory.schema.Snapshots;
import dev.ecsinventory.schema.TableLayout;
import dev.ecsinventory.simulator.fleet.Fleet;
import dev.ecsinventory.simulator.fleet.generate.FleetGenerator;
import dev.ecsinventory.simulator.fleet.generate.FleetSize;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The table after snapshots of a cluster that is read in parts. */
class LargeClusterTableTest {
  private static final Fleet FLEET = FleetGenerator.uniform(8).generate(new FleetSize(1, 520, 1));

  @TempDir private Path directory;

  /** Each part marks the deleted services of its range, and no others. */
  @Test
  void servicesOfEachPartAreMarkedDeleted() {
    List<Fleet.Service> services =
        FLEET.services().sorted((one, other) -> one.arn().compareTo(other.arn())).toList();
    Set<String> gone = new TreeSet<>();
    Fleet later = FLEET;
    for (int index : new int[] {0, 249, 250, 300, 519}) {
      later = later.without(services.get(index).arn());
      gone.add(services.get(index).arn());
    }
    try (StateTables tables = new StateTables()) {
      String table = tables.create();
      snapshot(tables, table, FLEET, "06");
      snapshot(tables, table, later, "07");
      assertEquals(gone, deleted(tables, table));
      snapshot(tables, table, FLEET, "08");
      assertEquals(Set.of(), deleted(tables, table));
    }
  }

  private void snapshot(StateTables tables, String table, Fleet fleet, String hour) {
    try (Exporter exporter = Exporter.of(fleet, directory)) {
      exporter.table(tables.open(table)).check(tables.currentItems(table));
      assertEquals(
          "COMPLETE",
          exporter
              .run("{\"time\":\"2026-01-15T%s:00:00Z\"}".formatted(hour))
              .get(Snapshots.STATUS));
    }
  }

  private static Set<String> deleted(StateTables tables, String table) {
    return tables.items(table).values().stream()
        .filter(item -> item.get(TableLayout.SORT_KEY).s().equals(TableLayout.CURRENT))
        .filter(item -> item.get(TableLayout.PARTITION_KEY).s().startsWith("SERVICE#"))
        .filter(item -> item.containsKey(TableLayout.DELETED_AT))
        .map(item -> item.get("service_arn").s())
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
