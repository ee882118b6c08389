package dev.ecsinventory.cli.past.ecs;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ecsinventory.cli.past.RecordedCluster;
import dev.ecsinventory.cli.past.RecordedService;
import dev.ecsinventory.model.ReadFailure;
import dev.ecsinventory.schema.Column;
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.schema.Services;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code ListServices} and {@code DescribeServices}.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ListServices.html">
 *     ListServices</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DescribeServices.html">
 *     DescribeServices</a>
 */
final class ServiceOperations {
  private static final int DEFAULT_PAGE = 10;
  private static final int MAX_SERVICES = 10;
  private static final ApiDocument DOCUMENT = new ApiDocument(Services.DATASET);

  private static final Map<String, Column<String>> FILTERS =
      Map.of(
          "launchType", Services.LAUNCH_TYPE,
          "schedulingStrategy", Services.SCHEDULING_STRATEGY,
          "resourceManagementType", Services.RESOURCE_MANAGEMENT_TYPE);

  private ServiceOperations() {}

  static ObjectNode list(Call call) {
    RecordedCluster cluster = call.cluster();
    List<String> filters =
        FILTERS.keySet().stream()
            .filter(filter -> call.input().text(filter).isPresent())
            .sorted()
            .toList();
    String listing =
        "ListServices"
            + call.snapshot()
            + cluster.arn()
            + filters.stream().map(filter -> filter + call.input().text(filter)).toList();
    return Page.of(
        call.input(),
        "serviceArns",
        listing,
        cluster.services().stream()
            .filter(service -> passes(call, service, filters))
            .map(RecordedService::arn)
            .toList(),
        DEFAULT_PAGE,
        call.region()
            .incompleteServices(cluster)
            .or(() -> notFilterable(call, cluster, filters))
            .map(EcsError::recorded));
  }

  private static boolean passes(Call call, RecordedService service, List<String> filters) {
    return filters.stream()
        .allMatch(
            filter ->
                service
                    .row()
                    .map(row -> row.get(FILTERS.get(filter)))
                    .equals(call.input().text(filter)));
  }

  /** The failure because of which it is not known whether a service passes the filters. */
  private static Optional<ReadFailure> notFilterable(
      Call call, RecordedCluster cluster, List<String> filters) {
    if (filters.isEmpty()) {
      return Optional.empty();
    }
    return cluster.services().stream()
        .filter(service -> service.row().isEmpty())
        .flatMap(service -> call.region().failuresOf(service).stream())
        .findFirst();
  }

  static ObjectNode describe(Call call) {
    List<String> identifiers = call.input().texts("services");
    if (identifiers.isEmpty()) {
      throw EcsError.invalidParameter("Services cannot be empty.");
    }
    if (identifiers.size() > MAX_SERVICES) {
      throw EcsError.invalidParameter("service names can have at most 10 items.");
    }
    boolean tags = call.input().includesTags();
    RecordedCluster cluster = call.cluster();
    DescribeResponse described = new DescribeResponse("services");
    for (String identifier : new LinkedHashSet<>(identifiers)) {
      describe(call, cluster, identifier, tags, described);
    }
    return described.response();
  }

  private static void describe(
      Call call,
      RecordedCluster cluster,
      String identifier,
      boolean tags,
      DescribeResponse described) {
    Optional<RecordedService> service = call.service(cluster, identifier);
    if (service.isEmpty()) {
      call.region()
          .incompleteServices(cluster)
          .ifPresent(
              failure -> {
                throw EcsError.recorded(failure);
              });
      described.addMissing(call.serviceArn(cluster, identifier));
      return;
    }
    List<ReadFailure> failures = call.region().failuresOf(service.get());
    FailureEntries.requireNoRejection(failures);
    service.get().row().ifPresent(row -> described.add(resource(service.get(), row, tags)));
    if (service.get().row().isEmpty() || tags || !service.get().knowsAllTaskSets()) {
      described.addFailures(failures);
    }
  }

  private static ObjectNode resource(RecordedService service, Row row, boolean tags) {
    ObjectNode resource = DOCUMENT.of(row);
    if (!tags) {
      resource.remove("tags");
    }
    if (!service.taskSets().isEmpty()) {
      ArrayNode inline = resource.putArray("taskSets");
      service.taskSets().forEach(taskSet -> inline.add(TaskSetOperations.resource(taskSet, false)));
    }
    return resource;
  }
}
