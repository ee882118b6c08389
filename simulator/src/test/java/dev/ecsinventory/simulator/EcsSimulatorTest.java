package dev.ecsinventory.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ecsinventory.simulator.fleet.Fleet;
import dev.ecsinventory.simulator.fleet.generate.FleetGenerator;
import dev.ecsinventory.simulator.fleet.generate.FleetSize;
import dev.ecsinventory.simulator.http.CallCounts;
import dev.ecsinventory.simulator.protocol.SimulatorOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.Tag;
import software.amazon.awssdk.services.ecs.model.TaskSet;
import software.amazon.awssdk.services.ecs.model.TaskSetField;

class EcsSimulatorTest {
  private static final String ID = "ecs-svc/1234567890123456789";

  @Test
  void respondsForTheRegionOfTheSignature() {
    AwsBasicCredentials user = AwsBasicCredentials.create("AKID", "secret");
    try (EcsSimulator simulator = EcsSimulator.start(Samples.fleet(), SimulatorOptions.DEFAULTS);
        EcsClient empty = TestClients.ecs(simulator, "eu-central-1", user);
        EcsClient unknown = TestClients.ecs(simulator, "ap-south-1", user)) {
      assertEquals(List.of(), empty.listClusters().clusterArns());
      assertEquals(List.of(), unknown.listClusters().clusterArns());
    }
  }

  @Test
  void replacesTheFleetBetweenCalls() {
    Fleet fleet = Samples.fleet();
    String taskSet = "arn:aws:ecs:us-east-1:123456789012:task-set/prod/checkout/" + ID;
    try (EcsSimulator simulator = EcsSimulator.start(fleet, SimulatorOptions.DEFAULTS);
        EcsClient ecs = TestClients.ecs(simulator)) {
      assertEquals(2, describe(ecs).tags().size());
      simulator.fleet(fleet.with(taskSet, node -> node.putArray("tags")));
      assertEquals(0, describe(ecs).tags().size());
      simulator.fleet(fleet.without(taskSet));
      assertTrue(
          ecs.describeTaskSets(r -> r.cluster("prod").service("checkout").taskSets(ID))
              .hasFailures());
    }
  }

  private static TaskSet describe(EcsClient ecs) {
    return ecs.describeTaskSets(
            r -> r.cluster("prod").service("checkout").taskSets(ID).include(TaskSetField.TAGS))
        .taskSets()
        .getFirst();
  }

  @Test
  void countsCallsByOperationAccountAndRegion() {
    try (EcsSimulator simulator = EcsSimulator.start(Samples.fleet(), SimulatorOptions.DEFAULTS);
        EcsClient ecs = TestClients.ecs(simulator)) {
      ecs.listClusters();
      ecs.listServices(r -> r.cluster("prod"));
      ecs.listServices(r -> r.cluster("empty"));
      CallCounts calls = simulator.calls();
      assertEquals(Map.of("ListClusters", 1L, "ListServices", 2L), calls.byOperation());
      assertEquals(3, calls.total());
      assertEquals(3, calls.of("123456789012", "us-east-1"));
      assertEquals(2, calls.of("ListServices", "123456789012", "us-east-1"));
      assertEquals(0, calls.of("ListServices", "123456789012", "eu-central-1"));
      calls.reset();
      assertEquals(0, calls.total());
    }
  }

  @Test
  void shufflesListsWithoutASpecifiedOrder() {
    Fleet fleet = FleetGenerator.varied(5).generate(new FleetSize(30, 1, 1));
    SimulatorOptions options = SimulatorOptions.DEFAULTS.withShuffle(true);
    try (EcsSimulator simulator = EcsSimulator.start(fleet, options);
        EcsClient ecs = TestClients.ecs(simulator)) {
      assertNotEquals(ecs.listClusters().clusterArns(), ecs.listClusters().clusterArns());
      List<String> paged = new ArrayList<>();
      ecs.listClustersPaginator(r -> r.maxResults(7)).clusterArns().forEach(paged::add);
      assertEquals(30, paged.size());
      assertEquals(30, new HashSet<>(paged).size());
      assertTrue(tagOrders(ecs, fleet).size() > 1);
    }
  }

  private static Set<List<String>> tagOrders(EcsClient ecs, Fleet fleet) {
    String id = fleet.taskSets().findFirst().orElseThrow().id();
    Set<List<String>> orders = new HashSet<>();
    for (int i = 0; i < 20; i++) {
      TaskSet taskSet =
          ecs.describeTaskSets(
                  r ->
                      r.cluster("cluster-0")
                          .service("service-0")
                          .taskSets(id)
                          .include(TaskSetField.TAGS))
              .taskSets()
              .getFirst();
      orders.add(taskSet.tags().stream().map(Tag::key).toList());
    }
    return orders;
  }

  @Test
  void delaysResponsesByTheLatency() {
    SimulatorOptions slow =
        SimulatorOptions.DEFAULTS.withLatency(Duration.ofMillis(60), Duration.ofMillis(5));
    try (EcsSimulator simulator = EcsSimulator.start(Samples.fleet(), slow);
        EcsClient ecs = TestClients.ecs(simulator)) {
      long start = System.nanoTime();
      ecs.listClusters();
      assertTrue(System.nanoTime() - start >= Duration.ofMillis(60).toNanos());
    }
  }

  @Test
  void rejectsAPortThatIsInUse() {
    try (EcsSimulator simulator = EcsSimulator.start(Samples.fleet(), SimulatorOptions.DEFAULTS)) {
      int port = simulator.endpoint().getPort();
      SimulatorOptions same = SimulatorOptions.DEFAULTS.withPort(port);
      IllegalStateException rejection =
          assertThrows(
              IllegalStateException.class, () -> EcsSimulator.start(Samples.fleet(), same));
      assertTrue(rejection.getMessage().contains("port " + port));
    }
  }

  @Test
  void listensOnTheLoopbackAddressOnly() {
    try (EcsSimulator simulator = EcsSimulator.start(Samples.fleet(), SimulatorOptions.DEFAULTS)) {
      assertEquals("127.0.0.1", simulator.endpoint().getHost());
      assertFalse(simulator.endpoint().getPort() == 0);
    }
  }

  @Test
  void rejectsInvalidOptions() {
    SimulatorOptions defaults = SimulatorOptions.DEFAULTS;
    assertThrows(IllegalArgumentException.class, () -> defaults.withPort(65_536));
    assertThrows(
        IllegalArgumentException.class,
        () -> defaults.withLatency(Duration.ofMillis(-1), Duration.ZERO));
  }
}
