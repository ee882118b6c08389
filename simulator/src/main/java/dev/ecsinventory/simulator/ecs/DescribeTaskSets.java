package dev.ecsinventory.simulator.ecs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ecsinventory.simulator.fleet.Arn;
import dev.ecsinventory.simulator.fleet.Fleet;
import dev.ecsinventory.simulator.fleet.FleetIndex;
import dev.ecsinventory.simulator.protocol.Errors;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Describes task sets of one service by ID or ARN; IDs are required, although the API reference
 * calls them optional.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DescribeTaskSets.html">
 *     DescribeTaskSets</a>
 */
final class DescribeTaskSets implements EcsOperation {
  @Override
  public String name() {
    return "DescribeTaskSets";
  }

  @Override
  public Set<String> touched(EcsCall call) {
    String cluster = Identifiers.clusterIdentifier(call);
    Set<String> touched = new LinkedHashSet<>();
    touched.add(Identifiers.clusterArn(call.fleetRegion(), cluster));
    Optional<String> service = call.input().text("service");
    if (service.isPresent()) {
      String clusterName = Identifiers.clusterName(cluster);
      touched.add(Identifiers.serviceArn(call, clusterName, service.get()));
      String serviceName = Identifiers.serviceName(clusterName, service.get());
      for (String taskSet : call.input().texts("taskSets")) {
        touched.add(arn(call, clusterName, serviceName, taskSet));
      }
    }
    return touched;
  }

  private static String arn(EcsCall call, String cluster, String service, String identifier) {
    if (identifier.startsWith("arn:")) {
      if (!Arn.parse(identifier).map(Arn::type).orElse("").equals("task-set")) {
        throw Errors.invalidParameter("Task Set Identifier is invalid");
      }
      return identifier;
    }
    if (!Fleet.TASK_SET_ID.matcher(identifier).matches()) {
      throw Errors.invalidParameter("Task Set Identifier is invalid");
    }
    return call.fleetRegion().taskSetArn(cluster, service, identifier);
  }

  @Override
  public ObjectNode response(EcsCall call) {
    boolean tags = call.input().include(Set.of("TAGS")).contains("TAGS");
    String identifier =
        call.input()
            .text("service")
            .filter(text -> !text.isEmpty())
            .orElseThrow(() -> Errors.invalidParameter("Service cannot be empty."));
    Set<String> wanted = new LinkedHashSet<>(call.input().texts("taskSets"));
    if (wanted.isEmpty()) {
      throw Errors.invalidParameter("TaskSets cannot be empty.");
    }
    FleetIndex.IndexedCluster cluster = Identifiers.cluster(call);
    Fleet.Service service = service(call, cluster, identifier);
    List<ObjectNode> found = new ArrayList<>();
    List<ObjectNode> failures = new ArrayList<>();
    for (String one : wanted) {
      String arn = arn(call, cluster.cluster().name(), service.name(), one);
      Optional<Fleet.TaskSet> taskSet = taskSet(service, one);
      if (taskSet.isEmpty() || call.faults().missing(arn)) {
        failures.add(Responses.missing(arn));
      } else {
        found.add(Responses.present(taskSet.get().document(), tags));
      }
    }
    return Responses.described("taskSets", found, failures);
  }

  /**
   * The service, after checks that it exists, is active, and has a deployment controller whose task
   * sets can be read.
   */
  private static Fleet.Service service(
      EcsCall call, FleetIndex.IndexedCluster cluster, String identifier) {
    String arn = Identifiers.serviceArn(call, cluster.cluster().name(), identifier);
    Fleet.Service service =
        Identifiers.service(call.fleetRegion(), cluster, identifier)
            .filter(_ -> !call.faults().deleted(arn))
            .orElseThrow(Errors::noSuchService);
    if (service.status().equals("INACTIVE") || call.faults().inactive(arn)) {
      throw Errors.inactiveService();
    }
    boolean codeDeploy = service.controller().equals("CODE_DEPLOY");
    if (service.controller().equals("ECS") || codeDeploy && !call.options().codeDeployTaskSets()) {
      throw Errors.notExternal();
    }
    return service;
  }

  private static Optional<Fleet.TaskSet> taskSet(Fleet.Service service, String identifier) {
    return service.taskSets().stream()
        .filter(taskSet -> taskSet.arn().equals(identifier) || taskSet.id().equals(identifier))
        .findFirst();
  }
}
