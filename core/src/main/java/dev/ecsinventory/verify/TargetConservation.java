package dev.ecsinventory.verify;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.config.Scope;
import dev.ecsinventory.manifest.TargetListing.ListedCluster;
import dev.ecsinventory.manifest.TargetListing.ListedService;
import dev.ecsinventory.model.ServiceIdentity;
import dev.ecsinventory.schema.Clusters;
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.schema.Services;
import dev.ecsinventory.schema.TaskSets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Compares the rows of a target with its listing, as sets: every listed resource in the scope has a
 * row or a read failure, and every resource with a row is listed.
 */
final class TargetConservation {
  private static final String INACTIVE = "INACTIVE";

  private final SnapshotUnderCheck snapshot;
  private final Explanations explanations;
  private final Scope scope;
  private final TargetUnderCheck rows;
  private final Map<String, Row> clusters;
  private final Map<ServiceIdentity, Row> services;
  private final Map<TaskSetIdentity, Row> taskSets;
  private final Map<ServiceIdentity, ListedService> listed = new HashMap<>();

  TargetConservation(
      SnapshotUnderCheck snapshot, Explanations explanations, Scope scope, TargetUnderCheck rows) {
    this.snapshot = requireNonNull(snapshot, "snapshot is null");
    this.explanations = requireNonNull(explanations, "explanations is null");
    this.scope = requireNonNull(scope, "scope is null");
    this.rows = requireNonNull(rows, "rows is null");
    this.clusters = byIdentity(rows.clusters(), row -> row.get(Clusters.CLUSTER_ARN));
    this.services = byIdentity(rows.services(), TargetConservation::identity);
    this.taskSets = byIdentity(rows.taskSets(), TaskSetIdentity::of);
    for (ListedCluster cluster : rows.listing().clusters()) {
      cluster.services().forEach(service -> listed.put(identity(cluster, service), service));
    }
  }

  void check() {
    Set<String> planned = new HashSet<>();
    for (ListedCluster cluster : rows.listing().clusters()) {
      planned.add(cluster.arn());
      check(cluster);
    }
    clusters.keySet().stream().filter(arn -> !planned.contains(arn)).forEach(this::notListed);
    services.forEach(this::check);
    taskSets.forEach(this::check);
    listed.forEach(this::check);
  }

  private void check(ListedCluster cluster) {
    Row row = clusters.get(cluster.arn());
    boolean hasRow = cluster.servicesInTarget().startsCluster();
    if (hasRow && row == null && !explanations.noCluster(cluster.arn())) {
      snapshot.found(FindingCode.CLUSTER_LOST, cluster.arn(), "in " + rows.target().text());
    }
    boolean inactive = row != null && INACTIVE.equals(row.get(Clusters.STATUS));
    if (!cluster.complete() && !inactive && !explanations.incompleteListing(cluster.arn())) {
      snapshot.found(
          FindingCode.LISTING_UNEXPLAINED, cluster.arn(), "its services were not all listed");
    }
    if (row != null && !row.get(Clusters.TAGS_KNOWN) && !explanations.tags(cluster.arn())) {
      snapshot.found(FindingCode.TAGS_UNEXPLAINED, cluster.arn(), "tags_known is false");
    }
  }

  /** Checks a listed service. */
  private void check(ServiceIdentity service, ListedService listing) {
    if (!isInScope(service, listing)) {
      return;
    }
    boolean explained = explanations.service(service);
    boolean read = services.containsKey(service);
    if (!read && !explained) {
      snapshot.found(FindingCode.SERVICE_LOST, service.serviceArn(), in(service));
    }
    if (listing.taskSets() == null) {
      if (read && !explained) {
        snapshot.found(
            FindingCode.LISTING_UNEXPLAINED,
            service.serviceArn(),
            "the service has a row, and its list of task sets is not known");
      }
      return;
    }
    for (String arn : listing.taskSets()) {
      TaskSetIdentity taskSet = new TaskSetIdentity(service, arn);
      boolean wanted = scope.includesTaskSet(service, arn, taskSet.id());
      if (wanted
          && !taskSets.containsKey(taskSet)
          && !explanations.taskSet(arn)
          && (read || !explained)) {
        snapshot.found(FindingCode.TASK_SET_LOST, arn, in(service));
      }
    }
  }

  private boolean isInScope(ServiceIdentity service, ListedService listing) {
    return scope.includesService(service.clusterArn(), service.serviceArn())
        && (scope.taskSets().isEmpty()
            || listing.taskSets() == null
            || listing.taskSets().stream()
                .anyMatch(
                    arn ->
                        scope.includesTaskSet(
                            service, arn, new TaskSetIdentity(service, arn).id())));
  }

  /** Checks a service with a row. */
  private void check(ServiceIdentity service, Row row) {
    if (!listed.containsKey(service)) {
      notListed(service.serviceArn());
    }
    if (!row.get(Services.TAGS_KNOWN) && !explanations.tags(service.serviceArn())) {
      snapshot.found(FindingCode.TAGS_UNEXPLAINED, service.serviceArn(), "tags_known is false");
    }
    Integer count = row.get(Services.TASK_SET_COUNT);
    if (count != null && scope.taskSets().isEmpty()) {
      long read = taskSets.keySet().stream().filter(set -> set.service().equals(service)).count();
      if (count > read && !hasMissingTaskSet(service)) {
        snapshot.found(
            FindingCode.TASK_SET_LOST,
            service.serviceArn(),
            "task_set_count is %d, and %d have a row".formatted(count, read));
      }
    }
  }

  private boolean hasMissingTaskSet(ServiceIdentity service) {
    ListedService listing = listed.get(service);
    return listing != null
        && listing.taskSets() != null
        && listing.taskSets().stream().anyMatch(explanations::taskSet);
  }

  /** Checks a task set with a row. */
  private void check(TaskSetIdentity taskSet, Row row) {
    ListedService listing = listed.get(taskSet.service());
    boolean named =
        listing != null && listing.taskSets() != null && listing.taskSets().contains(taskSet.arn());
    boolean unknownList =
        listing != null && listing.taskSets() == null && explanations.service(taskSet.service());
    if (!named && !unknownList) {
      notListed(taskSet.arn());
    }
    if (!services.containsKey(taskSet.service())) {
      snapshot.found(FindingCode.SERVICE_LOST, taskSet.arn(), "its service has no row");
    }
    boolean tagsKnown = row.get(TaskSets.TAGS_KNOWN);
    if (!tagsKnown && !explanations.taskSetTags(taskSet.service(), taskSet.arn())) {
      snapshot.found(FindingCode.TAGS_UNEXPLAINED, taskSet.arn(), "tags_known is false");
    }
    if (!tagsKnown && row.get(TaskSets.TAGS) != null) {
      snapshot.found(
          FindingCode.TAGS_UNEXPLAINED, taskSet.arn(), "tags_known is false, and it has tags");
    }
  }

  private void notListed(String arn) {
    snapshot.found(FindingCode.ROW_NOT_LISTED, arn, "in " + rows.target().text());
  }

  private <K> Map<K, Row> byIdentity(List<Row> all, Function<Row, K> identity) {
    Map<K, Row> byIdentity = new HashMap<>();
    for (Row row : all) {
      if (byIdentity.putIfAbsent(identity.apply(row), row) != null) {
        snapshot.found(
            FindingCode.ROW_DUPLICATE,
            String.valueOf(identity.apply(row)),
            "in %s of %s".formatted(row.dataset().name(), rows.target().text()));
      }
    }
    return byIdentity;
  }

  private static ServiceIdentity identity(Row service) {
    return new ServiceIdentity(
        service.get(Services.CLUSTER_ARN), service.get(Services.SERVICE_ARN));
  }

  private static ServiceIdentity identity(ListedCluster cluster, ListedService service) {
    return new ServiceIdentity(cluster.arn(), service.arn());
  }

  private static String in(ServiceIdentity service) {
    return "in cluster " + service.clusterArn();
  }
}
