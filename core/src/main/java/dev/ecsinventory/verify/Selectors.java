package dev.ecsinventory.verify;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.config.Scope;
import dev.ecsinventory.manifest.TargetListing.ListedCluster;
import dev.ecsinventory.manifest.TargetListing.ListedService;
import dev.ecsinventory.model.Glob;
import dev.ecsinventory.model.ServiceIdentity;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The names in a snapshot's scope without a match so far. Each one left at the end needs a read
 * failure; a glob without a match requests nothing.
 */
final class Selectors {
  private final List<Glob> clusters;
  private final List<Glob> services;
  private final List<Glob> taskSets;

  Selectors(Scope scope) {
    requireNonNull(scope, "scope is null");
    this.clusters = literal(scope.clusters());
    this.services = literal(scope.services());
    this.taskSets = literal(scope.taskSets());
  }

  private static List<Glob> literal(List<Glob> globs) {
    return globs.stream().filter(Glob::isLiteral).collect(Collectors.toCollection(ArrayList::new));
  }

  void match(TargetUnderCheck rows, Set<TaskSetIdentity> read) {
    for (ListedCluster cluster : rows.listing().clusters()) {
      clusters.removeIf(glob -> ofCluster(glob).includesCluster(cluster.arn()));
      for (ListedService listed : cluster.services()) {
        ServiceIdentity service = new ServiceIdentity(cluster.arn(), listed.arn());
        services.removeIf(matches(service));
        if (listed.taskSets() != null) {
          listed.taskSets().forEach(arn -> match(new TaskSetIdentity(service, arn)));
        }
      }
    }
    // If the listing of a cluster is incomplete, only its rows are known.
    read.forEach(
        taskSet -> {
          services.removeIf(matches(taskSet.service()));
          match(taskSet);
        });
  }

  private static Predicate<Glob> matches(ServiceIdentity service) {
    return glob -> ofService(glob).includesService(service.clusterArn(), service.serviceArn());
  }

  private void match(TaskSetIdentity taskSet) {
    taskSets.removeIf(
        glob -> ofTaskSet(glob).includesTaskSet(taskSet.service(), taskSet.arn(), taskSet.id()));
  }

  void report(SnapshotUnderCheck snapshot, Explanations explanations) {
    for (List<Glob> globs : List.of(clusters, services, taskSets)) {
      globs.stream()
          .map(Glob::text)
          .filter(text -> !explanations.selector(text))
          .forEach(
              text ->
                  snapshot.found(
                      FindingCode.SCOPE_LOST, text, "the event names it, and it was not found"));
    }
  }

  private static Scope ofCluster(Glob glob) {
    return new Scope(List.of(), List.of(), List.of(glob), List.of(), List.of());
  }

  private static Scope ofService(Glob glob) {
    return new Scope(List.of(), List.of(), List.of(), List.of(glob), List.of());
  }

  private static Scope ofTaskSet(Glob glob) {
    return new Scope(List.of(), List.of(), List.of(), List.of(), List.of(glob));
  }
}
