package dev.ecsinventory.schema;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The rows of a target, by dataset, each in the order in which they were given. */
public record TargetRows(
    List<Row> clusters,
    List<Row> services,
    List<Row> taskSets,
    List<Row> taskDefinitions,
    List<Row> violations) {
  /** A target of which nothing was read. */
  public static final TargetRows NONE = of(List.of());

  public TargetRows {
    clusters = List.copyOf(clusters);
    services = List.copyOf(services);
    taskSets = List.copyOf(taskSets);
    taskDefinitions = List.copyOf(taskDefinitions);
    violations = List.copyOf(violations);
  }

  /**
   * Sorts rows by their datasets.
   *
   * @throws IllegalArgumentException when a row is of a dataset that no target has
   */
  public static TargetRows of(Collection<Row> rows) {
    Map<Dataset, List<Row>> byDataset = new HashMap<>();
    for (Row row : rows) {
      byDataset.computeIfAbsent(row.dataset(), dataset -> new ArrayList<>()).add(row);
    }
    TargetRows target =
        new TargetRows(
            removed(byDataset, Clusters.DATASET),
            removed(byDataset, Services.DATASET),
            removed(byDataset, TaskSets.DATASET),
            removed(byDataset, TaskDefinitions.DATASET),
            removed(byDataset, TagViolations.DATASET));
    if (!byDataset.isEmpty()) {
      throw new IllegalArgumentException("no rows of a target: " + byDataset.values());
    }
    return target;
  }

  /** The same rows without those of clusters. */
  public TargetRows withoutClusters() {
    return new TargetRows(List.of(), services, taskSets, taskDefinitions, violations);
  }

  private static List<Row> removed(Map<Dataset, List<Row>> byDataset, Dataset dataset) {
    List<Row> rows = byDataset.remove(dataset);
    return rows == null ? List.of() : rows;
  }
}
