package dev.ecsinventory.cli.past.ecs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ecsinventory.cli.past.RecordedCluster;
import dev.ecsinventory.cli.past.RecordedRegion;
import dev.ecsinventory.model.ReadFailure;
import dev.ecsinventory.schema.Clusters;
import dev.ecsinventory.schema.Row;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * {@code ListClusters} and {@code DescribeClusters}.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ListClusters.html">
 *     ListClusters</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DescribeClusters.html">
 *     DescribeClusters</a>
 */
final class ClusterOperations {
  private static final int DEFAULT_PAGE = 100;
  private static final int MAX_CLUSTERS = 100;
  private static final String DESCRIBE = "DescribeClusters";
  private static final Set<String> PARTS =
      Set.of("ATTACHMENTS", "CONFIGURATIONS", "SETTINGS", "STATISTICS", "TAGS");
  private static final ApiDocument DOCUMENT = new ApiDocument(Clusters.DATASET);

  private ClusterOperations() {}

  static ObjectNode list(Call call) {
    RecordedRegion region = call.region();
    return Page.of(
        call.input(),
        "clusterArns",
        "ListClusters" + call.snapshot() + region.accountRegion(),
        region.clusters().stream().map(RecordedCluster::arn).toList(),
        DEFAULT_PAGE,
        region.incompleteClusters().map(EcsError::recorded));
  }

  static ObjectNode describe(Call call) {
    List<String> given = call.input().texts("clusters");
    List<String> identifiers = given.isEmpty() ? List.of("default") : given;
    if (identifiers.size() > MAX_CLUSTERS) {
      throw EcsError.invalidParameter("cluster names can have at most 100 items.");
    }
    Set<String> include = call.input().include(PARTS);
    DescribeResponse described = new DescribeResponse("clusters");
    for (String identifier : new LinkedHashSet<>(identifiers)) {
      describe(call, identifier, include, described);
    }
    return described.response();
  }

  private static void describe(
      Call call, String identifier, Set<String> include, DescribeResponse described) {
    Optional<RecordedCluster> cluster = call.cluster(identifier);
    if (cluster.isEmpty()) {
      call.region()
          .incompleteClusters()
          .ifPresent(
              failure -> {
                throw EcsError.recorded(failure);
              });
      described.addMissing(call.clusterArn(identifier));
      return;
    }
    List<ReadFailure> failures = call.region().failures().of(DESCRIBE, cluster.get().arn());
    FailureEntries.requireNoRejection(failures);
    Optional<Row> row = cluster.get().row();
    row.ifPresent(found -> described.add(resource(found, include)));
    if (row.isEmpty() || include.contains("TAGS")) {
      described.addFailures(failures);
    }
  }

  /** Lists that are not asked for come back empty, structures do not come back at all. */
  private static ObjectNode resource(Row row, Set<String> include) {
    ObjectNode cluster = DOCUMENT.of(row);
    for (String list : List.of("tags", "settings", "statistics")) {
      if (!include.contains(list.toUpperCase(Locale.ROOT))) {
        cluster.putArray(list);
      }
    }
    if (!include.contains("CONFIGURATIONS")) {
      cluster.remove("configuration");
    }
    if (!include.contains("ATTACHMENTS")) {
      cluster.remove(List.of("attachments", "attachmentsStatus"));
    }
    return cluster;
  }
}
