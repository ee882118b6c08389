package dev.ecsinventory.cli.past.ecs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ecsinventory.cli.past.RecordedCluster;
import dev.ecsinventory.cli.past.RecordedService;
import dev.ecsinventory.model.EcsArn;
import dev.ecsinventory.model.ReadFailure;
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.schema.Services;
import dev.ecsinventory.schema.TaskSets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * {@code DescribeTaskSets}.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DescribeTaskSets.html">
 *     DescribeTaskSets</a>
 */
final class TaskSetOperations {
  private static final String DESCRIBE = "DescribeTaskSets";
  private static final Pattern ID = Pattern.compile("ecs-svc/[a-zA-Z0-9_-]+");
  private static final ApiDocument DOCUMENT = new ApiDocument(TaskSets.DATASET);

  private TaskSetOperations() {}

  static ObjectNode describe(Call call) {
    boolean tags = call.input().includesTags();
    String identifier =
        call.input()
            .text("service")
            .orElseThrow(() -> EcsError.invalidParameter("Service cannot be empty."));
    Set<String> taskSets = new LinkedHashSet<>(call.input().texts("taskSets"));
    if (taskSets.isEmpty()) {
      throw EcsError.invalidParameter("TaskSets cannot be empty.");
    }
    RecordedCluster cluster = call.cluster();
    RecordedService service = service(call, cluster, identifier);
    FailureEntries.requireNoRejection(
        call.region().failures().of(DESCRIBE, cluster.arn(), service.arn()));
    DescribeResponse described = new DescribeResponse("taskSets");
    for (String taskSet : taskSets) {
      describe(call, cluster, service, taskSet, tags, described);
    }
    return described.response();
  }

  static List<String> arns(Call call) {
    String identifier =
        call.input()
            .text("service")
            .orElseThrow(() -> EcsError.invalidParameter("Service cannot be empty."));
    RecordedCluster cluster = call.cluster();
    RecordedService service = service(call, cluster, identifier);
    requireAllKnown(call, service);
    return service.taskSets().stream().map(row -> row.get(TaskSets.TASK_SET_ARN)).toList();
  }

  /** The service, which was read, is active, and has a controller that has task sets. */
  private static RecordedService service(Call call, RecordedCluster cluster, String identifier) {
    Optional<RecordedService> service = call.service(cluster, identifier);
    if (service.isEmpty()) {
      throw call.region()
          .incompleteServices(cluster)
          .map(EcsError::recorded)
          .orElseGet(EcsError::serviceNotFound);
    }
    Optional<Row> row = service.get().row();
    if (row.isEmpty()) {
      throw call.region().failuresOf(service.get()).stream()
          .filter(failure -> !failure.errorCode().equals("MISSING"))
          .findFirst()
          .map(EcsError::recorded)
          .orElseGet(EcsError::serviceNotFound);
    }
    if ("INACTIVE".equals(row.get().get(Services.STATUS))) {
      throw EcsError.serviceNotActive();
    }
    String controller = row.get().get(Services.DEPLOYMENT_CONTROLLER);
    if (controller == null || controller.equals("ECS")) {
      throw EcsError.invalidParameter(
          "Amazon ECS only supports task set management on services configured to use external"
              + " deployment controllers.");
    }
    return service.get();
  }

  private static void describe(
      Call call,
      RecordedCluster cluster,
      RecordedService service,
      String identifier,
      boolean tags,
      DescribeResponse described) {
    String arn = arn(service, identifier);
    Optional<Row> row = service.identity().taskSetId(arn).flatMap(service::taskSet);
    if (row.isEmpty()) {
      requireAllKnown(call, service);
      described.addMissing(arn);
      return;
    }
    List<ReadFailure> failures =
        call.region().failures().of(DESCRIBE, cluster.arn(), row.get().get(TaskSets.TASK_SET_ARN));
    FailureEntries.requireNoRejection(failures);
    if (failures.stream().allMatch(one -> one.errorCode().equals(FailureEntries.MALFORMED))) {
      described.add(resource(row.get(), tags));
    }
    described.addFailures(failures);
  }

  /** A task set without a row does not exist only if all task sets of the service are known. */
  private static void requireAllKnown(Call call, RecordedService service) {
    if (!service.knowsAllTaskSets()) {
      call.region().failuresOf(service).stream()
          .findFirst()
          .ifPresent(
              failure -> {
                throw EcsError.recorded(failure);
              });
    }
  }

  private static String arn(RecordedService service, String identifier) {
    boolean isTaskSet =
        identifier.startsWith("arn:")
            ? EcsArn.parse(identifier).filter(arn -> arn.type().equals("task-set")).isPresent()
            : ID.matcher(identifier).matches();
    if (!isTaskSet) {
      throw EcsError.invalidParameter("Task Set Identifier is invalid");
    }
    return identifier.startsWith("arn:")
        ? identifier
        : "%s/%s/%s"
            .formatted(
                service.identity().clusterArn().replace(":cluster/", ":task-set/"),
                service.identity().serviceName(),
                identifier);
  }

  /** The task set of a row; never with tags that are not known. */
  static ObjectNode resource(Row row, boolean tags) {
    ObjectNode resource = DOCUMENT.of(row);
    if (!tags) {
      resource.remove("tags");
    }
    return resource;
  }
}
