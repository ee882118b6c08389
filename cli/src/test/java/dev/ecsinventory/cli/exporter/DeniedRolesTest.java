package dev.ecsinventory.cli.exporter;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ecsinventory.pipeline.Exporter;
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.schema.Snapshots;
import dev.ecsinventory.simulator.fault.Fault;
import dev.ecsinventory.simulator.fault.FaultRule;
import dev.ecsinventory.simulator.fleet.Fleet;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The order that the setup of an organization must not have: the exporter runs without the member
 * roles, or with an external ID that they do not accept.
 */
@Execution(ExecutionMode.CONCURRENT)
class DeniedRolesTest {
  private static final String ACCOUNT =
      """
      {"id": "%s", "regions": [{"name": "us-east-1", "clusters": [{"clusterName": "prod",
        "services": [{"serviceName": "web", "deploymentController": {"type": "EXTERNAL"},
          "taskSets": [{"id": "ecs-svc/1"}]}]}]}]}
      """;

  private static final Fleet FLEET =
      Fleet.parse(
          """
          {"accounts": [%s, %s, %s],
           "organization": {
             "id": "o-exampleorg1", "root": "r-ex01", "managementAccount": "111111111111",
             "accounts": [
               {"id": "111111111111", "name": "management"},
               {"id": "222222222222", "name": "payments"},
               {"id": "333333333333", "name": "shop"}]}}
          """
              .formatted(
                  ACCOUNT.formatted("111111111111"),
                  ACCOUNT.formatted("222222222222"),
                  ACCOUNT.formatted("333333333333")));

  @TempDir Path directory;

  @Test
  void makeTheSnapshotPartialAndDeleteNothing() {
    try (StateTables tables = new StateTables()) {
      String table = tables.create();
      try (Exporter exporter =
          Exporter.of(FLEET, directory).table(tables.open(table)).organization()) {
        assertEquals("COMPLETE", exporter.run(at(6)).get(Snapshots.STATUS));
        Map<String, Map<String, AttributeValue>> before = new TreeMap<>(tables.items(table));
        assertEquals(
            3, before.keySet().stream().filter(key -> key.matches("TASKSET.* CURRENT")).count());

        exporter.faults(FaultRule.of(new Fault.AccessDenied()).on("AssumeRole"));
        Row summary = exporter.run(at(7));

        assertEquals("PARTIAL", summary.get(Snapshots.STATUS));
        assertEquals(3, summary.get(Snapshots.ACCOUNT_COUNT));
        assertEquals(1, summary.get(Snapshots.READ_ACCOUNT_COUNT));
        assertEquals(2, summary.get(Snapshots.STOPPED_ACCOUNT_COUNT));
        Map<String, Map<String, AttributeValue>> after = new TreeMap<>(tables.items(table));
        after.remove("SNAPSHOT | 20260115T070000Z");
        assertEquals(before, after);
      }
    }
  }

  private static String at(int hour) {
    return "{\"time\":\"2026-01-15T%02d:00:00Z\",\"detail\":{}}".formatted(hour);
  }
}
