package dev.ecsinventory.simulator;

import static dev.ecsinventory.simulator.Rejection.assertRejected;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ecsinventory.simulator.fleet.Fleet;
import dev.ecsinventory.simulator.fleet.generate.FleetGenerator;
import dev.ecsinventory.simulator.fleet.generate.FleetSize;
import dev.ecsinventory.simulator.protocol.SimulatorOptions;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.Cluster;
import software.amazon.awssdk.services.ecs.model.ClusterField;
import software.amazon.awssdk.services.ecs.model.DescribeClustersResponse;

class DescribeClustersTest {
  private static final String ARN = "arn:aws:ecs:us-east-1:123456789012:cluster/";

  private static EcsSimulator simulator;
  private static EcsClient ecs;

  @BeforeAll
  static void start() {
    Fleet rich = FleetGenerator.varied(3).generate(new FleetSize(2, 3, 2));
    simulator = EcsSimulator.start(rich, SimulatorOptions.DEFAULTS);
    ecs = TestClients.ecs(simulator);
  }

  @AfterAll
  static void stop() {
    ecs.close();
    simulator.close();
  }

  @Test
  void describesByNameAndByArn() {
    List<Cluster> clusters =
        ecs.describeClusters(r -> r.clusters("cluster-1", ARN + "cluster-0")).clusters();
    assertEquals(
        List.of("cluster-1", "cluster-0"), clusters.stream().map(Cluster::clusterName).toList());
    assertEquals(3, clusters.getFirst().activeServicesCount());
  }

  @Test
  void reportsUnknownResourcesAsFailures() {
    DescribeClustersResponse response =
        ecs.describeClusters(r -> r.clusters("cluster-0", "cluster", ARN + "gone"));
    assertEquals(1, response.clusters().size());
    assertEquals(
        List.of(ARN + "cluster", ARN + "gone"),
        response.failures().stream().map(failure -> failure.arn()).toList());
    assertEquals("MISSING", response.failures().getFirst().reason());
  }

  @Test
  void usesTheDefaultClusterWithoutAName() {
    assertEquals(ARN + "default", ecs.describeClusters().failures().getFirst().arn());
  }

  @Test
  void omitsFieldsThatAreNotIncluded() {
    Cluster bare = ecs.describeClusters(r -> r.clusters("cluster-0")).clusters().getFirst();
    assertFalse(bare.hasAttachments());
    assertNull(bare.attachmentsStatus());
    assertNull(bare.configuration());
    assertTrue(bare.tags().isEmpty() && bare.settings().isEmpty() && bare.statistics().isEmpty());
    assertTrue(bare.hasCapacityProviders());
  }

  @Test
  void includesEachGroupOfFieldsSeparately() {
    for (ClusterField field : ClusterField.knownValues()) {
      Cluster cluster =
          ecs.describeClusters(r -> r.clusters("cluster-0").include(field)).clusters().getFirst();
      assertEquals(field == ClusterField.TAGS, !cluster.tags().isEmpty());
      assertEquals(field == ClusterField.SETTINGS, !cluster.settings().isEmpty());
      assertEquals(field == ClusterField.STATISTICS, !cluster.statistics().isEmpty());
      assertEquals(field == ClusterField.CONFIGURATIONS, cluster.configuration() != null);
      assertEquals(field == ClusterField.ATTACHMENTS, cluster.attachmentsStatus() != null);
    }
  }

  @Test
  void rejectsMoreThanHundred() {
    List<String> names = IntStream.range(0, 101).mapToObj(i -> "c" + i).toList();
    assertRejected(
        "InvalidParameterException",
        "at most 100 items",
        () -> ecs.describeClusters(r -> r.clusters(names)));
  }

  @Test
  void rejectsUnknownIncludes() {
    assertRejected(
        "InvalidParameterException",
        "NONSENSE",
        () -> ecs.describeClusters(r -> r.clusters("cluster-0").includeWithStrings("NONSENSE")));
  }
}
