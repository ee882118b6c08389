package dev.ecsinventory.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.schema.Snapshots;
import dev.ecsinventory.simulator.fleet.Fleet;
import dev.ecsinventory.store.MemoryObjectStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every modification of every response passes through all stages. Each run ends with a committed
 * snapshot or with the error that nothing was read, and a snapshot with a failure is PARTIAL.
 * {@link DamagedResponsesTest} checks the affected resources.
 */
class DamagedSnapshotsTest {
  private static final Fleet FLEET =
      Fleet.parse(
          """
          {"accounts": [{"id": "123456789012", "regions": [{"name": "us-east-1", "clusters": [
            {"clusterName": "prod", "tags": [{"key": "Env", "value": "prod"}], "services": [
              {"serviceName": "checkout", "deploymentController": {"type": "EXTERNAL"},
               "tags": [{"key": "Team", "value": "pay"}],
               "taskSets": [{"id": "ecs-svc/1", "tags": [{"key": "Team", "value": "pay"}]}]}]}]}]}]}
          """);

  @TempDir static Path unused;
  private static final Map<String, ObjectNode> RESPONSES = new ConcurrentHashMap<>();
  private static Exporter exporter;

  @BeforeAll
  static void start() {
    exporter =
        Exporter.of(FLEET, unused)
            .set("INVENTORY_FORMATS", "json")
            .set("TAG_POLICY", "classpath:policies/owner.json");
    Row undamaged =
        run(
            (operation, response) -> {
              RESPONSES.put(operation, response.deepCopy());
              return response.toString();
            });
    assertEquals("COMPLETE", undamaged.get(Snapshots.STATUS));
    assertEquals(1, undamaged.get(Snapshots.NON_COMPLIANT_COUNT));
  }

  @AfterAll
  static void stop() {
    exporter.close();
  }

  private static Row run(BiFunction<String, ObjectNode, String> change) {
    return exporter.copy().store(new MemoryObjectStore()).changeResponses(change).run();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ListClusters",
        "DescribeClusters",
        "ListServices",
        "DescribeServices",
        "DescribeTaskSets",
        "DescribeTaskDefinition"
      })
  void everyDamageIsReportedAndEndsNoRun(String operation) {
    List<String> problems = new ArrayList<>();
    List<Damage> damages = Damage.all(operation, RESPONSES.get(operation));
    assertTrue(damages.size() >= 6, damages.toString());
    for (Damage damage : damages) {
      problem(damage).ifPresent(problem -> problems.add(damage + ": " + problem));
    }
    assertEquals("", String.join("\n", problems));
  }

  private static Optional<String> problem(Damage damage) {
    try {
      Row summary =
          run(
              (operation, response) ->
                  (operation.equals(damage.operation()) ? damage.in(response) : response)
                      .toString());
      boolean failures = summary.get(Snapshots.READ_FAILURE_COUNT) > 0;
      boolean unknown = summary.get(Snapshots.UNKNOWN_COUNT) > 0;
      String expected = failures ? "PARTIAL" : "COMPLETE";
      return summary.get(Snapshots.STATUS).equals(expected) && (failures || !unknown)
          ? Optional.empty()
          : Optional.of(summary.toString());
    } catch (SnapshotFailedException nothingRead) {
      return Optional.empty();
    } catch (RuntimeException ended) {
      return Optional.of(ended.toString());
    }
  }
}
