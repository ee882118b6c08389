package dev.ecsinventory.verify;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.manifest.TargetListing;
import dev.ecsinventory.schema.Row;
import java.util.List;

/** The rows of one target, and its listing. */
record TargetUnderCheck(
    TargetId target,
    TargetListing listing,
    List<Row> clusters,
    List<Row> services,
    List<Row> taskSets,
    List<Row> violations,
    List<Row> taskDefinitions) {
  TargetUnderCheck {
    requireNonNull(target, "target is null");
    requireNonNull(listing, "listing is null");
    requireNonNull(clusters, "clusters is null");
    requireNonNull(services, "services is null");
    requireNonNull(taskSets, "taskSets is null");
    requireNonNull(violations, "violations is null");
    requireNonNull(taskDefinitions, "taskDefinitions is null");
  }

  TargetUnderCheck withClusters(List<Row> others) {
    return new TargetUnderCheck(
        target, listing, others, services, taskSets, violations, taskDefinitions);
  }
}
