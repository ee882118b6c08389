package dev.ecsinventory.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ecsinventory.schema.Row;
import dev.ecsinventory.schema.Snapshots;
import dev.ecsinventory.simulator.fleet.Fleet;
import dev.ecsinventory.simulator.fleet.generate.FleetGenerator;
import dev.ecsinventory.simulator.fleet.generate.FleetSize;
import dev.ecsinventory.simulator.http.CallCounts;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MinimalCallsTest {
  @TempDir Path directory;

  @ParameterizedTest(name = "{0} clusters of {1} services")
  @CsvSource({
    "0,0", "1,0", "1,1", "1,10", "1,11", "1,100", "1,101", "3,250", "100,3", "101,1", "205,0",
    "1,620", "2,510"
  })
  void readsAFleetWithTheMinimumNumberOfCalls(int clusters, int services) {
    Fleet fleet =
        clusters == 0
            ? Fleet.parse(
                "{\"accounts\":[{\"id\":\"123456789012\",\"regions\":[{\"name\":\"us-east-1\",\"clusters\":[]}]}]}")
            : FleetGenerator.varied(42).generate(new FleetSize(clusters, services, 2));
    long withTaskSets = fleet.services().filter(service -> !service.taskSets().isEmpty()).count();
    try (Exporter exporter = Exporter.of(fleet, directory)) {
      Row summary = exporter.run();
      CallCounts calls = exporter.simulator().calls();
      assertEquals("COMPLETE", summary.get(Snapshots.STATUS));
      assertEquals(Math.max(1, ceiling(clusters, 100)), calls.of("ListClusters"));
      assertEquals(ceiling(clusters, 100), calls.of("DescribeClusters"));
      assertEquals((long) clusters * Math.max(1, ceiling(services, 100)), calls.of("ListServices"));
      assertEquals((long) clusters * ceiling(services, 10), calls.of("DescribeServices"));
      assertEquals(withTaskSets, calls.of("DescribeTaskSets"));
      assertEquals(0, calls.of("DescribeTaskDefinition"));
      assertEquals(fleet.taskSets().count(), (long) summary.get(Snapshots.TASK_SET_COUNT));
      assertEquals(
          calls.total() - calls.of("GetCallerIdentity"), (long) summary.get(Snapshots.API_CALLS));
    }
  }

  private static long ceiling(int count, int page) {
    return (count + page - 1) / page;
  }
}
