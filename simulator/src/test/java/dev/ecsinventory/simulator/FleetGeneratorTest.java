package dev.ecsinventory.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ecsinventory.simulator.fleet.Fleet;
import dev.ecsinventory.simulator.fleet.generate.FleetGenerator;
import dev.ecsinventory.simulator.fleet.generate.FleetSize;
import dev.ecsinventory.simulator.protocol.SimulatorOptions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.Cluster;
import software.amazon.awssdk.services.ecs.model.ClusterField;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceField;
import software.amazon.awssdk.services.ecs.model.TaskSet;
import software.amazon.awssdk.services.ecs.model.TaskSetField;

class FleetGeneratorTest {
  private static final FleetSize SMALL = new FleetSize(2, 9, 3);

  private static Fleet fleet;
  private static EcsSimulator simulator;
  private static EcsClient ecs;

  @BeforeAll
  static void start() {
    fleet = FleetGenerator.varied(7).generate(SMALL);
    simulator = EcsSimulator.start(fleet, SimulatorOptions.DEFAULTS);
    ecs = TestClients.ecs(simulator);
  }

  @AfterAll
  static void stop() {
    ecs.close();
    simulator.close();
  }

  @Test
  void generatesTheSameFleetFromTheSameSeed() {
    assertEquals(fleet, FleetGenerator.varied(7).generate(SMALL));
    assertNotEquals(fleet, FleetGenerator.varied(8).generate(SMALL));
  }

  @Test
  void convertsFleetsToJsonAndBack() {
    assertEquals(fleet, Fleet.of(fleet.toJson()));
  }

  @Test
  void usesEveryFieldOfTaskSets() {
    List<TaskSet> served = new ArrayList<>();
    for (Fleet.Service service : (Iterable<Fleet.Service>) fleet.services()::iterator) {
      if (!service.taskSets().isEmpty()) {
        served.addAll(
            ecs.describeTaskSets(
                    r ->
                        r.cluster(service.document().node().path("clusterArn").asText())
                            .service(service.arn())
                            .taskSets(service.taskSets().stream().map(Fleet.TaskSet::id).toList())
                            .include(TaskSetField.TAGS))
                .taskSets());
      }
    }
    assertEquals(fleet.taskSets().count(), served.size());
    assertUsesEveryField(TaskSet.builder().build(), served);
  }

  @Test
  void usesEveryFieldOfServices() {
    List<Service> served = new ArrayList<>();
    for (Fleet.Service service : (Iterable<Fleet.Service>) fleet.services()::iterator) {
      served.addAll(
          ecs.describeServices(
                  r ->
                      r.cluster(service.document().node().path("clusterArn").asText())
                          .services(service.arn())
                          .include(ServiceField.TAGS))
              .services());
    }
    Set<String> unused = ShapeWalk.allPaths(Service.builder().build());
    unused.removeAll(ShapeWalk.usedPaths(served));
    // ECS returns the tags of task sets only from DescribeTaskSets.
    assertEquals(Set.of("taskSets.tags", "taskSets.tags.key", "taskSets.tags.value"), unused);
  }

  @Test
  void usesEveryFieldOfClusters() {
    List<Cluster> served =
        ecs.describeClusters(
                r ->
                    r.clusters(ecs.listClusters().clusterArns())
                        .include(ClusterField.knownValues()))
            .clusters();
    assertUsesEveryField(Cluster.builder().build(), served);
  }

  private static void assertUsesEveryField(SdkPojo shape, List<? extends SdkPojo> served) {
    Set<String> unused = new TreeSet<>(ShapeWalk.allPaths(shape));
    unused.removeAll(ShapeWalk.usedPaths(served));
    assertEquals(Set.of(), unused);
  }

  @Test
  void variesControllersAndNumbersOfTaskSets() {
    Fleet large = FleetGenerator.varied(1).generate(new FleetSize(5, 40, 5));
    assertEquals(
        Set.of("ECS", "CODE_DEPLOY", "EXTERNAL"),
        large.services().map(Fleet.Service::controller).collect(Collectors.toSet()));
    assertEquals(
        Set.of(0, 1, 2, 3, 4, 5),
        large.services().map(service -> service.taskSets().size()).collect(Collectors.toSet()));
    assertTrue(
        large
            .services()
            .filter(service -> service.controller().equals("ECS"))
            .allMatch(service -> service.taskSets().isEmpty()));
    assertTrue(large.services().anyMatch(service -> service.arn().matches(".*:service/[^/]+")));
    assertEquals(
        Set.of("PRIMARY", "ACTIVE", "DRAINING"),
        large
            .taskSets()
            .map(taskSet -> taskSet.document().node().path("status").asText())
            .collect(Collectors.toSet()));
  }

  @Test
  void generatesUnusualTags() {
    Fleet large = FleetGenerator.varied(1).generate(new FleetSize(5, 40, 5));
    Set<String> keys = new HashSet<>();
    Set<String> values = new HashSet<>();
    Set<Integer> sizes = new HashSet<>();
    for (Fleet.TaskSet taskSet : (Iterable<Fleet.TaskSet>) large.taskSets()::iterator) {
      JsonNode tags = taskSet.document().node().path("tags");
      sizes.add(tags.size());
      tags.forEach(tag -> keys.add(tag.path("key").asText()));
      tags.forEach(tag -> values.add(tag.path("value").asText()));
    }
    assertTrue(keys.containsAll(Set.of("Env", "env", "cost:center/team.unit", "スタック")));
    assertTrue(values.contains(""));
    assertTrue(values.stream().anyMatch(value -> value.contains("\"")));
    assertTrue(values.stream().anyMatch(value -> value.contains("\n")));
    assertTrue(values.stream().anyMatch(value -> value.contains("🚀")));
    assertTrue(sizes.containsAll(Set.of(0, 50)), sizes::toString);
  }

  @Test
  void generatesUniformFleetsOfTheExactSize() {
    Fleet uniform = FleetGenerator.uniform(1).generate(new FleetSize(3, 7, 4));
    assertEquals(84, uniform.taskSets().count());
    assertTrue(
        uniform
            .services()
            .allMatch(
                service ->
                    service.taskSets().size() == 4 && service.controller().equals("EXTERNAL")));
  }

  @Test
  void generatesTheSizeInEveryAccountAndRegion() {
    Fleet wide =
        FleetGenerator.uniform(1)
            .generate(
                new FleetSize(1, 1, 1),
                List.of("111111111111", "222222222222"),
                List.of("eu-west-1", "cn-north-1"));
    assertEquals(4, wide.taskSets().map(Fleet.TaskSet::arn).distinct().count());
    assertEquals(4, wide.taskSets().map(Fleet.TaskSet::id).distinct().count());
  }

  @Test
  void storesFiftyThousandTaskSetsInLittleMemory() {
    long before = used();
    Fleet huge = FleetGenerator.uniform(1).generate(new FleetSize(100, 100, 5));
    long megabytes = (used() - before) / 1_000_000;
    assertEquals(50_000, huge.taskSets().count());
    assertTrue(megabytes < 150, () -> megabytes + " MB");
  }

  private static long used() {
    Runtime runtime = Runtime.getRuntime();
    System.gc();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  @Test
  void rejectsNegativeSizes() {
    assertThrows(IllegalArgumentException.class, () -> new FleetSize(1, -1, 1));
  }
}
