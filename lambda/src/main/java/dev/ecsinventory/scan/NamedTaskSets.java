package dev.ecsinventory.scan;

import dev.ecsinventory.aws.EcsReader;
import dev.ecsinventory.model.ReadFailure;
import dev.ecsinventory.model.ServiceIdentity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ecs.model.DeploymentController;
import software.amazon.awssdk.services.ecs.model.DeploymentControllerType;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.TaskSet;

/**
 * The task sets that a described service names.
 *
 * @param taskSets the service's inline copies, one per task set
 * @param complete whether there are no others; otherwise {@code failures} have the reasons
 */
record NamedTaskSets(List<TaskSet> taskSets, boolean complete, List<ReadFailure> failures) {
  private static final String OPERATION = "DescribeServices";

  NamedTaskSets {
    taskSets = List.copyOf(taskSets);
    failures = List.copyOf(failures);
  }

  /**
   * The task sets of {@code service}. A missing list means that there are none only for ECS's own
   * deployment controller, which has no task sets, and whose type may be absent from responses.
   *
   * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Service.html">
   *     Service: deploymentController, taskSets</a>
   */
  static NamedTaskSets of(EcsReader reader, ServiceIdentity identity, Service service) {
    Reading reading = new Reading(reader, identity);
    if (!service.hasTaskSets() && !isRolling(service.deploymentController())) {
      reading.failed(
          identity.serviceArn(),
          "the response has no field taskSets, so the task sets of this service are not known");
    }
    service.taskSets().forEach(reading::take);
    return reading.result();
  }

  /**
   * The contradiction between a task set and the request for it. The task set's own cluster and
   * service are optional; AWS's examples omit them.
   */
  static Optional<String> contradiction(ServiceIdentity identity, TaskSet taskSet) {
    String cluster = taskSet.clusterArn();
    if (cluster != null && !cluster.isBlank() && !identity.isCluster(cluster)) {
      return Optional.of("the response describes one of another cluster: " + cluster);
    }
    String service = taskSet.serviceArn();
    return service == null || service.isBlank() || identity.isService(service)
        ? Optional.empty()
        : Optional.of("the response describes one of another service: " + service);
  }

  private static boolean isRolling(DeploymentController controller) {
    return controller == null || controller.type() == DeploymentControllerType.ECS;
  }

  Set<String> arns() {
    return taskSets.stream().map(TaskSet::taskSetArn).collect(Collectors.toSet());
  }

  /** One service's list. */
  private static final class Reading {
    private final EcsReader reader;
    private final ServiceIdentity identity;
    private final List<ReadFailure> failures = new ArrayList<>();

    /** The task sets by their ID, which is the same in every form of the ARN. */
    private final TreeMap<String, TaskSet> byId = new TreeMap<>();

    Reading(EcsReader reader, ServiceIdentity identity) {
      this.reader = reader;
      this.identity = identity;
    }

    /** An entry that names no task set of the service may represent an unknown one. */
    void take(TaskSet entry) {
      if (entry == null || entry.taskSetArn() == null || entry.taskSetArn().isBlank()) {
        failed(
            identity.serviceArn(),
            "the list taskSets has an entry without an ARN, so not all task sets of this service"
                + " are known");
        return;
      }
      Optional<String> id = identity.taskSetId(entry.taskSetArn());
      if (id.isEmpty()) {
        failed(
            identity.serviceArn(),
            "the list taskSets has the entry %s, which names no task set of this service, so not all"
                    .formatted(entry.taskSetArn())
                + " task sets of this service are known");
        return;
      }
      contradiction(identity, entry).ifPresent(problem -> failed(entry.taskSetArn(), problem));
      // If the task set is described, only the ARN is used; otherwise any one of the copies.
      byId.merge(id.get(), entry, (one, other) -> first(one, other));
    }

    private static TaskSet first(TaskSet one, TaskSet other) {
      return Comparator.comparing(TaskSet::toString).compare(one, other) <= 0 ? one : other;
    }

    void failed(String resource, String problem) {
      failures.add(reader.malformed(OPERATION, resource, problem).in(identity.clusterArn()));
    }

    NamedTaskSets result() {
      return new NamedTaskSets(List.copyOf(byId.values()), failures.isEmpty(), failures);
    }
  }
}
