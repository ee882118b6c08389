package dev.ecsinventory.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ecsinventory.simulator.fleet.Fleet;
import dev.ecsinventory.simulator.fleet.generate.FleetGenerator;
import dev.ecsinventory.simulator.fleet.generate.FleetSize;
import dev.ecsinventory.simulator.protocol.SimulatorOptions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceField;
import software.amazon.awssdk.services.ecs.model.TaskSet;
import software.amazon.awssdk.services.ecs.model.TaskSetField;

/** Reads a fleet from its clusters to the tags of task sets with the minimum number of calls. */
class WalkTest {
  private static final FleetSize SIZE = new FleetSize(3, 23, 4);

  @Test
  void servesEveryTaskSetOfAGeneratedFleet() {
    Fleet fleet = FleetGenerator.varied(42).generate(SIZE);
    try (EcsSimulator simulator = EcsSimulator.start(fleet, SimulatorOptions.DEFAULTS);
        EcsClient ecs = TestClients.ecs(simulator)) {
      List<TaskSet> found = new ArrayList<>();
      for (String cluster : ecs.listClusters().clusterArns()) {
        List<String> services =
            ecs.listServices(r -> r.cluster(cluster).maxResults(100)).serviceArns();
        for (int i = 0; i < services.size(); i += 10) {
          List<String> batch = services.subList(i, Math.min(i + 10, services.size()));
          ecs.describeServices(r -> r.cluster(cluster).services(batch).include(ServiceField.TAGS))
              .services()
              .forEach(service -> found.addAll(taskSets(ecs, service)));
        }
      }
      List<String> arns = found.stream().map(TaskSet::taskSetArn).toList();
      assertEquals(fleet.taskSets().map(Fleet.TaskSet::arn).toList(), arns);
      assertEquals(9, simulator.calls().of("DescribeServices"));
      assertEquals(3, simulator.calls().of("ListServices", "123456789012", "us-east-1"));
    }
  }

  private static List<TaskSet> taskSets(EcsClient ecs, Service service) {
    List<String> ids = service.taskSets().stream().map(TaskSet::id).toList();
    if (ids.isEmpty()) {
      return List.of();
    }
    return ecs.describeTaskSets(
            r ->
                r.cluster(service.clusterArn())
                    .service(service.serviceArn())
                    .taskSets(ids)
                    .include(TaskSetField.TAGS))
        .taskSets();
  }
}
